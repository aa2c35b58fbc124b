using Acornima;

namespace UltimateMcp.Code.Languages.JavaScript.Determinism;

/// <summary>
/// Tells whether a JavaScript program is determined by its input. It is parsed, its names are resolved as the language
/// resolves them, and each that is not declared in the program must stand in <see cref="JavaScriptAllowlists"/>.
/// Promises are fine, since microtasks run in a fixed order; what waits for a timer or for several files at once is not
/// listed. Files that the program loads are read in the same way.
/// </summary>
internal static class JavaScriptDeterminism
{
    private static readonly ParserOptions Options = new()
    {
        AllowReturnOutsideFunction = true,
        EcmaVersion = EcmaVersion.Latest,
    };

    public static Nondeterminism? FindFirst(ProgramSource program, CancellationToken cancellationToken)
    {
        if (program.IsTooLong)
        {
            return new Nondeterminism("…", 1, "it is too long to be read");
        }

        var loaded = new HashSet<string>(StringComparer.Ordinal) { program.MainFile };
        var pending = new Queue<string>(loaded);
        try
        {
            while (pending.TryDequeue(out var path))
            {
                var text = path == program.MainFile ? program.Code : program.Files[path];
                var reader = new JavaScriptAnalyzer(path, program.Files, cancellationToken);
                reader.Read(Parse(text, cancellationToken));
                foreach (var next in reader.Loads.Where(loaded.Add))
                {
                    pending.Enqueue(next);
                }
            }

            return null;
        }
        catch (NondeterminismException found)
        {
            return found.Found;
        }
        catch (ParseErrorException fault)
        {
            return new Nondeterminism(fault.Error?.Description ?? "", fault.LineNumber, "it cannot be parsed");
        }
        catch (InsufficientExecutionStackException)
        {
            return new Nondeterminism("…", 1, "it is nested too deep");
        }
    }

    /// <summary>As node does: a module where it is no script.</summary>
    private static Acornima.Ast.Program Parse(string text, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var code = text.StartsWith('\ufeff') ? text[1..] : text;
        try
        {
            return new Parser(Options).ParseScript(code);
        }
        catch (ParseErrorException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new Parser(Options).ParseModule(code);
        }
    }
}
