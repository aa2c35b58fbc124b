namespace UltimateMcp.Code.Languages.Python.Determinism;

/// <summary>
/// Tells whether a Python program is determined by its input. It is parsed, its names are bound to scopes as the
/// language binds them, and each that the program does not bind must be listed: a built-in name
/// (<see cref="PythonAllowlists"/>) or a member of a listed module (<see cref="PythonModules"/>). Strings hash
/// differently in each process, so a set is followed to all of its uses (<see cref="PythonSetAnalysis"/>). All Python
/// files of the request are read in the same way.
/// </summary>
internal static class PythonDeterminism
{
    public static Nondeterminism? FindFirst(ProgramSource program, CancellationToken cancellationToken)
    {
        if (program.IsTooLong)
        {
            return new Nondeterminism("…", 1, "it is too long to be read");
        }

        try
        {
            Read(program, cancellationToken);
            return null;
        }
        catch (NondeterminismException found)
        {
            return found.Found;
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
                throw new NondeterminismException(file.Key, 1, "it may be imported, and is not read");
            }
        }
    }
}
