using System.Collections.Immutable;
using UltimateMcp.Sandbox.Isolation;
using UltimateMcp.Sandbox.Policy;
using UltimateMcp.Sandbox.Seccomp;

namespace UltimateMcp.Tests.Sandbox.Policy;

public class BubblewrapArgumentsTests
{
    private static readonly HostFacts Host = new()
    {
        Bubblewrap = "/usr/bin/bwrap",
        Nsenter = null,
        CanSetSysctls = true,
        Setpriv = "/usr/bin/setpriv",
        Prlimit = "/usr/bin/prlimit",
        CanDisableUserNamespaces = true,
        UsrLinks = ["bin", "lib", "lib64", "sbin"],
        PackageConfiguration = ["/etc/fonts"],
        HasTimeZones = true,
        MaskedFiles = ["/proc/cmdline", "/proc/sys/kernel/random/boot_id"],
        MaskedFolders = ["/proc/acpi"],
    };

    private static readonly SandboxPolicy Policy = new()
    {
        Program = new SandboxProgram
        {
            Executable = "/opt/python/bin/python3.12",
            Arguments = ["-I", "/worker/python.py"],
            WorkingFolder = "/start",
            Environment = ImmutableDictionary<string, string>.Empty.Add("ZED", "last").Add("ALPHA", "first"),
            Binds =
            [
                new("/data/python/bin/python3.12", "/opt/python/bin/python3.12", IsFolder: false, [], []),
                new(
                    "/data/python/lib/python3.12",
                    "/opt/python/lib/python3.12",
                    IsFolder: true,
                    ["/opt/python/lib/python3.12/.env"],
                    ["/opt/python/lib/python3.12/.git"]),
            ],
            Files = [new("/worker/python.py", default), new("/worker/more.py", default)],
            Calls = SystemCallList.Python,
        },
        Limits = new SandboxLimits
        {
            Time = TimeSpan.FromSeconds(1.5),
            Memory = ByteSize.FromMebibytes(128),
            RuntimeMemory = ByteSize.FromMebibytes(16),
            AddressSpace = ByteSize.FromMebibytes(1024),
            Stack = ByteSize.FromMebibytes(2),
            FileSize = ByteSize.FromMebibytes(20),
            Processes = 3,
            Output = ByteSize.FromKibibytes(1024),
        },
    };

    [Fact]
    public void A_policy_is_this_vector_for_root()
    {
        var vector = string.Join(' ', BubblewrapArguments.Of(Policy, Host));

        Assert.Equal(
            "/usr/bin/setpriv --reuid=65534 --regid=65534 --clear-groups -- /usr/bin/bwrap"
            + " --unshare-user --unshare-pid --unshare-net --unshare-ipc --unshare-uts --unshare-cgroup-try --disable-userns"
            + " --uid 1000 --gid 1000 --hostname sandbox --cap-drop ALL --new-session --die-with-parent"
            + " --clearenv --setenv PATH /usr/local/bin:/usr/bin:/bin --setenv HOME /tmp --setenv TMPDIR /tmp --setenv LANG C.UTF-8"
            + " --setenv ALPHA first --setenv ZED last"
            + " --ro-bind /usr /usr --symlink usr/bin /bin --symlink usr/lib /lib --symlink usr/lib64 /lib64 --symlink usr/sbin /sbin"
            + " --ro-bind-try /etc/alternatives /etc/alternatives --ro-bind-try /etc/ld.so.cache /etc/ld.so.cache"
            + " --perms 0444 --file 7 /etc/passwd --perms 0444 --file 8 /etc/group"
            + " --perms 0444 --file 9 /etc/hosts --perms 0444 --file 10 /etc/nsswitch.conf"
            + " --symlink /usr/share/zoneinfo/Etc/UTC /etc/localtime --ro-bind /etc/fonts /etc/fonts"
            + " --proc /proc --ro-bind /dev/null /proc/cmdline --ro-bind /dev/null /proc/sys/kernel/random/boot_id"
            + " --size 4096 --tmpfs /proc/acpi --remount-ro /proc/acpi --size 4096 --tmpfs /proc/1 --remount-ro /proc/1 --remount-ro /proc"
            + " --dev /dev --dev-bind /dev/full /dev/zero"
            + " --size 33554432 --tmpfs /dev/shm --size 67108864 --tmpfs /tmp --size 83886080 --tmpfs /scratch"
            + " --ro-bind /data/python/bin/python3.12 /opt/python/bin/python3.12"
            + " --ro-bind /data/python/lib/python3.12 /opt/python/lib/python3.12"
            + " --size 4096 --tmpfs /opt/python/lib/python3.12/.git --remount-ro /opt/python/lib/python3.12/.git"
            + " --ro-bind /dev/null /opt/python/lib/python3.12/.env"
            + " --perms 0444 --file 11 /worker/python.py --perms 0444 --file 12 /worker/more.py"
            + " --chdir /start --remount-ro /dev --remount-ro / --json-status-fd 5 --seccomp 6 --"
            + " /usr/bin/prlimit --cpu=4:5 --nofile=256 --fsize=20971520 --sigpending=256 --memlock=0 --msgqueue=0 --nice=0 --rtprio=0"
            + " --stack=2097152 --nproc=68 --data=150994944 --as=1224736768 -- /opt/python/bin/python3.12 -I /worker/python.py",
            vector);
    }

    [Fact]
    public void A_user_has_no_privileges_to_set_aside()
    {
        var vector = BubblewrapArguments.Of(Policy, Host with { Setpriv = null });

        Assert.Equal("/usr/bin/bwrap --unshare-user", string.Join(' ', vector[..2]));
    }

    [Fact]
    public void An_older_bubblewrap_is_not_asked_to_disable_user_namespaces() =>
        Assert.DoesNotContain(
            "--disable-userns", BubblewrapArguments.Of(Policy, Host with { CanDisableUserNamespaces = false }), StringComparer.Ordinal);

    [Theory]
    [InlineData(1, 64)]
    [InlineData(16, 64)]
    [InlineData(17, 68)]
    public void The_scratch_folder_holds_four_of_the_largest_files_and_no_less_than_64_mebibytes(int fileSize, int scratch) =>
        Assert.Equal(
            ByteSize.FromMebibytes(scratch),
            (Policy.Limits with { FileSize = ByteSize.FromMebibytes(fileSize) }).ScratchSize);

    [Theory]
    [InlineData("bubblewrap 0.8.0\n", "0.8.0")]
    [InlineData("bubblewrap 0.11.0", "0.11.0")]
    [InlineData("bubblewrap", null)]
    [InlineData("", null)]
    public void The_version_is_read_from_what_bubblewrap_says(string said, string? version) =>
        Assert.Equal(version, HostDetection.ParseVersion(said)?.ToString());
}
