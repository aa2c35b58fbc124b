namespace UltimateMcp.EndToEnd.Attacks;

public class FileAttacks(AttackServers servers)
{
    [Theory]
    [EachIdentity("python")]
    [EachIdentity("bash")]
    [Trait("Attack", "1")]
    public async Task Of_etc_only_what_says_nothing_of_the_host_can_be_read(Identity identity, string language)
    {
        var server = await servers.OfAsync(identity);
        string[] files = ["/etc/passwd", "/etc/group", "/etc/os-release", "/etc/fstab", "/etc/shadow", "/etc/hostname"];
        var act = new Act("read_files.py", files) { RunAs = language };

        var outside = await server.OutsideAsync(act);
        var inside = await server.InsideAsync(act);
        var names = await server.RunAsync(
            "for f in ('passwd', 'group'): print(f, *(line.split(':')[0] for line in open('/etc/' + f)))\n"
                + "print('hosts', *(line.split()[0] for line in open('/etc/hosts')))");

        outside.AllAre("ok", "/etc/passwd /etc/group");
        inside.AllAre("ENOENT", "/etc/os-release /etc/fstab /etc/shadow /etc/hostname");
        Assert.Equal("passwd root sandbox nobody\ngroup root sandbox nogroup\nhosts 127.0.0.1 ::1\n", names.Stdout);
    }

    [Theory]
    [EachIdentity("python")]
    [EachIdentity("bash")]
    [Trait("Attack", "2")]
    public async Task The_users_home_and_the_servers_files_are_not_there(Identity identity, string language)
    {
        var server = await servers.OfAsync(identity);
        var log = Directory.EnumerateFiles(server.Home, "*", SearchOption.AllDirectories).First(file => file != server.SecretFile);
        var binary = Directory.EnumerateFiles(Path.Combine(server.Home, "..", "build")).First();
        var act = new Act("read_files.py", server.SecretFile, log, binary) { RunAs = language };
        var homes = new Act("read_files.py", "/root", "/home", "/var", "/opt", "/mnt", "/run", "/boot") { RunAs = language };

        var outside = await server.OutsideAsync(act);
        var inside = await server.InsideAsync(act);
        var insideHomes = await server.InsideAsync(homes);

        outside.AllAre("ok", $"{server.SecretFile} {log} {binary}");
        inside.AllAre("ENOENT", $"{server.SecretFile} {log} {binary}");
        insideHomes.AllAre("ENOENT", "/root /home /var /opt /mnt /run /boot");
    }

    [Theory]
    [EachIdentity("python")]
    [EachIdentity("bash")]
    [Trait("Attack", "3")]
    public async Task The_system_is_read_only(Identity identity, string language)
    {
        var server = await servers.OfAsync(identity);
        var act = new Act("write_files.py", "/usr", "/usr/bin", "/etc", "/", "/dev", server.Outside) { RunAs = language };

        var outside = await server.OutsideAsync(act);
        var inside = await server.InsideAsync(act);

        // An ordinary user is refused outside as well, but by rights (EACCES), which a fault in the mounts would not bring back.
        outside.AllAre(identity == Identity.Root ? "ok" : "EACCES", "/usr /usr/bin /etc / /dev");
        outside.AllAre("ok", server.Outside);
        inside.AllAre("EROFS", "/usr /usr/bin /etc / /dev");
        inside.AllAre("ENOENT", server.Outside);
    }

    [Theory]
    [EachIdentity("python")]
    [EachIdentity("bash")]
    [Trait("Attack", "4")]
    public async Task No_way_leads_up_and_out(Identity identity, string language)
    {
        var server = await servers.OfAsync(identity);
        var act = new Act("climb.py", server.SecretFile) { RunAs = language };

        var outside = await server.OutsideAsync(act);
        var inside = await server.InsideAsync(act);

        outside.NoneIs("0", "dots roots folders descriptors chdir");
        inside.AllAre("0", "dots roots folders descriptors chdir");
    }
}
