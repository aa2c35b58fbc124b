namespace UltimateMcp.Sandbox.Setup;

/// <summary>How to install a missing package on this distribution.</summary>
public static class InstallCommand
{
    private const string ReleaseFile = "/etc/os-release";

    /// <returns>A sentence that says what to do.</returns>
    public static string For(string package) =>
        For(package, File.Exists(ReleaseFile) ? File.ReadAllText(ReleaseFile) : "");

    /// <summary>Reads ID, then ID_LIKE, of os-release(5).</summary>
    internal static string For(string package, string release)
    {
        foreach (var name in (string[])[.. ValuesOf(release, "ID="), .. ValuesOf(release, "ID_LIKE=")])
        {
            var command = name switch
            {
                "debian" or "ubuntu" => "sudo apt-get install -y",
                "fedora" or "rhel" or "centos" => "sudo dnf install -y",
                "arch" => "sudo pacman -S --needed",
                "suse" or "opensuse" or "opensuse-tumbleweed" or "opensuse-leap" => "sudo zypper install -y",
                "alpine" => "sudo apk add",
                _ => null,
            };
            if (command is not null)
            {
                return $"Run: {command} {package}";
            }
        }

        return $"Install the package {package} with this system's package manager.";
    }

    private static IEnumerable<string> ValuesOf(string release, string key) =>
        release.Split('\n')
            .Where(line => line.StartsWith(key, StringComparison.Ordinal))
            .SelectMany(line => line[key.Length..].Trim().Trim('"', '\'').Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
