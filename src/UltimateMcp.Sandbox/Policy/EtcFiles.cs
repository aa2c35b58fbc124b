using System.Collections.Immutable;
using UltimateMcp.Sandbox.Binds;

namespace UltimateMcp.Sandbox.Policy;

/// <summary>
/// The <c>/etc</c> of the sandbox: a few generated files that programs expect on any machine, and configuration of
/// packages below <c>/usr</c> that reveals nothing about the host or its users. Everything else in the host's
/// <c>/etc</c> is absent.
/// </summary>
internal static class EtcFiles
{
    /// <summary>The host name of the sandbox, hostname(1).</summary>
    internal const string HostName = "sandbox";

    /// <summary>passwd(5), group(5), hosts(5), nsswitch.conf(5). The user is the one that programs run as.</summary>
    internal static readonly ImmutableArray<SandboxFile> Files =
    [
        File(
            "passwd",
            "root:x:0:0:root:/:/usr/sbin/nologin\nsandbox:x:1000:1000::/tmp:/usr/bin/bash\nnobody:x:65534:65534::/:/usr/sbin/nologin\n"),
        File("group", "root:x:0:\nsandbox:x:1000:\nnogroup:x:65534:\n"),
        File("hosts", $"127.0.0.1 localhost {HostName}\n::1 localhost ip6-localhost ip6-loopback\n"),
        File("nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\nservices: files\nprotocols: files\n"),
    ];

    /// <summary>tzfile(5): all times are UTC.</summary>
    internal const string TimeZone = "/usr/share/zoneinfo/Etc/UTC";

    /// <summary>
    /// Names in <c>/etc</c> that packages install and without which their programs fail or warn. A trailing asterisk
    /// matches any suffix.
    /// </summary>
    private static readonly ImmutableArray<string> OfPackages =
    [
        "ImageMagick-*", "dotnet", "fonts", "ghostscript", "groff", "java-*", "magic", "magic.mime", "matplotlibrc", "mime.types",
        "protocols", "rpc", "services", "ssl/openssl.cnf", "terminfo", "texmf",
    ];

    /// <summary>The ones that exist here. A link that points outside <c>/etc</c> and <c>/usr</c> is not followed.</summary>
    internal static ImmutableArray<string> FindPackageFiles() =>
    [
        .. OfPackages.SelectMany(static name => name.EndsWith('*') ? Matches(name) : ["/etc/" + name])
            .Where(IsOfPackage).Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Matches(string name) =>
        Directory.Exists("/etc") ? Directory.EnumerateFileSystemEntries("/etc", name) : [];

    private static bool IsOfPackage(string path) =>
        RealPath.Of(path) is { } real
        && (real.StartsWith("/etc/", StringComparison.Ordinal) || real.StartsWith("/usr/", StringComparison.Ordinal));

    private static SandboxFile File(string name, string text) => new("/etc/" + name, System.Text.Encoding.ASCII.GetBytes(text));
}
