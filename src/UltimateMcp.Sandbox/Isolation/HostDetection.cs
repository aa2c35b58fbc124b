using UltimateMcp.Sandbox.Binds;
using UltimateMcp.Sandbox.Policy;
using UltimateMcp.Sandbox.Running;
using UltimateMcp.Sandbox.Setup;

namespace UltimateMcp.Sandbox.Isolation;

/// <summary>Detects the host facts that the argument vector depends on.</summary>
internal static class HostDetection
{
    private static readonly Version OldestBubblewrap = new(0, 7, 0);
    private static readonly Version FirstThatDisablesUserNamespaces = new(0, 8, 0);
    private static readonly TimeSpan VersionTimeout = TimeSpan.FromSeconds(10);

    /// <exception cref="SandboxException">A program is missing or too old.</exception>
    internal static async Task<HostFacts> DetectAsync(BubblewrapOptions options, CancellationToken cancellationToken)
    {
        CorePattern.Check(
            await File.ReadAllTextAsync("/proc/sys/kernel/core_pattern", cancellationToken),
            await File.ReadAllTextAsync("/proc/self/limits", cancellationToken));
        var bubblewrap = Require(options.Bubblewrap, "bubblewrap");
        var version = await VersionOfAsync(bubblewrap, cancellationToken);
        return new HostFacts
        {
            Bubblewrap = bubblewrap,
            Setpriv = SandboxUser.OfServer.IsUnprivileged ? Require(options.Setpriv, "util-linux") : null,
            Nsenter = SandboxUser.OfServer.IsUnprivileged ? null : Require(options.Nsenter, "util-linux"),
            CanSetSysctls = NetworkSysctls.AreWritable(),
            Prlimit = Require(options.Prlimit, "util-linux"),
            CanDisableUserNamespaces = version >= FirstThatDisablesUserNamespaces,
            UsrLinks = [.. ((string[])["bin", "lib", "lib64", "sbin"]).Where(static name => Directory.Exists("/usr/" + name))],
            PackageConfiguration = EtcFiles.FindPackageFiles(),
            HasTimeZones = File.Exists(EtcFiles.TimeZone),
            MaskedFiles = ProcMasks.FilesHere(),
            MaskedFolders = [.. ProcMasks.FoldersHere(), .. PrivatePaths.Find(options.PrivateFolders.Add(options.CanaryFolder)).BelowUsr],
        };
    }

    /// <summary>Reads the version from <c>bubblewrap 0.8.0</c>.</summary>
    internal static Version? ParseVersion(string text)
    {
        var number = text.Trim().Split(' ')[^1];
        return Version.TryParse(number, out var version) ? version : null;
    }

    private static string Require(string path, string package) =>
        File.Exists(path)
            ? path
            : throw new SandboxException(
                SandboxError.Unavailable, $"{path} was not found; the sandbox needs it.", InstallCommand.For(package));

    private static async Task<Version> VersionOfAsync(string bubblewrap, CancellationToken cancellationToken)
    {
        var result = await HostProgram.RunAsync(bubblewrap, ["--version"], VersionTimeout, cancellationToken);
        var version = result is { ExitCode: 0 } ? ParseVersion(result.StandardOutput) : null;
        if (version is null)
        {
            throw new SandboxException(
                SandboxError.Unavailable,
                $"{bubblewrap} cannot be started; the sandbox needs it.",
                InstallCommand.For("bubblewrap"));
        }

        if (version < OldestBubblewrap)
        {
            throw new SandboxException(
                SandboxError.Unavailable,
                $"{bubblewrap} is version {version}; the sandbox needs bubblewrap {OldestBubblewrap} or newer.",
                $"Use a distribution with bubblewrap {OldestBubblewrap} or newer (Debian 12, Ubuntu 24.04).");
        }

        return version;
    }
}
