using UltimateMcp.Sandbox;
using UltimateMcp.Sandbox.Setup;

namespace UltimateMcp.Tests.Sandbox.Setup;

public class StartFailureTests
{
    private static readonly TimeSpan Waited = TimeSpan.FromSeconds(2.5);

    [Theory]
    [InlineData(
        "bwrap: No permissions to create new namespace, likely because the kernel does not allow non-privileged user namespaces.",
        "unprivileged_userns_clone=1")]
    [InlineData("bwrap: setting up uid map: Permission denied", "AppArmor")]
    [InlineData("bwrap: loopback: Failed RTM_NEWADDR: Operation not permitted", "AppArmor")]
    [InlineData(
        "bwrap: Creating new namespace failed: nesting depth or /proc/sys/user/max_*_namespaces exceeded (ENOSPC)",
        "user.max_user_namespaces")]
    [InlineData("prlimit: failed to set the AS resource limit: Operation not permitted", "ulimit -Hv unlimited")]
    [InlineData("prlimit: failed to set the SIGPENDING resource limit: Operation not permitted", "LimitSIGPENDING")]
    [InlineData("prlimit: failed to set the NOFILE resource limit: Operation not permitted", "LimitNOFILE")]
    [InlineData("bwrap: Can't mount proc on /newroot/proc: Operation not permitted", "systempaths=unconfined")]
    [InlineData("bwrap: Failed to make / slave: Permission denied", "apparmor=unconfined")]
    [InlineData("bwrap: pivot_root: Invalid argument", "initial ramfs")]
    [InlineData("unshare: unshare failed: Operation not permitted", "chmod o+x")]
    [InlineData("mount: /sys: permission denied.", "chmod o+x")]
    [InlineData("bwrap: Creating new namespace failed, likely because the kernel does not support user namespaces.", "WSL2")]
    public void What_bubblewrap_says_leads_to_what_to_change(string said, string hint)
    {
        var failure = StartFailure.From(said, Waited);

        Assert.Equal((SandboxError.Unavailable, false), (failure.Error, failure.IsTransient));
        Assert.Contains(hint, failure.Hint, StringComparison.Ordinal);
        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bwrap: Creating new namespace failed: Resource temporarily unavailable", "ulimit -u")]
    [InlineData("setpriv: failed to execute /usr/bin/bwrap: Resource temporarily unavailable", "ulimit -u")]
    [InlineData("bwrap: Can't open /proc/self/mountinfo: Too many open files", "LimitNOFILE")]
    [InlineData("bash: error while loading shared libraries: libc.so.6: failed to map segment from shared object", "ulimit -v")]
    public void A_limit_that_is_used_up_may_be_free_again(string said, string hint)
    {
        var failure = StartFailure.From(said, Waited);

        Assert.Equal((SandboxError.Exhausted, true), (failure.Error, failure.IsTransient));
        Assert.Contains(hint, failure.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Anything_else_may_pass()
    {
        var failure = StartFailure.From("python3: something", Waited);

        Assert.Equal((SandboxError.Failed, true, null), (failure.Error, failure.IsTransient, failure.Hint));
        Assert.Equal("The worker did not become ready in 2.5 s; nothing was run. It said: \"python3: something\"", failure.Message);
    }

    [Fact]
    public void What_is_shown_of_it_is_bounded() =>
        Assert.InRange(StartFailure.From(new string('x', 100_000), Waited).Message.Length, 1000, 1200);

    [Theory]
    [InlineData("ID=debian\nVERSION_ID=\"12\"", "Run: sudo apt-get install -y bubblewrap")]
    [InlineData("NAME=\"Fedora Linux\"\nID=fedora\n", "Run: sudo dnf install -y bubblewrap")]
    [InlineData("ID=linuxmint\nID_LIKE=\"ubuntu debian\"", "Run: sudo apt-get install -y bubblewrap")]
    [InlineData("ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"", "Run: sudo dnf install -y bubblewrap")]
    [InlineData("ID=arch", "Run: sudo pacman -S --needed bubblewrap")]
    [InlineData("ID=opensuse-leap\nID_LIKE=\"suse opensuse\"", "Run: sudo zypper install -y bubblewrap")]
    [InlineData("", "Install the package bubblewrap with this system's package manager.")]
    public void The_install_command_is_this_distributions(string release, string command) =>
        Assert.Equal(command, InstallCommand.For("bubblewrap", release));

    [Fact]
    public void The_apparmor_profile_allows_user_namespaces_to_bubblewrap_alone()
    {
        Assert.Contains("/usr/bin/bwrap flags=(unconfined)", AppArmorProfile.Text, StringComparison.Ordinal);
        Assert.Contains("userns,", AppArmorProfile.Text, StringComparison.Ordinal);
    }
}
