using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Win32.SafeHandles;
using UltimateMcp.Sandbox.Spawning;

namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// What the worker says: first that it is ready, then, when its code has ended, how. The second is written by a process that code has run
/// in.
/// </summary>
internal sealed class ReportChannel(SafeFileHandle source)
{
    private readonly List<byte> _early = [];

    /// <summary>False when the worker ended instead, said something else, or nothing in time.</summary>
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

    /// <summary>The first line with the right nonce; null when there is none, or the worker says more than it may.</summary>
    internal async Task<WorkerReport?> ReadAsync(string nonce, CancellationToken cancellationToken)
    {
        using var said = new MemoryStream();
        said.Write([.. _early]);
        var buffer = new byte[4096];
        try
        {
            int count;
            while ((count = await PipeTransfer.ReadAsync(source, buffer, cancellationToken)) > 0)
            {
                said.Write(buffer, 0, count);
                if (said.Length > WorkerProtocol.MaximumReport.Bytes)
                {
                    // Or whoever writes would wait for ever.
                    source.Dispose();
                    return null;
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Something still holds the stream open; what was said until now counts.
        }

        return Parse(said.GetBuffer().AsSpan(0, (int)said.Length), nonce);
    }

    internal static WorkerReport? Parse(ReadOnlySpan<byte> said, string nonce)
    {
        // What is no JSON costs an exception, and there is room for thousands of such lines: only those are read that can be the worker's.
        var mark = Encoding.UTF8.GetBytes(nonce);
        foreach (var line in said.Split((byte)'\n'))
        {
            if (said[line].IndexOf(mark) >= 0 && ParseLine(said[line]) is { Nonce: { } claimed } report && string.Equals(claimed, nonce, StringComparison.Ordinal))
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
            // Not the worker's line.
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = 3, UseStringEnumConverter = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(WorkerReport))]
internal sealed partial class ReportJson : JsonSerializerContext;
