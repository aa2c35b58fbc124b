using Microsoft.Extensions.Logging;

namespace UltimateMcp.Code.Records;

/// <summary>
/// Keeps the records in a folder below a size: the oldest are removed first, the newest <see cref="AlwaysKept"/> never.
/// It works beside the replies, at most once at a time. Several servers fill the same folder and none knows what the
/// others add, so each looks at the whole anew when it has added a share of the quota itself; between two looks it
/// counts on. What another server removes meanwhile is gone, which is all that was wanted.
/// </summary>
/// <param name="folder">Of the records; their names sort by time.</param>
public sealed class RecordQuota(string folder, RecordOptions options, TimeProvider time, ILogger<RecordQuota> logger) : IAsyncDisposable
{
    public const int AlwaysKept = 10;

    /// <summary>Of the quota: what all servers together may be over it.</summary>
    private const int RescanShare = 16;

    /// <summary>What is written aside and never became a record; no run lasts that long.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromDays(1);

    private static readonly TimeSpan ShutdownGrace = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _shutdown = new();
    private Task _sweep = Task.CompletedTask;
    private long _totalBytes;
    private long _addedSinceScan = long.MaxValue / 2;

    private long MaximumBytes => options.MaxSizeMebibytes * 1024L * 1024;

    /// <summary>A record has been written. Returns at once.</summary>
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

    /// <summary>Completes when what was begun is done.</summary>
    public Task WaitForSweepAsync()
    {
        lock (_lock)
        {
            return _sweep;
        }
    }

    /// <summary>Gives what was begun a moment: a process that lives for one call would never get to it otherwise.</summary>
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
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            Log.QuotaNotKept(logger, refused);
        }
        catch (OperationCanceledException)
        {
            // The server ends; the next one goes on.
        }
    }

    /// <summary>Removes what is over the quota and returns what is remaining.</summary>
    private long RemoveOldest()
    {
        RemoveAbandoned();
        var records = new DirectoryInfo(folder).EnumerateDirectories($"{RunRecords.Prefix}_*").ToList();
        records.Sort(static (remaining, right) => string.CompareOrdinal(remaining.Name, right.Name));
        var sizes = records.ConvertAll(record => RecordSize.Of(record.FullName, _shutdown.Token));
        var total = sizes.Sum();
        for (var i = 0; i < records.Count - AlwaysKept && total > MaximumBytes; i++)
        {
            _shutdown.Token.ThrowIfCancellationRequested();
            total -= RunRecords.Remove(records[i].FullName) ? sizes[i] : 0;
        }

        return total;
    }

    private void RemoveAbandoned()
    {
        foreach (var pending in new DirectoryInfo(folder).EnumerateDirectories($".{RunRecords.Prefix}_*"))
        {
            if (time.GetUtcNow().UtcDateTime - pending.LastWriteTimeUtc > LongestRun)
            {
                RunRecords.Remove(pending.FullName);
            }
        }
    }
}
