namespace UltimateMcp.Sandbox.Pool;

/// <summary>
/// The waiting sandboxes of one name, which all have the key of the latest run. Only the pool changes it, under its lock.
/// </summary>
internal sealed class PoolGroup(string name)
{
    private readonly List<WaitingSandbox> _waiting = [];

    internal string Name => name;

    /// <summary>Null before the first run.</summary>
    internal PoolKey? Key { get; set; }

    /// <summary>Timestamp of the latest run.</summary>
    internal long UsedAt { get; set; }

    /// <summary>It was used since it was last filled.</summary>
    internal bool NeedsFilling { get; set; }

    /// <summary>The memory of the sandbox that was measured last; zero before.</summary>
    internal ByteSize UsualMemory { get; set; }

    internal long WarmRuns { get; set; }

    internal long ColdRuns { get; set; }

    internal IReadOnlyList<WaitingSandbox> Waiting => _waiting;

    internal ByteSize Memory => new(_waiting.Sum(static sandbox => sandbox.Memory.Bytes));

    internal void Add(WaitingSandbox sandbox) => _waiting.Add(sandbox);

    internal void Remove(WaitingSandbox sandbox) => _waiting.Remove(sandbox);

    /// <summary>Removes the one that has waited longest and still lives.</summary>
    internal WaitingSandbox? TakeFirst()
    {
        var index = _waiting.FindIndex(static sandbox => !sandbox.HasExited);
        if (index < 0)
        {
            return null;
        }

        var taken = _waiting[index];
        _waiting.RemoveAt(index);
        return taken;
    }

    internal List<WaitingSandbox> TakeAll()
    {
        List<WaitingSandbox> all = [.. _waiting];
        _waiting.Clear();
        return all;
    }

    internal PoolGroupStatus Read() => new(name, _waiting.Count, Memory, WarmRuns, ColdRuns);
}
