namespace UltimateMcp.Code.Languages.Python.Determinism;

/// <summary>
/// Checks whether a Python program is deterministic. The program is parsed and its names are bound to scopes; each name
/// that it does not bind must be a listed builtin (<see cref="PythonAllowlists"/>) or a member of a listed module
/// (<see cref="PythonModules"/>). Hashes of strings differ between processes, so all uses of sets are followed
/// (<see cref="PythonSetAnalysis"/>). All Python files of the request are checked.
/// </summary>
internal static class PythonDeterminism
{
    public static Nondeterminism? FindFirst(ProgramSource program, CancellationToken cancellationToken)
    {
        if (program.IsTooLong)
        {
            return new Nondeterminism("…", 1, "it is too long");
        }

        try
        {
            Read(program, cancellationToken);
            return null;
        }
        catch (NondeterminismException exception)
        {
            return exception.Finding;
        }
    }

    private static void Read(ProgramSource program, CancellationToken cancellationToken)
    {
        var imports = new PythonImports(program.Files);
        List<PythonNode> nodes = [];
        foreach (var (path, text) in SourcesOf(program))
        {
            var module = new PythonParser(new PythonTokenizer(text, cancellationToken).Read()).Module();
            var binder = new PythonBinder(path, imports, cancellationToken);
            binder.Bind(module);
            nodes.AddRange(binder.Nodes);
        }

        imports.Check();
        var rules = new PythonRules(imports, nodes);
        foreach (var node in nodes)
        {
            rules.Check(node);
        }

        new PythonSetAnalysis(nodes, cancellationToken).Check();
    }

    private static IEnumerable<KeyValuePair<string, string>> SourcesOf(ProgramSource program)
    {
        yield return KeyValuePair.Create(program.MainFile, program.Code);
        foreach (var file in program.Files)
        {
            if (file.Key.EndsWith(".py", StringComparison.Ordinal))
            {
                yield return file;
            }
            else if (PythonAllowlists.CodeExtensions.Any(extension => file.Key.EndsWith(extension, StringComparison.OrdinalIgnoreCase)))
            {
                throw new NondeterminismException(file.Key, 1, "it may be imported and is not checked");
            }
        }
    }
}
