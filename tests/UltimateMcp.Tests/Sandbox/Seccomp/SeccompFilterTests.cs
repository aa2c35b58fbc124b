using System.Runtime.InteropServices;
using System.Security.Cryptography;
using UltimateMcp.Sandbox.Seccomp;

namespace UltimateMcp.Tests.Sandbox.Seccomp;

public class SeccompFilterTests
{
    private const uint X64 = 0xc000003e;
    private const uint Arm64 = 0xc00000b7;
    private const uint I386 = 0x40000003;

    private const uint Allow = 0x7fff0000;
    private const uint Kill = 0x80000000;
    private const uint Ignored = 0x50000;
    private const uint NotPermitted = 0x50001;
    private const uint TryAgain = 0x5000b;
    private const uint NoMemory = 0x5000c;
    private const uint NotImplemented = 0x50026;
    private const uint NoSuchFamily = 0x50061;

    private const ulong HighWord = 0xdead_beef_0000_0000;

    /// <summary>Any change of what programs may do shows here, and wants a reason.</summary>
    [Theory]
    [InlineData(Architecture.X64, true, "245 instructions, d8d3fa4d9d8637fb")]
    [InlineData(Architecture.X64, false, "252 instructions, 79082c1db9e94455")]
    [InlineData(Architecture.Arm64, true, "229 instructions, 1e880409b8255041")]
    [InlineData(Architecture.Arm64, false, "232 instructions, a08fb864bce81c85")]
    public void The_filters_are_these_bytes(Architecture architecture, bool mayFork, string digest)
    {
        var filter = SeccompFilter.For(architecture, mayFork);

        Assert.Equal(digest, $"{filter.Length / 8} instructions, {Convert.ToHexStringLower(SHA256.HashData(filter.AsSpan()))[..16]}");
        Assert.InRange(filter.Length / 8, 1, 4096);
    }

    [Theory]
    [InlineData(I386, 1, Kill)]
    [InlineData(Arm64, 63, Kill)]
    [InlineData(X64, 0x40000000 + 1, Kill)]
    [InlineData(X64, 0xffffffff, Kill)]
    [InlineData(X64, 462, Allow)]
    [InlineData(X64, 463, NotImplemented)]
    [InlineData(X64, 0x3fffffff, NotImplemented)]
    [InlineData(X64, 0, Allow)]
    [InlineData(X64, 59, Allow)]
    [InlineData(X64, 101, NotPermitted)]
    [InlineData(X64, 165, NotPermitted)]
    [InlineData(X64, 250, NotPermitted)]
    [InlineData(X64, 272, NotPermitted)]
    [InlineData(X64, 308, NotPermitted)]
    [InlineData(X64, 321, NotPermitted)]
    [InlineData(X64, 29, NotPermitted)]
    [InlineData(X64, 435, NotImplemented)]
    [InlineData(X64, 425, NotImplemented)]
    [InlineData(X64, 319, NotImplemented)]
    [InlineData(X64, 428, NotImplemented)]
    public void A_call_is_answered_by_its_number(uint architecture, uint number, uint answer) =>
        Assert.Equal(answer, FilterInterpreter.Answer(SeccompFilter.For(Architecture.X64, mayFork: true).AsSpan(), architecture, number));

    [Theory]
    [InlineData(X64, 0, Kill)]
    [InlineData(Arm64, 63, Allow)]
    [InlineData(Arm64, 97, NotPermitted)]
    [InlineData(Arm64, 117, NotPermitted)]
    [InlineData(Arm64, 40, NotPermitted)]
    [InlineData(Arm64, 279, NotImplemented)]
    [InlineData(Arm64, 435, NotImplemented)]
    [InlineData(Arm64, 462, Allow)]
    [InlineData(Arm64, 463, NotImplemented)]
    [InlineData(Arm64, 0x40000001, NotImplemented)]
    public void Arm64_has_numbers_of_its_own(uint architecture, uint number, uint answer) =>
        Assert.Equal(answer, FilterInterpreter.Answer(SeccompFilter.For(Architecture.Arm64, mayFork: true).AsSpan(), architecture, number));

    [Theory]
    [InlineData(0x11, Allow)]
    [InlineData(0x01200011, Allow)]
    [InlineData(0x00020000, NotPermitted)]
    [InlineData(0x02000000, NotPermitted)]
    [InlineData(0x04000000, NotPermitted)]
    [InlineData(0x08000000, NotPermitted)]
    [InlineData(0x10000011, NotPermitted)]
    [InlineData(0x20000000, NotPermitted)]
    [InlineData(0x40010000, NotPermitted)]
    [InlineData(HighWord | 0x11, Allow)]
    public void Clone_may_not_make_namespaces(ulong flags, uint answer) =>
        AssertBoth(CallTable.Clone, answer, flags);

    [Theory]
    [InlineData(1, 0, NotPermitted)]
    [InlineData(2, 0, Allow)]
    [InlineData(10, 17, Allow)]
    [InlineData(16, 0, Allow)]
    [InlineData(16, 9, NoSuchFamily)]
    [InlineData(17, 0, NoSuchFamily)]
    [InlineData(38, 0, NoSuchFamily)]
    [InlineData(40, 0, NoSuchFamily)]
    [InlineData(HighWord | 1, 0, NotPermitted)]
    public void Sockets_are_of_families_that_namespaces_confine(ulong family, ulong protocol, uint answer) =>
        AssertBoth(CallTable.Socket, answer, family, 1, protocol);

    [Theory]
    [InlineData(1, Allow)]
    [InlineData(HighWord | 1, Allow)]
    [InlineData(2, NoSuchFamily)]
    [InlineData(17, NoSuchFamily)]
    [InlineData(40, NoSuchFamily)]
    public void Pairs_of_sockets_are_of_one_family(ulong family, uint answer) => AssertBoth(CallTable.SocketPair, answer, family, 1, 0);

    [Theory]
    [InlineData(1, 7, Ignored)]
    [InlineData(1, 8, Ignored)]
    [InlineData(HighWord | 1, HighWord | 7, Ignored)]
    [InlineData(1, 2, Allow)]
    [InlineData(6, 7, Allow)]
    public void The_buffers_of_sockets_keep_their_size(ulong level, ulong option, uint answer) =>
        AssertBoth(CallTable.SetSocketOption, answer, 0, level, option);

    [Theory]
    [InlineData(0x5401, Allow)]
    [InlineData(0x5412, NotPermitted)]
    [InlineData(0x541c, NotPermitted)]
    [InlineData(HighWord | 0x5412, NotPermitted)]
    public void A_terminal_takes_no_input_from_a_program(ulong request, uint answer) =>
        AssertBoth(CallTable.InputOutputControl, answer, 0, request);

    [Theory]
    [InlineData(0, Allow)]
    [InlineData(0xffffffff, Allow)]
    [InlineData(0x0040000, NotPermitted)]
    [InlineData(8, NotPermitted)]
    public void The_personality_stays(ulong persona, uint answer) => AssertBoth(CallTable.Personality, answer, persona);

    [Theory]
    [InlineData(35, NotPermitted)]
    [InlineData(15, Allow)]
    public void The_memory_map_of_a_process_stays(ulong option, uint answer) => AssertBoth(CallTable.ProcessControl, answer, option);

    [Theory]
    [InlineData(0x22, Allow)]
    [InlineData(0x01, Allow)]
    [InlineData(0x21, NoMemory)]
    [InlineData(0x23, NoMemory)]
    [InlineData(0x8021, NoMemory)]
    public void Memory_that_no_limit_counts_is_not_given(ulong flags, uint answer) => AssertBoth(CallTable.MapMemory, answer, 0, 4096, 3, flags);

    [Theory]
    [InlineData(57, 0, TryAgain)]
    [InlineData(58, 0, TryAgain)]
    [InlineData(56, 0x11, TryAgain)]
    [InlineData(56, 0x4111, TryAgain)]
    [InlineData(56, 0x3d0f00, Allow)]
    [InlineData(56, 0x10010000, NotPermitted)]
    [InlineData(59, 0, Allow)]
    public void A_single_process_makes_threads_only(uint number, ulong flags, uint answer) =>
        Assert.Equal(answer, FilterInterpreter.Answer(SeccompFilter.For(Architecture.X64, mayFork: false).AsSpan(), X64, number, flags));

    [Fact]
    public void Every_call_of_the_tables_is_answered_as_its_table_says()
    {
        foreach (var (architecture, audit) in ((Architecture, uint)[])[(Architecture.X64, X64), (Architecture.Arm64, Arm64)])
        {
            var filter = SeccompFilter.For(architecture, mayFork: true);
            Assert.All(CallTable.NotPermitted, call => AssertAnswer(call, NotPermitted));
            Assert.All(CallTable.NotImplemented, call => AssertAnswer(call, NotImplemented));

            void AssertAnswer(KernelCall call, uint answer)
            {
                if (call.NumberOn(architecture) is { } number)
                {
                    Assert.Equal(answer, FilterInterpreter.Answer(filter.AsSpan(), audit, number));
                }
            }
        }
    }

    [Fact]
    public void No_call_stands_in_the_tables_twice()
    {
        KernelCall[] all =
        [
            .. CallTable.NotPermitted, .. CallTable.NotImplemented, .. CallTable.Forks, CallTable.Clone, CallTable.InputOutputControl,
            CallTable.Personality, CallTable.ProcessControl, CallTable.Socket, CallTable.SocketPair, CallTable.SetSocketOption,
            CallTable.MapMemory,
        ];

        Assert.Distinct(all.Select(static call => call.Name), StringComparer.Ordinal);
        Assert.Distinct(all.Select(static call => call.X64));
        Assert.Distinct(all.Where(static call => call.Arm64 is not null).Select(static call => call.Arm64));
    }

    private static void AssertBoth(KernelCall call, uint answer, params ulong[] arguments)
    {
        Assert.Equal(answer, FilterInterpreter.Answer(SeccompFilter.For(Architecture.X64, mayFork: true).AsSpan(), X64, call.X64!.Value, arguments));
        Assert.Equal(answer, FilterInterpreter.Answer(SeccompFilter.For(Architecture.Arm64, mayFork: true).AsSpan(), Arm64, call.Arm64!.Value, arguments));
    }
}
