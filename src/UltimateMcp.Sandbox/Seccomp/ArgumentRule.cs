namespace UltimateMcp.Sandbox.Seccomp;

/// <summary>A system call whose arguments are checked: the tests, and the default action if no test matches.</summary>
internal sealed record ArgumentRule(SystemCall Call, uint Default, Action<FilterAssembler> Tests)
{
    /// <param name="mayFork">Whether the program may be more than one process.</param>
    internal static IEnumerable<ArgumentRule> All(bool mayFork) =>
    [
        MemoryRules.Map, MemoryRules.Advise,
        ProcessRules.Clone(mayFork), ProcessRules.Control, ProcessRules.Architecture, ProcessRules.Personality,
        ProcessRules.SetLimit, ProcessRules.Limit,
        DescriptorRules.InputOutputControl, DescriptorRules.Control(mayFork),
        SocketRules.Socket, SocketRules.Pair, SocketRules.SetOption, SocketRules.GetOption,
    ];
}
