using System.Collections.Immutable;
using System.Globalization;
using UltimateMcp.Sandbox.Binds;

namespace UltimateMcp.Sandbox.Policy;

/// <summary>
/// Turns the policy into an argument vector, as a pure function. The order matters: a mount hides what an earlier one
/// put there, <c>--size</c> applies only to the next tmpfs, and the read-only remounts come after everything that
/// creates mount points.
/// </summary>
internal static class BubblewrapArguments
{
    internal const int StatusDescriptor = 5;
    internal const int FilterDescriptor = 6;
    internal const int FirstFileDescriptor = 7;

    private const long SharedMemorySize = 32 << 20;
    private const long TemporarySize = 64 << 20;
    private const string MaskSize = "4096";

    /// <summary>Argument zero is the path of the program to start.</summary>
    internal static ImmutableArray<string> Of(SandboxPolicy policy, HostFacts host)
    {
        var vector = Confinement(policy, host);
        vector.Add(host.Prlimit);
        vector.AddRange(ResourceLimits.Of(policy.Limits));
        vector.Add("--");
        vector.Add(policy.Program.Executable);
        vector.AddRange(policy.Program.Arguments);
        return [.. vector];
    }

    /// <summary>The arguments that confine the program: everything before the command.</summary>
    internal static List<string> Confinement(SandboxPolicy policy, HostFacts host)
    {
        var rootMounts = RootMounts.Of(policy.Program.Binds);
        List<string> vector = [.. RootMounts.Command(rootMounts, host)];
        if (host.Setpriv is { } setPrivileges)
        {
            var user = SandboxUser.UnprivilegedId.ToString(CultureInfo.InvariantCulture);
            vector.AddRange([setPrivileges, "--reuid=" + user, "--regid=" + user, "--clear-groups", "--"]);
        }

        vector.Add(host.Bubblewrap);
        AddNamespaces(vector, host);
        AddEnvironment(vector, policy.Program);
        AddSystem(vector, host);
        AddConfiguration(vector, host);
        AddProc(vector, host);
        AddDevices(vector);
        AddWritable(vector, policy.Limits);
        AddProgram(vector, policy.Program, rootMounts);
        vector.AddRange(["--chdir", policy.Program.WorkingFolder, "--remount-ro", "/dev", "--remount-ro", "/"]);
        vector.AddRange(["--json-status-fd", Text(StatusDescriptor), "--seccomp", Text(FilterDescriptor), "--"]);
        return vector;
    }

    /// <summary>The files that are passed as descriptors, from <see cref="FirstFileDescriptor"/> on.</summary>
    internal static IEnumerable<SandboxFile> FilesOf(SandboxPolicy policy) => EtcFiles.Files.Concat(policy.Program.Files);

    /// <summary>How much memory files can use: all writable folders are tmpfs.</summary>
    internal static ByteSize WritableSize(SandboxLimits limits) => limits.ScratchSize + new ByteSize(SharedMemorySize + TemporarySize);

    /// <summary><c>--unshare-all</c> is not used: it carries on if there is no user namespace.</summary>
    private static void AddNamespaces(List<string> vector, HostFacts host)
    {
        vector.AddRange(["--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"]);
        if (host.CanDisableUserNamespaces)
        {
            vector.Add("--disable-userns");
        }

        vector.AddRange(["--uid", "1000", "--gid", "1000", "--hostname", EtcFiles.HostName]);
        vector.AddRange(["--cap-drop", "ALL", "--new-session", "--die-with-parent"]);
    }

    private static void AddEnvironment(List<string> vector, SandboxProgram program)
    {
        vector.AddRange(["--clearenv", "--setenv", "PATH", "/usr/local/bin:/usr/bin:/bin"]);
        vector.AddRange(["--setenv", "HOME", "/tmp", "--setenv", "TMPDIR", "/tmp", "--setenv", "LANG", "C.UTF-8"]);
        foreach (var (name, value) in program.Environment.OrderBy(static variable => variable.Key, StringComparer.Ordinal))
        {
            vector.AddRange(["--setenv", name, value]);
        }
    }

    private static void AddSystem(List<string> vector, HostFacts host)
    {
        vector.AddRange(["--ro-bind", "/usr", "/usr"]);
        foreach (var name in host.UsrLinks)
        {
            vector.AddRange(["--symlink", "usr/" + name, "/" + name]);
        }

        vector.AddRange(["--ro-bind-try", "/etc/alternatives", "/etc/alternatives"]);
        vector.AddRange(["--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache"]);
    }

    private static void AddConfiguration(List<string> vector, HostFacts host)
    {
        for (var i = 0; i < EtcFiles.Files.Length; i++)
        {
            AddFile(vector, FirstFileDescriptor + i, EtcFiles.Files[i].Path);
        }

        if (host.HasTimeZones)
        {
            vector.AddRange(["--symlink", EtcFiles.TimeZone, "/etc/localtime"]);
        }

        foreach (var path in host.PackageConfiguration)
        {
            vector.AddRange(["--ro-bind", path, path]);
        }
    }

    private static void AddProc(List<string> vector, HostFacts host)
    {
        vector.AddRange(["--proc", "/proc"]);
        foreach (var file in host.MaskedFiles)
        {
            vector.AddRange(["--ro-bind", "/dev/null", file]);
        }

        foreach (var folder in host.MaskedFolders)
        {
            AddMask(vector, folder);
        }

        // Hides bubblewrap itself. It has the program's user but not its limits, and it ends the sandbox when the
        // server dies. A program could take it over through /proc/1/mem.
        AddMask(vector, "/proc/1");

        // If the server runs as root, a writable core_pattern would allow an escape. Files opened through the links in
        // /proc/*/fd are not part of this mount.
        vector.AddRange(["--remount-ro", "/proc"]);
    }

    private static void AddMask(List<string> vector, string folder) =>
        vector.AddRange(["--size", MaskSize, "--tmpfs", folder, "--remount-ro", folder]);

    /// <summary>/dev/full also reads as zeros, but cannot be mapped: no limit counts memory that is shared by mapping /dev/zero.</summary>
    private static void AddDevices(List<string> vector) => vector.AddRange(["--dev", "/dev", "--dev-bind", "/dev/full", "/dev/zero"]);

    private static void AddWritable(List<string> vector, SandboxLimits limits)
    {
        vector.AddRange(["--size", Text(SharedMemorySize), "--tmpfs", "/dev/shm"]);
        vector.AddRange(["--size", Text(TemporarySize), "--tmpfs", "/tmp"]);
        vector.AddRange(["--size", Text(limits.ScratchSize.Bytes), "--tmpfs", "/scratch"]);
    }

    private static void AddProgram(List<string> vector, SandboxProgram program, ImmutableArray<string> rootMounts)
    {
        foreach (var bind in program.Binds)
        {
            vector.AddRange(["--ro-bind", RootMounts.SourceOf(bind, rootMounts), bind.Target]);
            foreach (var folder in bind.MaskedFolders)
            {
                AddMask(vector, folder);
            }

            foreach (var file in bind.MaskedFiles)
            {
                vector.AddRange(["--ro-bind", "/dev/null", file]);
            }
        }

        foreach (var link in program.Links)
        {
            vector.AddRange(["--symlink", link.Target, link.Path]);
        }

        for (var i = 0; i < program.Files.Length; i++)
        {
            AddFile(vector, FirstFileDescriptor + EtcFiles.Files.Length + i, program.Files[i].Path);
        }
    }

    /// <summary>It becomes read-only when the root is remounted.</summary>
    private static void AddFile(List<string> vector, int descriptor, string path) =>
        vector.AddRange(["--perms", "0444", "--file", Text(descriptor), path]);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
