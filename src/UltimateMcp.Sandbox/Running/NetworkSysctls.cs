using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using UltimateMcp.Linux;

namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// Bounds what connections inside can make the kernel hold: settings of the run's own network namespace, written while
/// its interpreter starts and before it gets the code. A thread of root can enter the namespace. A server of another
/// user needs one more process for that, nsenter(1), because a user namespace is entered by processes of one thread
/// only (setns(2)).
/// </summary>
internal static class NetworkSysctls
{
    /// <summary>
    /// Of each buffer of a connection, with the kernel's overhead. With less, programs notice: half of it halves what a connection carries
    /// in a second.
    /// </summary>
    private const long MaximumBuffer = 128 * 1024;

    private const string Shell = "/bin/sh";

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan ProgramTimeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// tcp(7), which holds for IPv6 too; listen(2) for the connections that wait to be accepted, each with its buffers. Never more than the
    /// machine's own.
    /// </summary>
    private static readonly Sysctl[] Sysctls =
    [
        Sysctl.Lowered("core/somaxconn", 64),
        Sysctl.Lowered("ipv4/tcp_rmem", 4096, MaximumBuffer, MaximumBuffer),
        Sysctl.Lowered("ipv4/tcp_wmem", 4096, 16 * 1024, MaximumBuffer),
    ];

    /// <summary>What one end of a connection can hold at most where the bounds are set.</summary>
    internal static ByteSize BoundedConnection { get; } = new(2 * MaximumBuffer);

    /// <summary>The same where they are not: a new network namespace begins with the machine's settings.</summary>
    internal static ByteSize UnboundedConnection { get; } = new(Sysctl.LargestOf("ipv4/tcp_rmem") + Sysctl.LargestOf("ipv4/tcp_wmem"));

    /// <summary>Whether there is a place to write them: containers often have it read-only.</summary>
    internal static bool AreWritable()
    {
        try
        {
            using var folder = File.OpenHandle("/proc/sys/" + Sysctl.Folder + Sysctls[0].Name);
            return !SystemCalls.IsReadOnly(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>False where they could not be set: then the watch alone bounds what connections hold.</summary>
    /// <param name="tree">Its namespace can be entered as someone once it has users.</param>
    /// <param name="ending">When the tree has ended there is none.</param>
    /// <param name="enterNamespaces">Path of nsenter; null for root.</param>
    internal static async Task<bool> SetAsync(SandboxTree tree, Task ending, string? enterNamespaces)
    {
        while (!tree.HasUidMap)
        {
            if (ending.IsCompleted)
            {
                return false;
            }

            await Task.Delay(PollInterval, TimeProvider.System);
        }

        using var network = tree.OpenNetworkNamespace();
        return network is not null && (enterNamespaces is null ? await SetByThreadAsync(network) : await SetByProgramAsync(network, enterNamespaces));
    }

    private static async Task<bool> SetByThreadAsync(SafeFileHandle network)
    {
        const int StackSize = 256 * 1024;
        var written = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            // It ends with what it has to do, so nothing else ever runs in there.
            new Thread(() => written.SetResult(SystemCalls.EnterNetwork(network) && Sysctls.All(static setting => setting.Write())), StackSize)
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

    private static async Task<bool> SetByProgramAsync(SafeFileHandle network, string enterNamespaces)
    {
        using var userNamespace = SystemCalls.OpenOwner(network);
        if (userNamespace.IsInvalid)
        {
            return false;
        }

        try
        {
            // As the namespace's root, which its maker is, whatever number it has outside.
            var script = string.Join(" && ", Sysctls.Select(static setting => setting.Command));
            var result = await HostProgram.RunAsync(
                enterNamespaces,
                [$"--user={DescriptorPath(userNamespace)}", $"--net={DescriptorPath(network)}", "--preserve-credentials", "--", Shell, "-c", script],
                ProgramTimeout,
                CancellationToken.None);
            return result is { ExitCode: 0 };
        }
        catch (SandboxException)
        {
            // No process more: the watch stands, as it does for all else.
            return false;
        }

        static string DescriptorPath(SafeFileHandle file) => string.Create(CultureInfo.InvariantCulture, $"/proc/{Environment.ProcessId}/fd/{file.DangerousGetHandle()}");
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

        /// <summary>The last of a setting's numbers.</summary>
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
