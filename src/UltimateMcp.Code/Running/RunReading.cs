using System.Collections.Immutable;
using System.Text;
using UltimateMcp.Code.Output;
using UltimateMcp.Code.Records;
using UltimateMcp.Sandbox;
using UltimateMcp.Sandbox.Binds;
using UltimateMcp.Sandbox.Isolation;

namespace UltimateMcp.Code.Running;

/// <summary>Makes of what the sandbox returned what is told of it.</summary>
/// <param name="Stored">File names of the artifacts, in the order in which the result lists them.</param>
internal sealed record RunReading(RunResult Result, ImmutableArray<string> Stored)
{
    private const int LongestMessage = 1000;

    /// <summary>Bytes that the streams and the list of artifacts share, so that a channel of the reply stays below 64 KB whatever the program wrote.</summary>
    private const int StreamsAndArtifacts = 56 * 1024;

    /// <summary>What an artifact takes beside its path and its uri.</summary>
    private const int EntryCost = 80;

    /// <param name="records">Where what is left out can be read; null: nowhere, for there is no record.</param>
    public static RunReading Of(string runId, Run run, SandboxResult whole, RunOptions options, RunRecords? records)
    {
        var output = OutputEnds.Of(whole.StandardOutput.Bytes.Span);
        var errors = OutputEnds.Of(whole.StandardError.Bytes.Span);
        var shownOutput = OutputExcerpt.Of(output);
        var shownErrors = OutputExcerpt.Of(errors);
        var result = records is null
            ? whole with { Artifacts = [], ArtifactsLeftOut = 0 }
            : Listable(runId, whole, StreamsAndArtifacts - shownOutput.EncodedBytes - shownErrors.EncodedBytes);
        var told = new RunResult
        {
            RunId = runId,
            Language = run.Language.Name,
            Outcome = RunOutcomes.NameOf(result.Outcome),
            ExitCode = result.ExitCode,
            Signal = result.Signal,
            Stdout = shownOutput,
            Stderr = shownErrors,
            IsRecorded = records is not null,
            Truncated = shownOutput.LeftOut + shownErrors.LeftOut > 0 ? new TruncatedBytes(shownOutput.LeftOut, shownErrors.LeftOut) : null,
            DurationMs = (long)result.Duration.TotalMilliseconds,
            CpuMs = (long)result.CpuTime.TotalMilliseconds,
            PeakMemoryBytes = result.PeakMemory.Bytes,
            Exception = FailureOf(run, result, errors.End),
            Artifacts = ArtifactsOf(runId, result, records),
            Cached = false,
            AgeSeconds = 0,
            Isolation = IsolationOf(result.Isolation) with { HostFolders = ReadOnlyBind.NamesOf(run.Toolchain.Binds).Length },
            Hint = HintOf(run, result, options, output, errors),
        };
        return new RunReading(told, [.. result.Artifacts.Select(artifact => artifact.StoredAs)]);
    }

    /// <param name="left">Bytes that the list may take.</param>
    private static SandboxResult Listable(string runId, SandboxResult result, int left)
    {
        var listed = result.Artifacts.TakeWhile(artifact => (left -= CostOf(runId, artifact.Path)) >= 0).ToImmutableArray();
        return result with { Artifacts = listed, ArtifactsLeftOut = result.ArtifactsLeftOut + result.Artifacts.Length - listed.Length };
    }

    private static int CostOf(string runId, string path) => Encoding.UTF8.GetByteCount(path) + RunUri.OfArtifact(runId, path).Length + EntryCost;

    private static RunFailure? FailureOf(Run run, SandboxResult result, string errors)
    {
        if (result.Report is { Type: { } type } report)
        {
            return new RunFailure(Readable(type), Readable(report.Message ?? ""), report.Line ?? run.Language.LineFrom(errors));
        }

        return result is not { Outcome: SandboxOutcome.Exited, ExitCode: 0 } && run.Language.ExceptionFrom(errors, result.ExitCode) is { } said
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
            MediaType.OfFile(Path.Combine(records.PendingArtifacts(runId), artifact.StoredAs)),
            RunUri.OfArtifact(runId, artifact.Path)))];

    private static RunIsolation IsolationOf(IsolationReceipt receipt) => new(
        receipt.Tier,
        receipt.Network,
        receipt.Filesystem,
        receipt.Uid,
        receipt.Seccomp,
        receipt.Limits.ToDictionary(limit => limit.Name, limit => $"{limit.Value} ({(limit.EnforcedBy == LimitEnforcer.Kernel ? "kernel" : "watch")})", StringComparer.Ordinal));

    private static string? HintOf(Run run, SandboxResult result, RunOptions options, OutputEnds output, OutputEnds errors)
    {
        var hint = RunHints.For(run, result, options, errors.End);
        if (output.IsExact && errors.IsExact)
        {
            return hint;
        }

        var stream = output.IsExact ? "stderr" : "stdout";
        var inexact = $"{stream} holds bytes that are not readable text; they show as \ufffd.";
        return hint is null ? inexact : $"{hint} {inexact}";
    }
}
