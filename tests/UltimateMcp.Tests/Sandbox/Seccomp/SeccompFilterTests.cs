using System.Runtime.InteropServices;
using System.Security.Cryptography;
using UltimateMcp.Sandbox.Seccomp;
using static UltimateMcp.Tests.Sandbox.Seccomp.FilterActions;

namespace UltimateMcp.Tests.Sandbox.Seccomp;

/// <summary>What each call is answered by its number; by its arguments: <see cref="ArgumentRuleTests"/>.</summary>
public class SeccompFilterTests
{
    private const uint I386 = 0x40000003;

    /// <summary>Any change of what programs may do shows here, and wants a reason.</summary>
    [Theory]
    [InlineData(Architecture.X64, "python", false, "573 instructions, 721c9171430f9c14")]
    [InlineData(Architecture.X64, "javascript", false, "596 instructions, f1a56f0afc08e55a")]
    [InlineData(Architecture.X64, "csharp", false, "601 instructions, 5c076d33c2348686")]
    [InlineData(Architecture.X64, "any program", true, "553 instructions, 58c920fd7b29766b")]
    [InlineData(Architecture.Arm64, "python", false, "543 instructions, d298b106f05e6a2d")]
    [InlineData(Architecture.Arm64, "javascript", false, "557 instructions, 7d51c648e3d83b52")]
    [InlineData(Architecture.Arm64, "csharp", false, "561 instructions, edbfb79193207980")]
    [InlineData(Architecture.Arm64, "any program", true, "525 instructions, bf737eb5c6839237")]
    public void The_filters_are_these_bytes(Architecture architecture, string list, bool mayFork, string digest)
    {
        var filter = SeccompFilter.For(architecture, SystemCallList.All.Single(each => each.Name == list), mayFork);

        Assert.Equal(digest, $"{filter.Length / 8} instructions, {Convert.ToHexStringLower(SHA256.HashData(filter.AsSpan()))[..16]}");
        Assert.InRange(filter.Length / 8, 1, 4096);
    }

    [Theory]
    [InlineData(I386, 1, Kill)]
    [InlineData(Arm64, 63, Kill)]
    [InlineData(X64, 0x40000000 + 1, Kill)]
    [InlineData(X64, 0xffffffff, Kill)]
    [InlineData(X64, 0, Allow)]
    [InlineData(X64, 59, Allow)]
    [InlineData(X64, 439, Allow)]
    [InlineData(X64, 462, Allow)]
    [InlineData(X64, 463, NotImplemented)]
    [InlineData(X64, 0x3fffffff, NotImplemented)]
    [InlineData(X64, 101, NotPermitted)]
    [InlineData(X64, 165, NotPermitted)]
    [InlineData(X64, 272, NotPermitted)]
    [InlineData(X64, 308, NotPermitted)]
    [InlineData(X64, 29, NotImplemented)]
    [InlineData(X64, 250, NotImplemented)]
    [InlineData(X64, 321, NotImplemented)]
    [InlineData(X64, 435, NotImplemented)]
    [InlineData(X64, 425, NotImplemented)]
    [InlineData(X64, 319, NotImplemented)]
    [InlineData(X64, 428, NotImplemented)]
    [InlineData(X64, 188, NotSupported)]
    [InlineData(X64, 162, Ignored)]
    public void A_call_is_answered_by_its_number(uint architecture, uint number, uint answer) =>
        Assert.All(
            Filters(Architecture.X64),
            filter => Assert.Equal(answer, FilterInterpreter.Run(filter.AsSpan(), architecture, number)));

    [Theory]
    [InlineData(X64, 0, Kill)]
    [InlineData(Arm64, 63, Allow)]
    [InlineData(Arm64, 97, NotPermitted)]
    [InlineData(Arm64, 117, NotPermitted)]
    [InlineData(Arm64, 40, NotPermitted)]
    [InlineData(Arm64, 0, NotImplemented)]
    [InlineData(Arm64, 279, NotImplemented)]
    [InlineData(Arm64, 435, NotImplemented)]
    [InlineData(Arm64, 462, Allow)]
    [InlineData(Arm64, 463, NotImplemented)]
    [InlineData(Arm64, 0x40000001, NotImplemented)]
    public void Arm64_has_numbers_of_its_own(uint architecture, uint number, uint answer) =>
        Assert.All(
            Filters(Architecture.Arm64),
            filter => Assert.Equal(answer, FilterInterpreter.Run(filter.AsSpan(), architecture, number)));

    /// <summary>Calls that no list may ever contain: those that use kernel memory without a bound, and those that reach outside.</summary>
    [Theory]
    [InlineData("landlock_create_ruleset, _add_rule, _restrict_self", new uint[] { 444, 445, 446 }, new uint[] { 444, 445, 446 })]
    [InlineData("io_setup, _destroy, _getevents, _submit, _cancel, _pgetevents",
        new uint[] { 206, 207, 208, 209, 210, 333 },
        new uint[] { 0, 1, 2, 3, 4, 292 })]
    [InlineData("inotify_init, _add_watch, _rm_watch, _init1", new uint[] { 253, 254, 255, 294 }, new uint[] { 26, 27, 28 })]
    [InlineData("fanotify_init, _mark", new uint[] { 300, 301 }, new uint[] { 262, 263 })]
    [InlineData("io_uring_setup, _enter, _register", new uint[] { 425, 426, 427 }, new uint[] { 425, 426, 427 })]
    [InlineData("seccomp, bpf, perf_event_open, userfaultfd", new uint[] { 317, 321, 298, 323 }, new uint[] { 277, 280, 241, 282 })]
    [InlineData("keyctl, add_key, request_key", new uint[] { 248, 249, 250 }, new uint[] { 217, 218, 219 })]
    [InlineData("memfd_create, memfd_secret, remap_file_pages", new uint[] { 319, 447, 216 }, new uint[] { 279, 447, 234 })]
    [InlineData("splice, tee, vmsplice", new uint[] { 275, 276, 278 }, new uint[] { 75, 76, 77 })]
    [InlineData("shm*, sem*, msg*",
        new uint[] { 29, 30, 31, 64, 65, 66, 67, 68, 69, 70, 71, 220 },
        new uint[] { 186, 187, 188, 189, 190, 191, 192, 193, 194, 195, 196, 197 })]
    [InlineData("mq_*", new uint[] { 240, 241, 242, 243, 244, 245 }, new uint[] { 180, 181, 182, 183, 184, 185 })]
    [InlineData("flock", new uint[] { 73 }, new uint[] { 32 })]
    [InlineData("name_to_handle_at, open_by_handle_at", new uint[] { 303, 304 }, new uint[] { 264, 265 })]
    [InlineData("process_vm_*, process_madvise, process_mrelease, kcmp, pidfd_getfd",
        new uint[] { 310, 311, 440, 448, 312, 438 },
        new uint[] { 270, 271, 440, 448, 272, 438 })]
    [InlineData("mbind, *_mempolicy, move_pages, migrate_pages, set_mempolicy_home_node",
        new uint[] { 237, 238, 239, 279, 256, 450 },
        new uint[] { 235, 236, 237, 239, 238, 450 })]
    [InlineData("open_tree, move_mount, fs*, mount_setattr, statmount, listmount",
        new uint[] { 428, 429, 430, 431, 432, 433, 442, 457, 458 },
        new uint[] { 428, 429, 430, 431, 432, 433, 442, 457, 458 })]
    [InlineData("quotactl, quotactl_fd, lookup_dcookie, lsm_*, cachestat",
        new uint[] { 179, 443, 212, 459, 460, 461, 451 },
        new uint[] { 60, 443, 18, 459, 460, 461, 451 })]
    [InlineData("modify_ldt, uselib, ustat, sysfs, _sysctl, clone3, map_shadow_stack",
        new uint[] { 154, 134, 136, 139, 156, 435, 453 },
        new uint[] { 435, 453 })]
    public void What_holds_memory_of_the_kernel_or_leads_out_is_missing(string names, uint[] x64, uint[] arm64)
    {
        Assert.NotEmpty(names);
        AssertMissing(Architecture.X64, X64, x64);
        AssertMissing(Architecture.Arm64, Arm64, arm64);

        static void AssertMissing(Architecture architecture, uint audit, uint[] numbers) => Assert.All(
            Filters(architecture),
            filter => Assert.All(numbers, number => Assert.Equal(NotImplemented, FilterInterpreter.Run(filter.AsSpan(), audit, number))));
    }

    [Theory]
    [InlineData(Architecture.X64, X64)]
    [InlineData(Architecture.Arm64, Arm64)]
    public void A_filter_answers_each_number_as_the_tables_say_and_all_others_as_missing(Architecture architecture, uint audit)
    {
        foreach (var list in SystemCallList.All)
        {
            var filter = SeccompFilter.For(architecture, list, mayFork: true);
            var decided = ArgumentRule.All(mayFork: true).Select(rule => rule.Call.NumberOn(architecture)).ToHashSet();
            Dictionary<uint, uint> expected = new(
            [
                .. Numbers(list.Calls, Allow), .. Numbers(AllowedCalls.Forks, Allow), .. Numbers(RefusedCalls.NotPermitted, NotPermitted),
                .. Numbers(RefusedCalls.NotSupported, NotSupported), .. Numbers(RefusedCalls.Ignored, Ignored),
            ]);

            Assert.All(
                Enumerable.Range(0, 1024).Select(number => (uint)number).Where(number => !decided.Contains(number)),
                number => Assert.Equal(
                    expected.GetValueOrDefault(number, NotImplemented), FilterInterpreter.Run(filter.AsSpan(), audit, number)));
        }

        IEnumerable<KeyValuePair<uint, uint>> Numbers(IEnumerable<SystemCall> calls, uint answer) =>
            calls.Where(call => call.NumberOn(architecture) is not null)
                .Select(call => KeyValuePair.Create(call.NumberOn(architecture)!.Value, answer));
    }

    [Theory]
    [InlineData(57, 0, TryAgain)]
    [InlineData(58, 0, TryAgain)]
    [InlineData(56, 0x11, TryAgain)]
    [InlineData(56, 0x4111, TryAgain)]
    [InlineData(56, 0x3d0f00, Allow)]
    [InlineData(56, 0x10010000, NotPermitted)]
    [InlineData(59, 0, Allow)]
    public void A_single_process_makes_threads_only(uint number, ulong flags, uint answer) => Assert.All(
        SystemCallList.All,
        list => Assert.Equal(
            answer,
            FilterInterpreter.Run(SeccompFilter.For(Architecture.X64, list, mayFork: false).AsSpan(), X64, number, flags)));

    /// <summary>A timer of POSIX is not in Python's library, an interval timer not in node's, a protection key not in Python's.</summary>
    [Theory]
    [InlineData("python", 222, NotImplemented)]
    [InlineData("python", 38, Allow)]
    [InlineData("python", 329, NotImplemented)]
    [InlineData("javascript", 222, NotImplemented)]
    [InlineData("javascript", 38, NotImplemented)]
    [InlineData("javascript", 329, Allow)]
    [InlineData("csharp", 222, NotImplemented)]
    [InlineData("csharp", 38, NotImplemented)]
    [InlineData("csharp", 329, NotImplemented)]
    [InlineData("any program", 222, Allow)]
    [InlineData("any program", 38, Allow)]
    [InlineData("any program", 329, Allow)]
    public void Each_kind_of_program_has_its_own_list(string list, uint number, uint answer) => Assert.Equal(
        answer,
        FilterInterpreter.Run(
            SeccompFilter.For(Architecture.X64, SystemCallList.All.Single(each => each.Name == list), mayFork: false).AsSpan(),
            X64,
            number));

    [Fact]
    public void A_program_that_starts_any_other_may_make_all_calls_of_the_others() =>
        Assert.All(SystemCallList.All, list => Assert.Empty(list.Calls.Except(SystemCallList.AnyProgram.Calls)));

    [Fact]
    public void No_call_stands_in_the_tables_twice()
    {
        SystemCall[] all =
        [
            .. SystemCallList.AnyProgram.Calls, .. AllowedCalls.Forks, .. RefusedCalls.NotPermitted,
            .. RefusedCalls.NotSupported, .. RefusedCalls.Ignored,
            .. ArgumentRule.All(mayFork: true).Select(rule => rule.Call),
        ];

        Assert.Distinct(all.Select(static call => call.Name), StringComparer.Ordinal);
        Assert.Distinct(all.Where(static call => call.X64 is not null).Select(static call => call.X64));
        Assert.Distinct(all.Where(static call => call.Arm64 is not null).Select(static call => call.Arm64));
    }
}
