using Microsoft.Extensions.Logging;

namespace UltimateMcp.Code.Records;

/// <summary>
/// Limits the size of the records in a folder: the oldest are removed first, the newest <see cref="AlwaysKept"/> never.
/// Sweeps run in the background, at most one at a time. Several servers may write to the same folder, so each scans it
/// again after it has added a share of the quota itself; between scans it only counts its own records. Records that
/// another server removes meanwhile are ignored.
/// </summary>
/// <param name="folder">The folder of the records.</param>
public sealed class RecordQuota(string folder, RecordOptions options, TimeProvider time, ILogger<RecordQuota> logger) : IAsyncDisposable
{
    public const int AlwaysKept = 10;

    /// <summary>A scan after each 1/16 of the quota.</summary>
    private const int RescanShare = 16;

    /// <summary>Older temporary folders are abandoned: no run lasts that long.</summary>
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromDays(1);

    private static readonly TimeSpan ShutdownGrace = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _shutdown = new();
    private Task _sweep = Task.CompletedTask;
    private long _totalBytes;
    private long _addedSinceScan = long.MaxValue / 2;

    private long MaximumBytes => options.MaxSizeMebibytes * 1024L * 1024;

    /// <summary>Counts a new record and starts a sweep if needed. Does not block.</summary>
    public void Add(string record)
    {
        lock (_lock)
        {
            var bytes = RecordSize.Of(record, CancellationToken.None);
            _totalBytes += bytes;
            _addedSinceScan += bytes;
            if (_sweep.IsCompleted && (_totalBytes > MaximumBytes || _addedSinceScan > MaximumBytes / RescanShare))
            {
                _sweep = Task.Run(Sweep);
            }
        }
    }

    /// <summary>Completes when the current sweep has ended.</summary>
    public Task WaitForSweepAsync()
    {
        lock (_lock)
        {
            return _sweep;
        }
    }

    /// <summary>Lets a sweep run a little longer: a process that serves one call would never finish one.</summary>
    public async ValueTask DisposeAsync()
    {
        _shutdown.CancelAfter(ShutdownGrace);
        await WaitForSweepAsync();
        _shutdown.Dispose();
    }

    private void Sweep()
    {
        lock (_lock)
        {
            _addedSinceScan = 0;
        }

        try
        {
            var remaining = RemoveOldest();
            lock (_lock)
            {
                _totalBytes = remaining + _addedSinceScan;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.SweepFailed(logger, exception);
        }
        catch (OperationCanceledException)
        {
            // Shutdown: the next server sweeps again.
        }
    }

    /// <summary>Removes the oldest records over the quota and returns the remaining size.</summary>
    private long RemoveOldest()
    {
        RemoveAbandoned();
        var records = RecordFolders.OldestFirst(folder);
        var sizes = records.ConvertAll(record => RecordSize.Of(record.FullName, _shutdown.Token));
        var total = sizes.Sum();
        for (var i = 0; i < records.Count - AlwaysKept && total > MaximumBytes; i++)
        {
            _shutdown.Token.ThrowIfCancellationRequested();
            total -= RecordFolders.Remove(records[i].FullName) ? sizes[i] : 0;
        }

        return total;
    }

    private void RemoveAbandoned()
    {
        foreach (var pending in RecordFolders.AllPending(folder))
        {
            if (time.GetUtcNow().UtcDateTime - pending.LastWriteTimeUtc > AbandonedAfter)
            {
                RecordFolders.Remove(pending.FullName);
            }
        }
    }
}
