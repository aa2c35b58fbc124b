namespace UltimateMcp.Sandbox.Pool;

/// <summary>All groups, and how the bound on their memory is shared: who was used later has it first. Not thread-safe.</summary>
internal sealed class PoolGroups(ByteSize maximumMemory)
{
    private readonly Dictionary<string, PoolGroup> _groups = new(StringComparer.Ordinal);

    internal IEnumerable<PoolGroup> All => _groups.Values;

    private IEnumerable<PoolGroup> LongestUnusedFirst => _groups.Values.OrderBy(static group => group.UsedAt);

    internal PoolGroup this[string name]
    {
        get
        {
            if (!_groups.TryGetValue(name, out var group))
            {
                _groups[name] = group = new PoolGroup(name);
            }

            return group;
        }
    }

    internal PoolStatus Read() =>
        new(new ByteSize(MemoryOf(All)), maximumMemory, [.. All.Select(static group => group.Read())]);

    /// <summary>Whether a sandbox of the group has room beside the group's own and those that were used later.</summary>
    internal bool HasRoom(PoolGroup group, ByteSize memory) =>
        memory.Bytes + MemoryOf(All.Where(other => other.UsedAt >= group.UsedAt)) <= maximumMemory.Bytes;

    /// <summary>Takes sandboxes from the groups that were used longest ago.</summary>
    internal List<WaitingSandbox> MakeRoom(ByteSize memory)
    {
        List<WaitingSandbox> taken = [];
        var excess = memory.Bytes + MemoryOf(All) - maximumMemory.Bytes;
        foreach (var group in LongestUnusedFirst)
        {
            while (excess > 0 && group.Waiting.Count > 0)
            {
                var oldest = group.Waiting[0];
                group.Remove(oldest);
                taken.Add(oldest);
                excess -= oldest.Memory.Bytes;
            }
        }

        return taken;
    }

    internal List<WaitingSandbox> TakeAll() => TakeAll(static _ => true);

    internal List<WaitingSandbox> TakeAll(Func<PoolGroup, bool> condition) =>
        [.. All.Where(condition).SelectMany(static group => group.TakeAll())];

    private static long MemoryOf(IEnumerable<PoolGroup> groups) => groups.Sum(static group => group.Memory.Bytes);
}
