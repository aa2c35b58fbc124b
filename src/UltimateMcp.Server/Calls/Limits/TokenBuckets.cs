namespace UltimateMcp.Server.Calls.Limits;

/// <summary>One bucket for each tool, so that a busy tool does not spend another's tokens.</summary>
internal sealed class TokenBuckets(CallOptions options, TimeProvider time)
{
    private static readonly double SecondsPerMinute = TimeSpan.FromMinutes(1).TotalSeconds;

    private readonly Lock _lock = new();
    private readonly OrderedDictionary<string, TokenBucket> _buckets = new(StringComparer.Ordinal);

    /// <summary>For <c>health</c>; only tools with a limit.</summary>
    public IReadOnlyList<BucketReading> Read()
    {
        lock (_lock)
        {
            return [.. _buckets.Select(entry =>
                new BucketReading(entry.Key, entry.Value.Tokens, entry.Value.Capacity, entry.Value.RefillPerSecond))];
        }
    }

    /// <summary>Creates the tool's bucket before its first call.</summary>
    public void Add(ToolDefinition tool) => Find(tool);

    /// <exception cref="CallException">The tool's bucket is empty.</exception>
    public void Take(ToolDefinition tool)
    {
        if (Find(tool) is { } bucket && !bucket.TryTake(out var retryAfter))
        {
            throw new CallException(Spent(tool, bucket, retryAfter));
        }
    }

    /// <summary>Returns the token of a call that was free.</summary>
    public void GiveBack(ToolDefinition tool) => Find(tool)?.GiveBack();

    private static CallError Spent(ToolDefinition tool, TokenBucket bucket, TimeSpan retryAfter)
    {
        var limit = tool.Bucket == Bucket.PerMinute
            ? $"{bucket.Capacity:0.##} calls a minute ({CallSettings.ExecutionsPerMinute.Name})"
            : $"{bucket.RefillPerSecond:0.##} calls a second ({CallSettings.CallsPerSecond.Name})";
        return new CallError(
            CallErrorCode.RateLimited,
            $"The limit of {tool.Name} is reached: {limit}.",
            $"Try again in {Math.Ceiling(retryAfter.TotalMilliseconds):0} ms.",
            IsRetryable: true,
            retryAfter);
    }

    private TokenBucket? Find(ToolDefinition tool)
    {
        lock (_lock)
        {
            if (!_buckets.TryGetValue(tool.Name, out var bucket) && Create(tool.Bucket) is { } created)
            {
                _buckets.Add(tool.Name, created);
                bucket = created;
            }

            return bucket;
        }
    }

    private TokenBucket? Create(Bucket kind)
    {
        var (capacity, refill) = kind switch
        {
            Bucket.PerSecond => (options.CallsPerSecond, options.CallsPerSecond),
            Bucket.PerMinute => (options.ExecutionsPerMinute, options.ExecutionsPerMinute / SecondsPerMinute),
            _ => (0, 0),
        };
        return refill > 0 ? new TokenBucket(Math.Max(1, capacity), refill, time) : null;
    }
}

internal sealed record BucketReading(string Tool, double Tokens, double Capacity, double RefillPerSecond);
