using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace UltimateMcp.Sandbox.Seccomp;

/// <summary>
/// The filter for a program and all its children: a pure function of the architecture, the system calls that the
/// program makes (<see cref="SystemCallList"/>) and whether it may fork. It is an allowlist of what namespaces and
/// limits confine. An unlisted call fails with ENOSYS, so that libraries fall back; programs of other architectures are
/// killed. Call numbers are found by binary search: when a filter is loaded, the kernel runs it for every number and
/// caches those that are always allowed.
/// </summary>
internal static class SeccompFilter
{
    private const uint ArchitectureX64 = 0xc000003e;
    private const uint ArchitectureArm64 = 0xc00000b7;
    private const uint FirstX32Call = 0x40000000;

    internal static ImmutableArray<byte> For(Architecture architecture, SystemCallList list, bool mayFork)
    {
        var filter = new FilterAssembler();
        switch (architecture)
        {
            case Architecture.X64:
                filter.RequireArchitecture(ArchitectureX64);
                filter.ReturnIfAtLeast(FirstX32Call, SeccompAction.KillProcess);
                break;
            case Architecture.Arm64:
                filter.RequireArchitecture(ArchitectureArm64);
                break;
            default:
                throw new PlatformNotSupportedException($"There is no system call table for {architecture}.");
        }

        filter.Search(Ranges(Blocks(architecture, list, mayFork)));
        return filter.ToBytes();
    }

    /// <summary>The block for each number that does not fail with ENOSYS.</summary>
    private static SortedDictionary<uint, ImmutableArray<Instruction>> Blocks(Architecture architecture, SystemCallList list, bool mayFork)
    {
        var blocks = new SortedDictionary<uint, ImmutableArray<Instruction>>();
        AddAll(list.Calls, SeccompAction.Allow);
        AddAll(AllowedCalls.Forks, mayFork ? SeccompAction.Allow : SeccompAction.EAGAIN);
        AddAll(RefusedCalls.NotPermitted, SeccompAction.EPERM);
        AddAll(RefusedCalls.NotSupported, SeccompAction.EOPNOTSUPP);
        AddAll(RefusedCalls.Ignored, SeccompAction.Ignored);
        foreach (var rule in ArgumentRule.All(mayFork))
        {
            Add(rule.Call, FilterAssembler.Block(rule.Tests, rule.Default));
        }

        return blocks;

        void AddAll(ImmutableArray<SystemCall> calls, uint action)
        {
            foreach (var call in calls)
            {
                Add(call, ActionBlock(action));
            }
        }

        void Add(SystemCall call, ImmutableArray<Instruction> block)
        {
            if (call.NumberOn(architecture) is { } number)
            {
                blocks.Add(number, block);
            }
        }
    }

    /// <summary>Adjacent numbers with the same block form one range; numbers between and above the known ones fail with ENOSYS.</summary>
    private static FilterRange[] Ranges(SortedDictionary<uint, ImmutableArray<Instruction>> blocks)
    {
        var missing = ActionBlock(SeccompAction.ENOSYS);
        List<FilterRange> ranges = [];
        var next = 0U;
        foreach (var (number, block) in blocks)
        {
            if (number > next)
            {
                Add(next, missing);
            }

            Add(number, block);
            next = number + 1;
        }

        Add(next, missing);
        return [.. ranges];

        void Add(uint first, ImmutableArray<Instruction> block)
        {
            if (ranges.Count == 0 || !ranges[^1].Block.AsSpan().SequenceEqual(block.AsSpan()))
            {
                ranges.Add(new FilterRange(first, block));
            }
        }
    }

    private static ImmutableArray<Instruction> ActionBlock(uint action) => FilterAssembler.Block(static _ => { }, action);
}
