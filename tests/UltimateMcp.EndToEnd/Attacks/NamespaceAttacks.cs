namespace UltimateMcp.EndToEnd.Attacks;

public class NamespaceAttacks(AttackServers servers)
{
    private const string NewNamespaces =
        "clone clone_high_word unshare_user unshare_mount unshare_cgroup "
        + "unshare_host_name unshare_ipc unshare_pid unshare_net unshare_time setns";

    private const string Mounts = "mount umount2";
    private const string NewMounts = "open_tree fsopen fsconfig fsmount move_mount fspick mount_setattr";

    // Of Linux 6.8.
    private const string NewestMounts = "statmount listmount";

    [Theory]
    [EachIdentity("python")]
    [EachIdentity("bash")]
    [Trait("Attack", "15")]
    [Trait("Attack", "16")]
    [Trait("Attack", "17")]
    [Trait("Attack", "18")]
    [Trait("Attack", "38")]
    public async Task No_namespace_can_be_made_or_entered_and_nothing_mounted(Identity identity, string language)
    {
        var server = await servers.OfAsync(identity);
        var act = new Act("namespaces.py") { RunAs = language };

        var outside = await server.OutsideAsync(act);
        var inside = await server.InsideAsync(act);

        outside.AllAre("ok", $"{NewNamespaces} clone3 {Mounts} {NewMounts} chroot sethostname setdomainname");
        outside.NoneIs("EPERM", "pivot_root");
        inside.AllAre("EPERM", $"{NewNamespaces} {Mounts} chroot pivot_root sethostname setdomainname");
        inside.AllAre("ENOSYS", $"clone3 {NewMounts} {NewestMounts}");
    }
}
