using System.Collections.Immutable;
using System.Text;
using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Limits;
using UltimateMcp.Code.Output;
using UltimateMcp.Code.Records;
using UltimateMcp.Sandbox;
using UltimateMcp.Sandbox.Binds;

namespace UltimateMcp.Code.Running;

/// <summary>Builds the result of a run from the sandbox's result.</summary>
internal static class RunResultBuilder
{
    private const int MaximumMessage = 1000;

    /// <summary>
    /// Bytes for the streams and the list of artifacts together, so that text and structured content stay below 64 KB
    /// each.
    /// </summary>
    private const int StreamsAndArtifacts = 56 * 1024;

    /// <summary>Bytes of an artifact's entry without its path and uri.</summary>
    private const int EntryCost = 80;

    /// <param name="records">Null if the run has no record to read the rest from.</param>
    public static RunResult Build(string runId, Run run, SandboxResult whole, RunOptions options, RunRecords? records)
    {
        var output = OutputHeadAndTail.Of(whole.StandardOutput.Bytes.Span);
        var errors = OutputHeadAndTail.Of(whole.StandardError.Bytes.Span);
        var shownOutput = OutputExcerpt.Of(output);
        var shownErrors = OutputExcerpt.Of(errors);
        var artifacts = records is null
            ? []
            : ArtifactsOf(runId, whole, records, StreamsAndArtifacts - shownOutput.EncodedBytes - shownErrors.EncodedBytes);
        var result = whole with
        {
            Artifacts = whole.Artifacts[..artifacts.Length],
            LeftOut = records is null
                ? LeftOut.Nothing
                : whole.LeftOut with { Count = whole.LeftOut.Count + whole.Artifacts.Length - artifacts.Length },
        };
        var end = OutcomeRules.Classify(result, run.Language.Limits);
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
            Truncated = shownOutput.OmittedBytes + shownErrors.OmittedBytes > 0
                ? new TruncatedBytes(shownOutput.OmittedBytes, shownErrors.OmittedBytes)
                : null,
            DurationMs = (long)result.Duration.TotalMilliseconds,
            CpuMs = (long)result.CpuTime.TotalMilliseconds,
            PeakMemoryBytes = result.PeakMemory.Bytes,
            Exception = ErrorOf(run, result, end, errors.End),
            Artifacts = artifacts.IsEmpty ? null : artifacts,
            Cached = false,
            AgeSeconds = 0,
            Isolation = IsolationOf(run, result.Isolation, end),
            Hint = HintOf(run, result, end, options, output, errors),
        };
    }

    /// <summary>The artifacts whose entries fit.</summary>
    /// <param name="budget">Bytes for the entries.</param>
    private static ImmutableArray<RunArtifact> ArtifactsOf(string runId, SandboxResult result, RunRecords records, int budget)
    {
        var folder = records.PendingArtifacts(runId);
        var artifacts = ImmutableArray.CreateBuilder<RunArtifact>(result.Artifacts.Length);
        foreach (var artifact in result.Artifacts)
        {
            var uri = RunUri.OfArtifact(runId, artifact.Path);
            budget -= Encoding.UTF8.GetByteCount(artifact.Path) + uri.Length + EntryCost;
            if (budget < 0)
            {
                break;
            }

            var mediaType = MediaType.SniffFile(Path.Combine(folder, artifact.StoredAs), artifact.Path);
            artifacts.Add(new RunArtifact(artifact.Path, artifact.Size.Bytes, mediaType, uri));
        }

        return artifacts.ToImmutable();
    }

    private static ProgramError? ErrorOf(Run run, SandboxResult result, RunTermination end, string errors)
    {
        if (result.Report is { Type: { } type } report)
        {
            return new ProgramError(Readable(type), Readable(report.Message ?? ""), report.Line ?? run.Language.FindErrorLine(errors));
        }

        if (end is { Outcome: RunOutcome.Exited, ExitCode: 0 })
        {
            return null;
        }

        return run.Language.FindError(new ProgramTermination(run.Code, errors, end.ExitCode, end.Signal)) is { } error
            ? error with { Type = Readable(error.Type), Message = Readable(error.Message) }
            : null;
    }

    /// <summary>On one line, so that a program cannot forge other lines of the reply.</summary>
    private static string Readable(string text)
    {
        var readable = TerminalText.From(Encoding.UTF8.GetBytes(text)).Text
            .Replace("\r", "\\r", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
        return Truncation.Of(readable, MaximumMessage);
    }

    public static RunIsolation IsolationOf(Run run, IsolationStatus status, RunTermination end)
    {
        var endedByLimit = end.Outcome is not (RunOutcome.Exited or RunOutcome.Signaled or RunOutcome.Cancelled);
        return new RunIsolation(status.Tier, status.Network, status.Filesystem, endedByLimit ? status.DescribeLimits() : null)
        {
            HostFolders = ReadOnlyBind.NamesOf([.. run.Toolchain.Binds, .. Run.BindsOf(run.Workspaces)]).Length,
        };
    }

    private static string? HintOf(
        Run run, SandboxResult result, RunTermination end, RunOptions options, OutputHeadAndTail output, OutputHeadAndTail errors)
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
