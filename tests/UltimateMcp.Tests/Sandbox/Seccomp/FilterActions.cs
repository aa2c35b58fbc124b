using System.Collections.Immutable;
using System.Runtime.InteropServices;
using UltimateMcp.Sandbox.Seccomp;

namespace UltimateMcp.Tests.Sandbox.Seccomp;

/// <summary>What the kernel is to make of a call: SECCOMP_RET_ values, and every filter that there is.</summary>
internal static class FilterActions
{
    internal const uint X64 = 0xc000003e;
    internal const uint Arm64 = 0xc00000b7;

    internal const uint Allow = 0x7fff0000;
    internal const uint Kill = 0x80000000;
    internal const uint Ignored = 0x50000;
    internal const uint NotPermitted = 0x50001;
    internal const uint TryAgain = 0x5000b;
    internal const uint NoMemory = 0x5000c;
    internal const uint Invalid = 0x50016;
    internal const uint NoSuchRequest = 0x50019;
    internal const uint NotImplemented = 0x50026;
    internal const uint NoSuchOption = 0x5005c;
    internal const uint NoSuchProtocol = 0x5005d;
    internal const uint NoSuchType = 0x5005e;
    internal const uint NotSupported = 0x5005f;
    internal const uint NoSuchFamily = 0x50061;

    /// <summary>For arguments of type int, the high word is ignored.</summary>
    internal const ulong HighWord = 0xdead_beef_0000_0000;

    internal static IEnumerable<ImmutableArray<byte>> Filters(Architecture architecture) =>
        from list in SystemCallList.All
        from mayFork in (bool[])[true, false]
        select SeccompFilter.For(architecture, list, mayFork);

    /// <summary>Every filter of both architectures answers so.</summary>
    internal static void AssertAnswer(string call, uint answer, params ulong[] arguments)
    {
        AssertAnswer(call, mayFork: true, answer, arguments);
        AssertAnswer(call, mayFork: false, answer, arguments);
    }

    internal static void AssertAnswer(string call, bool mayFork, uint answer, params ulong[] arguments)
    {
        var rule = ArgumentRule.All(mayFork).Single(rule => rule.Call.Name == call);
        foreach (var list in SystemCallList.All)
        {
            AssertOn(Architecture.X64, X64);
            AssertOn(Architecture.Arm64, Arm64);

            void AssertOn(Architecture architecture, uint audit)
            {
                if (rule.Call.NumberOn(architecture) is { } number)
                {
                    var filter = SeccompFilter.For(architecture, list, mayFork);
                    Assert.Equal(answer, FilterInterpreter.Run(filter.AsSpan(), audit, number, arguments));
                }
            }
        }
    }
}
