using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Limits;
using UltimateMcp.Code.Workspaces;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Running;

/// <summary>Builds the hint of a result: why the run ended, what to change, and which files were not kept.</summary>
internal static class RunHints
{
    /// <summary>For code that was unwrapped.</summary>
    public const string WasFenced = "The code stood between ``` fences; it was run without them.";

    private const int MaximumPath = 80;

    /// <param name="errorText">The readable end of stderr.</param>
    public static string? For(Run run, SandboxResult result, RunTermination end, RunOptions options, string errorText)
    {
        List<string> hints = [];
        if (LimitHints.For(run, result, end, options) is { } limit)
        {
            hints.Add(limit);
        }

        var programEnd = new ProgramTermination(run.Code, errorText, end.ExitCode, end.Signal);
        hints.AddRange(OfLanguage(run, programEnd));
        hints.AddRange(WorkspaceHints.For(run.Code, programEnd.IsSuccess, run.Workspaces));
        if (run.WasFenced)
        {
            hints.Add(WasFenced);
        }

        if (programEnd.IsSuccess && LeftNothing(result) && run.Language.LastExpression is { } last && last.IsUnused(run.Code))
        {
            hints.Add(last.Hint);
        }

        if (Lost(run, result) is { } lost)
        {
            hints.Add(lost);
        }

        if (result.LeftOut.Count > 0)
        {
            hints.Add(NotKept(result.LeftOut));
        }

        return hints.Count == 0 ? null : string.Join(' ', hints.Distinct(StringComparer.Ordinal));
    }

    /// <summary>What the language's rules say of an end.</summary>
    public static IEnumerable<string> OfLanguage(Run run, ProgramTermination end)
    {
        var hints = run.Language.Hints.Where(rule => rule.AppliesTo(end)).Select(static rule => rule.Hint);
        return !end.IsSuccess && run.Language.MissingModule?.HintFor(end.StandardError, run.Toolchain) is { } missing
            ? hints.Append(missing)
            : hints;
    }

    private static bool LeftNothing(SandboxResult result) =>
        result.StandardOutput.Bytes.IsEmpty && result.StandardError.Bytes.IsEmpty && result.Artifacts.IsEmpty && result.LeftOut.Count == 0;

    /// <summary>Files in /tmp that the code names: they are lost.</summary>
    private static string? Lost(Run run, SandboxResult result)
    {
        var named = result.TemporaryFiles.Where(name => run.Code.Contains(name, StringComparison.Ordinal)).ToList();
        return named.Count == 0
            ? null
            : $"Files in /tmp, which is the home too, are gone ({string.Join(", ", named)}): "
                + "write to the working directory to get them as artifacts.";
    }

    private static string NotKept(LeftOut leftOut)
    {
        var named = string.Join(", ", leftOut.Named.Select(static entry => $"{Truncation.Of(entry.Path, MaximumPath)} ({WhyNot(entry)})"));
        var more = leftOut.Count - leftOut.Named.Length;
        var rest = named.Length > 0 ? $" and {more} more" : $"{more} new or changed entries";
        return $"Not kept of the working directory: {named}{(more > 0 ? rest : "")}.";
    }

    private static string WhyNot(LeftOutEntry entry) => entry.Reason switch
    {
        LeftOutReason.NoPlainFile => "link or special file",
        LeftOutReason.ToolFolder => $"{entry.Entries} entries of a tool",
        LeftOutReason.TooLarge => "too large",
        LeftOutReason.TooMany => $"more than {SandboxArtifact.MaximumCount} files",
        LeftOutReason.TooDeep => $"more than {SandboxArtifact.MaximumDepth} folders deep",
        LeftOutReason.Unreadable => "could not be copied",
        _ => throw new ArgumentOutOfRangeException(nameof(entry), entry.Reason, "Every reason has a text."),
    };
}
