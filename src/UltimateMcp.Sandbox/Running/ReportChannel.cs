using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Win32.SafeHandles;
using UltimateMcp.Sandbox.Spawning;

namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// Reads what the worker reports: that it is ready, that it has begun, and how its code ended. The last may be forged,
/// because the code ran in the process that writes it.
/// </summary>
internal sealed class ReportChannel(SafeFileHandle source)
{
    private readonly List<byte> _early = [];

    /// <summary>False if the worker exited, sent something else, or sent nothing in time.</summary>
    internal async Task<bool> WaitUntilReadyAsync(TimeSpan timeout, TimeProvider time)
    {
        using var expiry = new CancellationTokenSource(timeout, time);
        var buffer = new byte[64];
        try
        {
            var count = await PipeTransfer.ReadAsync(source, buffer, expiry.Token);
            if (count == 0 || buffer[0] != WorkerProtocol.Ready)
            {
                return false;
            }

            _early.AddRange(buffer.AsSpan(1, count - 1));
            return true;
        }
        catch (OperationCanceledException) when (expiry.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Reads to the end.</summary>
    /// <param name="rules">Null if there is one report.</param>
    /// <param name="onLast">Called once, when the last line of <paramref name="rules"/> has come.</param>
    internal async Task<ReportReading> ReadAsync(string nonce, ReportRules? rules, Action onLast, CancellationToken cancellationToken)
    {
        using var said = new MemoryStream();
        said.Write([.. _early]);
        var buffer = new byte[4096];
        var maximum = rules?.Maximum ?? WorkerProtocol.MaximumReport;
        var last = rules?.Last ?? default;
        var hasEnded = false;
        var searched = 0;
        try
        {
            int count;
            while ((count = await PipeTransfer.ReadAsync(source, buffer, cancellationToken)) > 0)
            {
                said.Write(buffer, 0, count);
                if (said.Length > maximum.Bytes)
                {
                    // Otherwise the writer would block forever.
                    source.Dispose();
                    return new ReportReading(true, null, CapturedReports.None with { WasCut = true });
                }

                if (!last.IsEmpty && said.GetBuffer().AsSpan(searched, (int)said.Length - searched).IndexOf(last.Span) >= 0)
                {
                    onLast();
                    last = default;
                }

                searched = Math.Max(searched, (int)said.Length - last.Length);
            }

            hasEnded = true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Something still holds the stream open; what was sent so far counts.
        }

        var all = said.ToArray();
        return all is not [WorkerProtocol.Begun, ..] ? new ReportReading(!hasEnded, null, CapturedReports.None)
            : rules is null ? new ReportReading(true, Parse(all.AsSpan(1), nonce), CapturedReports.None)
            : new ReportReading(true, null, new CapturedReports(all.AsMemory(1), WasCut: false));
    }

    internal static WorkerReport? Parse(ReadOnlySpan<byte> text, string nonce)
    {
        // Parsing a line that is not JSON costs an exception, and there may be thousands of them: only lines with the nonce are parsed.
        var nonceBytes = Encoding.UTF8.GetBytes(nonce);
        foreach (var line in text.Split((byte)'\n'))
        {
            if (text[line].IndexOf(nonceBytes) >= 0
                && ParseLine(text[line]) is { Nonce: { } claimed } report
                && string.Equals(claimed, nonce, StringComparison.Ordinal))
            {
                return report;
            }
        }

        return null;
    }

    private static WorkerReport? ParseLine(ReadOnlySpan<byte> line)
    {
        try
        {
            return line.IsEmpty ? null : JsonSerializer.Deserialize(line, ReportJson.Default.WorkerReport);
        }
        catch (JsonException)
        {
            // Not from the worker.
            return null;
        }
    }
}

/// <summary>What a worker has reported until its end.</summary>
/// <param name="HasBegun">Whether code may have run: false only if the stream has ended without
/// <see cref="WorkerProtocol.Begun"/>.</param>
/// <param name="Report">The first line with the right nonce; null if there is none, or the worker sent more than the maximum.</param>
/// <param name="Lines">All lines, where the caller interprets them.</param>
internal sealed record ReportReading(bool HasBegun, WorkerReport? Report, CapturedReports Lines);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    MaxDepth = 3,
    UseStringEnumConverter = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(WorkerReport))]
internal sealed partial class ReportJson : JsonSerializerContext;
