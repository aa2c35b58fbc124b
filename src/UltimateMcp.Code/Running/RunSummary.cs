using System.Collections.Immutable;
using System.Text;
using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Limits;
using UltimateMcp.Code.Output;
using UltimateMcp.Code.Records;
using UltimateMcp.Sandbox;
using UltimateMcp.Sandbox.Binds;

namespace UltimateMcp.Code.Running;

/// <summary>Makes of what the sandbox returned the result of a run.</summary>
internal static class RunSummary
{
    private const int LongestMessage = 1000;

    /// <summary>
    /// Bytes that the streams and the list of artifacts share, so that a channel of the reply stays below 64 KB whatever the program wrote.
    /// </summary>
    private const int StreamsAndArtifacts = 56 * 1024;

    /// <summary>What an artifact takes beside its path and its uri.</summary>
    private const int EntryCost = 80;

    /// <param name="records">Where what is left out can be read; null: nowhere, for there is no record.</param>
    public static RunResult Of(string runId, Run run, SandboxResult whole, RunOptions options, RunRecords? records)
    {
        var output = OutputEnds.Of(whole.StandardOutput.Bytes.Span);
        var errors = OutputEnds.Of(whole.StandardError.Bytes.Span);
        var shownOutput = OutputExcerpt.Of(output);
        var shownErrors = OutputExcerpt.Of(errors);
        var result = records is null
            ? whole with { Artifacts = [], LeftOut = LeftOut.Nothing }
            : Listable(runId, whole, StreamsAndArtifacts - shownOutput.EncodedBytes - shownErrors.EncodedBytes);
        var end = OutcomeRules.Judge(result, run.Language.Limits);
        return new RunResult
        {
            RunId = runId,
            Language = run.Language.Name,
            Outcome = RunOutcomes.NameOf(end.Outcome),
            ExitCode = end.ExitCode,
            Signal = end.Signal,
            Stdout = shownOutput,
            Stderr = shownErrors,
            IsRecorded = records is not null,
            Truncated = shownOutput.LeftOut + shownErrors.LeftOut > 0 ? new TruncatedBytes(shownOutput.LeftOut, shownErrors.LeftOut) : null,
            DurationMs = (long)result.Duration.TotalMilliseconds,
            CpuMs = (long)result.CpuTime.TotalMilliseconds,
            PeakMemoryBytes = result.PeakMemory.Bytes,
            Exception = ErrorOf(run, result, end, errors.End),
            Artifacts = ArtifactsOf(runId, result, records),
            Cached = false,
            AgeSeconds = 0,
            Isolation = IsolationOf(run, result.Isolation, end),
            Hint = HintOf(run, result, end, options, output, errors),
        };
    }

    /// <param name="left">Bytes that the list may take.</param>
    private static SandboxResult Listable(string runId, SandboxResult result, int left)
    {
        var listed = result.Artifacts.TakeWhile(artifact => (left -= CostOf(runId, artifact.Path)) >= 0).ToImmutableArray();
        return result with { Artifacts = listed, LeftOut = result.LeftOut with { Count = result.LeftOut.Count + result.Artifacts.Length - listed.Length } };
    }

    private static int CostOf(string runId, string path) => Encoding.UTF8.GetByteCount(path) + RunUri.OfArtifact(runId, path).Length + EntryCost;

    private static ProgramError? ErrorOf(Run run, SandboxResult result, RunEnd end, string errors)
    {
        if (result.Report is { Type: { } type } report)
        {
            return new ProgramError(Readable(type), Readable(report.Message ?? ""), report.Line ?? run.Language.LineIn(errors));
        }

        return end is not { Outcome: RunOutcome.Exited, ExitCode: 0 } && run.Language.ErrorIn(new ProgramEnd(run.Code, errors, end.ExitCode, end.Signal)) is { } said
            ? said with { Type = Readable(said.Type), Message = Readable(said.Message) }
            : null;
    }

    /// <summary>On one line, so that none of it can pass for a line of ours.</summary>
    private static string Readable(string text)
    {
        var readable = TerminalText.From(Encoding.UTF8.GetBytes(text)).Text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return Truncation.Of(readable, LongestMessage);
    }

    private static ImmutableArray<RunArtifact>? ArtifactsOf(string runId, SandboxResult result, RunRecords? records) => records is null || result.Artifacts.IsEmpty
        ? null
        : [.. result.Artifacts.Select(artifact => new RunArtifact(
            artifact.Path,
            artifact.Size.Bytes,
            MediaType.OfFile(Path.Combine(records.PendingArtifacts(runId), artifact.StoredAs), artifact.Path),
            RunUri.OfArtifact(runId, artifact.Path)))];

    private static RunIsolation IsolationOf(Run run, IsolationStatus receipt, RunEnd end)
    {
        var endedByLimit = end.Outcome is not (RunOutcome.Exited or RunOutcome.Signaled or RunOutcome.Cancelled);
        return new RunIsolation(receipt.Tier, receipt.Network, receipt.Filesystem, endedByLimit ? receipt.DescribeLimits() : null)
        {
            HostFolders = ReadOnlyBind.NamesOf(run.Toolchain.Binds).Length,
        };
    }

    private static string? HintOf(Run run, SandboxResult result, RunEnd end, RunOptions options, OutputEnds output, OutputEnds errors)
    {
        string?[] hints =
        [
            RunHints.For(run, result, end, options, errors.End),
            .. output.NotesOn(StreamName.Stdout),
            .. errors.NotesOn(StreamName.Stderr),
        ];
        var hint = string.Join(' ', hints.OfType<string>());
        return hint.Length > 0 ? hint : null;
    }
}
