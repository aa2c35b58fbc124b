using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace UltimateMcp.Sandbox.Seccomp;

/// <summary>
/// The filter that a program and all its children carry: a pure function of the architecture and of whether the program may fork.
/// It takes away what namespaces do not confine: interfaces to the kernel at large, memory that no limit counts, and new namespaces.
/// Unknown calls are refused as not implemented. Calls decided by an argument are tested first: the kernel remembers the answer for all others.
/// </summary>
internal static class SeccompFilter
{
    private const uint ArchitectureX64 = 0xc000003e;
    private const uint ArchitectureArm64 = 0xc00000b7;
    private const uint FirstX32Call = 0x40000000;

    private const uint CloneThread = 0x00010000;

    // CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET.
    private const uint CloneNamespaces = 0x7e020000;
    private const uint InjectInput = 0x5412;
    private const uint ConsoleControl = 0x541c;
    private const uint QueryPersonality = 0xffffffff;
    private const uint SetMemoryMap = 35;
    private const uint SharedAnonymous = 0x21;

    private const uint SocketLevel = 1;
    private const uint SendBuffer = 7;
    private const uint ReceiveBuffer = 8;

    private const uint UnixFamily = 1;
    private const uint InternetFamily = 2;
    private const uint Internet6Family = 10;
    private const uint NetlinkFamily = 16;

    private static readonly Lazy<ImmutableArray<byte>> Forking = new(() => For(RuntimeInformation.ProcessArchitecture, mayFork: true));
    private static readonly Lazy<ImmutableArray<byte>> Forkless = new(() => For(RuntimeInformation.ProcessArchitecture, mayFork: false));

    /// <summary>The filter for this machine.</summary>
    internal static ImmutableArray<byte> Here(bool mayFork) => mayFork ? Forking.Value : Forkless.Value;

    internal static ImmutableArray<byte> For(Architecture architecture, bool mayFork)
    {
        var filter = new FilterAssembler();
        switch (architecture)
        {
            case Architecture.X64:
                filter.RequireArchitecture(ArchitectureX64);
                filter.AnswerAtLeast(FirstX32Call, Answer.KillProcess);
                break;
            case Architecture.Arm64:
                filter.RequireArchitecture(ArchitectureArm64);
                break;
            default:
                throw new PlatformNotSupportedException($"There is no system call table for {architecture}.");
        }

        AddArgumentTests(filter, architecture, mayFork);
        filter.AnswerAbove(CallTable.NewestKnown, Answer.NotImplemented);
        AddAll(filter, architecture, CallTable.NotPermitted, Answer.NotPermitted);
        AddAll(filter, architecture, CallTable.NotImplemented, Answer.NotImplemented);
        if (!mayFork)
        {
            AddAll(filter, architecture, CallTable.Forks, Answer.TryAgain);
        }

        filter.Return(Answer.Allow);
        return filter.ToBytes();
    }

    private static void AddAll(FilterAssembler filter, Architecture architecture, ImmutableArray<KernelCall> calls, uint answer)
    {
        foreach (var call in calls)
        {
            filter.AnswerCall(call.NumberOn(architecture), answer);
        }
    }

    private static void AddArgumentTests(FilterAssembler filter, Architecture architecture, bool mayFork)
    {
        Decide(CallTable.MapMemory, static test =>
        {
            test.LoadArgument(3);
            test.Mask(SharedAnonymous);
            test.AnswerValue(SharedAnonymous, Answer.NoMemory);
        });
        Decide(CallTable.InputOutputControl, static test =>
        {
            test.LoadArgument(1);
            test.AnswerValue(InjectInput, Answer.NotPermitted);
            test.AnswerValue(ConsoleControl, Answer.NotPermitted);
        });
        Decide(CallTable.ProcessControl, static test =>
        {
            test.LoadArgument(0);
            test.AnswerValue(SetMemoryMap, Answer.NotPermitted);
        });
        Decide(CallTable.Clone, test =>
        {
            test.LoadArgument(0);
            test.AnswerAnyBit(CloneNamespaces, Answer.NotPermitted);
            if (!mayFork)
            {
                test.AnswerAnyBit(CloneThread, Answer.Allow);
                test.Return(Answer.TryAgain);
            }
        });
        Decide(CallTable.Personality, static test =>
        {
            test.LoadArgument(0);
            test.AnswerValue(0, Answer.Allow);
            test.AnswerValue(QueryPersonality, Answer.Allow);
            test.Return(Answer.NotPermitted);
        });
        Decide(CallTable.Socket, TestSocket);
        Decide(CallTable.SocketPair, static test =>
        {
            // Connected to each other alone; event loops need them. Other families must not be reached this way either.
            test.LoadArgument(0);
            test.AnswerValue(UnixFamily, Answer.Allow);
            test.Return(Answer.NoSuchFamily);
        });
        Decide(CallTable.SetSocketOption, TestSocketOption);

        void Decide(KernelCall call, Action<FilterAssembler> tests) => filter.Decide(call.NumberOn(architecture)!.Value, Answer.Allow, tests);
    }

    /// <summary>Buffers keep their default size: what waits in them is memory of the kernel, which no limit counts. A size was only ever a wish.</summary>
    private static void TestSocketOption(FilterAssembler test)
    {
        const uint Level = 1;
        const uint Name = 2;
        test.LoadArgument(Level);
        test.Decide(SocketLevel, Answer.Allow, static option =>
        {
            option.LoadArgument(Name);
            option.AnswerValue(SendBuffer, Answer.Ignored);
            option.AnswerValue(ReceiveBuffer, Answer.Ignored);
        });
    }

    /// <summary>Families that namespaces confine. A unix socket could be a bound host folder's, so only pairs are left (<c>socketpair</c>).</summary>
    private static void TestSocket(FilterAssembler test)
    {
        const uint Family = 0;
        const uint Protocol = 2;
        test.LoadArgument(Family);
        test.AnswerValue(InternetFamily, Answer.Allow);
        test.AnswerValue(Internet6Family, Answer.Allow);
        test.AnswerValue(UnixFamily, Answer.NotPermitted);
        test.Decide(NetlinkFamily, Answer.NoSuchFamily, static netlink =>
        {
            // NETLINK_ROUTE, which getifaddrs asks.
            netlink.LoadArgument(Protocol);
            netlink.AnswerValue(0, Answer.Allow);
        });
        test.Return(Answer.NoSuchFamily);
    }
}
