using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using UltimateMcp.Linux;

namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// Limits how much kernel memory connections in the sandbox can use, by sysctls of the run's network namespace. They
/// are written while the interpreter starts, before it gets the code. If the server is root, one of its threads enters
/// the namespace. Otherwise it needs another process, nsenter(1), because only single-threaded processes can enter a
/// user namespace (setns(2)).
/// </summary>
internal static class NetworkSysctls
{
    /// <summary>
    /// Of each buffer of a connection, including the kernel's overhead. Less is noticeable: half of it halves the
    /// throughput of a connection.
    /// </summary>
    private const long MaximumBuffer = 128 * 1024;

    private const string Shell = "/bin/sh";

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan ProgramTimeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// See tcp(7), which also applies to IPv6, and listen(2) for connections that wait to be accepted, each with its
    /// buffers. Never higher than the machine's own values.
    /// </summary>
    private static readonly Sysctl[] Sysctls =
    [
        Sysctl.Lowered("core/somaxconn", 64),
        Sysctl.Lowered("ipv4/tcp_rmem", 4096, MaximumBuffer, MaximumBuffer),
        Sysctl.Lowered("ipv4/tcp_wmem", 4096, 16 * 1024, MaximumBuffer),
    ];

    /// <summary>What one end of a connection can hold at most if the sysctls are set.</summary>
    internal static ByteSize BoundedConnection { get; } = new(2 * MaximumBuffer);

    /// <summary>The same if they are not set: a new network namespace starts with the machine's values.</summary>
    internal static ByteSize UnboundedConnection { get; } = new(Sysctl.LargestOf("ipv4/tcp_rmem") + Sysctl.LargestOf("ipv4/tcp_wmem"));

    /// <summary>Whether they can be written: in containers <c>/proc/sys</c> is often read-only.</summary>
    internal static bool AreWritable()
    {
        try
        {
            using var folder = File.OpenHandle("/proc/sys/" + Sysctl.Folder + Sysctls[0].Name);
            return !SystemCalls.IsOnReadOnlyMount(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>False if they could not be set: then only the watch limits what connections hold.</summary>
    /// <param name="tree">Its namespaces can be entered once its uid_map is written.</param>
    /// <param name="exited">Completes when the tree has exited.</param>
    /// <param name="nsenter">The path of nsenter; null if the server is root.</param>
    internal static async Task<bool> SetAsync(SandboxTree tree, Task exited, string? nsenter)
    {
        while (!tree.HasUidMap)
        {
            if (exited.IsCompleted)
            {
                return false;
            }

            await Task.Delay(PollInterval, TimeProvider.System);
        }

        using var network = tree.OpenNetworkNamespace();
        return network is not null
            && (nsenter is null ? await SetByThreadAsync(network) : await SetByProgramAsync(network, nsenter));
    }

    private static async Task<bool> SetByThreadAsync(SafeFileHandle network)
    {
        const int StackSize = 256 * 1024;
        var written = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            // The thread ends after this, so nothing else ever runs in that namespace.
            new Thread(
                () => written.SetResult(SystemCalls.EnterNetwork(network) && Sysctls.All(static sysctl => sysctl.Write())), StackSize)
            {
                IsBackground = true,
                Name = "network bounds",
            }.Start();
        }
        catch (Exception e) when (ResourceExhaustion.Explain(e) is not null)
        {
            return false;
        }

        return await written.Task;
    }

    private static async Task<bool> SetByProgramAsync(SafeFileHandle network, string nsenter)
    {
        using var userNamespace = SystemCalls.OpenOwningUserNamespace(network);
        if (userNamespace.IsInvalid)
        {
            return false;
        }

        try
        {
            // As root of the user namespace: its creator is root there, whatever its uid outside.
            var script = string.Join(" && ", Sysctls.Select(static sysctl => sysctl.Command));
            var result = await HostProgram.RunAsync(
                nsenter,
                [
                    $"--user={DescriptorPath(userNamespace)}", $"--net={DescriptorPath(network)}", "--preserve-credentials",
                    "--", Shell, "-c", script,
                ],
                ProgramTimeout,
                CancellationToken.None);
            return result is { ExitCode: 0 };
        }
        catch (SandboxException)
        {
            // No further process can be started: the watch still limits the run.
            return false;
        }

        static string DescriptorPath(SafeFileHandle file) =>
            string.Create(CultureInfo.InvariantCulture, $"/proc/{Environment.ProcessId}/fd/{file.DangerousGetHandle()}");
    }

    /// <param name="Name">Below <see cref="Folder"/>.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Sysctl(string Name, string Value)
    {
        internal const string Folder = "net/";
        private const string Root = "/proc/sys/" + Folder;

        internal string Command => $"echo {Value} >{Root}{Name}";

        internal static Sysctl Lowered(string name, params long[] most)
        {
            var now = Read(name);
            return new(name, string.Join(' ', most.Select((bound, i) => i < now.Length ? Math.Min(bound, now[i]) : bound)));
        }

        /// <summary>The last number of a sysctl.</summary>
        internal static long LargestOf(string name)
        {
            const long Default = 6 << 20;
            return Read(name) is [.., var most] ? most : Default;
        }

        internal bool Write()
        {
            try
            {
                using var file = File.OpenHandle(Root + Name, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
                RandomAccess.Write(file, Encoding.ASCII.GetBytes(Value), 0);
                return true;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }

        private static long[] Read(string name)
        {
            try
            {
                var numbers = File.ReadAllText(Root + name).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
                return [.. numbers.Select(static number => long.Parse(number, CultureInfo.InvariantCulture))];
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return [];
            }
        }
    }
}
