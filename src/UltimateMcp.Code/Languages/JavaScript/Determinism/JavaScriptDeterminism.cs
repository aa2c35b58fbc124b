using Acornima;

namespace UltimateMcp.Code.Languages.JavaScript.Determinism;

/// <summary>
/// Checks whether a JavaScript program is deterministic. The program is parsed and its names are resolved; each name
/// that it does not declare must be in <see cref="JavaScriptAllowlists"/>. Promises are allowed, because microtasks run
/// in a fixed order; timers and concurrent file operations are not listed. Files that the program loads are checked
/// too.
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
            return new Nondeterminism("…", 1, "it is too long");
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
        catch (NondeterminismException exception)
        {
            return exception.Finding;
        }
        catch (ParseErrorException fault)
        {
            return new Nondeterminism(fault.Error?.Description ?? "", fault.LineNumber, "it cannot be parsed");
        }
        catch (InsufficientExecutionStackException)
        {
            return new Nondeterminism("…", 1, "it is nested too deeply");
        }
    }

    /// <summary>As node does: as a module if it does not parse as a script.</summary>
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
