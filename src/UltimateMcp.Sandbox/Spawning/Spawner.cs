using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using UltimateMcp.Linux;

namespace UltimateMcp.Sandbox.Spawning;

/// <summary>
/// Starts every process of the server, on one thread that never ends: PR_SET_PDEATHSIG fires when the <em>thread</em>
/// that created a child ends, so a child of a pool thread would die with that thread. A child gets exactly the
/// descriptors and environment variables of its request, no blocked or ignored signals, and its own process group.
/// </summary>
internal sealed class Spawner
{
    private const short SetProcessGroup = 0x02;
    private const short SetSignalDefaults = 0x04;
    private const short SetSignalMask = 0x08;

    // posix_spawnattr_t is 336 bytes and posix_spawn_file_actions_t 80, in glibc and musl.
    private const int OpaqueSize = 512;
    private const int SignalSetSize = 128;
    private const int SignalActionSize = 256;

    private static readonly Lock CreationLock = new();
    private static Spawner? _shared;

    private readonly BlockingCollection<(SpawnRequest Request, TaskCompletionSource<ChildProcess> Started)> _requests = [];

    private Spawner()
    {
        // Orphans of a sandbox become our children, so that we can wait for them.
        _ = Libc.prctl(Libc.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
        StopIgnoringChildren();
        LimitCoreDumps();
        new Thread(Run) { IsBackground = true, Name = "sandbox spawner" }.Start();
    }

    /// <summary>Not a static readonly field: starting the thread may fail the first time and succeed later.</summary>
    internal static Spawner Shared
    {
        get
        {
            lock (CreationLock)
            {
                return _shared ??= new Spawner();
            }
        }
    }

    /// <exception cref="Win32Exception">The program could not be started.</exception>
    internal Task<ChildProcess> SpawnAsync(SpawnRequest request)
    {
        var started = new TaskCompletionSource<ChildProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
        _requests.Add((request, started));
        return started.Task;
    }

    private void Run()
    {
        foreach (var (request, started) in _requests.GetConsumingEnumerable())
        {
            try
            {
                started.SetResult(Spawn(request));
            }
            catch (Win32Exception e)
            {
                started.SetException(e);
            }
        }
    }

    private static unsafe ChildProcess Spawn(SpawnRequest request)
    {
        CloseInheritedOnExec();
        var actions = stackalloc byte[OpaqueSize];
        var attributes = stackalloc byte[OpaqueSize];
        var signals = stackalloc byte[SignalSetSize];
        Check(Libc.posix_spawn_file_actions_init(actions));
        Check(Libc.posix_spawnattr_init(attributes));
        try
        {
            foreach (var (source, target) in request.Descriptors)
            {
                Check(Libc.posix_spawn_file_actions_adddup2(actions, (int)source.DangerousGetHandle(), target));
            }

            Check(Libc.posix_spawnattr_setflags(attributes, SetProcessGroup | SetSignalDefaults | SetSignalMask));
            _ = Libc.sigemptyset(signals);
            Check(Libc.posix_spawnattr_setsigmask(attributes, signals));
            _ = Libc.sigfillset(signals);
            Check(Libc.posix_spawnattr_setsigdefault(attributes, signals));
            Check(Libc.posix_spawn(
                out var process, request.Path, actions, attributes, [.. request.Arguments, null], [.. request.Environment, null]));
            GC.KeepAlive(request);
            return Describe(process);
        }
        finally
        {
            _ = Libc.posix_spawnattr_destroy(attributes);
            _ = Libc.posix_spawn_file_actions_destroy(actions);
        }
    }

    private static ChildProcess Describe(int process)
    {
        var descriptor = SystemCalls.OpenProcess(process);
        if (descriptor.IsInvalid)
        {
            // No descriptor is free, or Linux is older than 5.3. A child that cannot be waited for must not run.
            var error = Marshal.GetLastPInvokeError();
            _ = Libc.kill(-process, Libc.SIGKILL);
            SystemCalls.ReapGroup(process);
            throw new Win32Exception(error);
        }

        return new ChildProcess(process, descriptor);
    }

    /// <summary>
    /// The server may have inherited open descriptors from its host, which must not reach the program. .NET's own have
    /// close-on-exec set.
    /// </summary>
    private static void CloseInheritedOnExec()
    {
        if (SystemCalls.CloseAllOnExec())
        {
            return;
        }

        // Before Linux 5.11.
        foreach (var entry in Directory.EnumerateFileSystemEntries("/proc/self/fd"))
        {
            var descriptor = int.Parse(Path.GetFileName(entry), CultureInfo.InvariantCulture);
            if (descriptor > 2)
            {
                _ = Libc.fcntl(descriptor, Libc.F_SETFD, 1);
            }
        }
    }

    /// <summary>
    /// A server inherits an ignored SIGCHLD from its host; then the kernel reaps children before we learn how they
    /// ended.
    /// </summary>
    private static unsafe void StopIgnoringChildren()
    {
        const nint Ignore = 1;
        var action = stackalloc byte[SignalActionSize];
        new Span<byte>(action, SignalActionSize).Clear();
        if (Libc.sigaction(Libc.SIGCHLD, null, action) == 0 && *(nint*)action == Ignore)
        {
            new Span<byte>(action, SignalActionSize).Clear();
            _ = Libc.sigaction(Libc.SIGCHLD, action, null);
        }
    }

    /// <summary>
    /// A limit of 1 is the only one that keeps the kernel from starting a core handler (core(5)). It is set on the
    /// server itself, because inheriting it costs no extra program at each start. The server loses nothing by it: hosts
    /// start it with a limit of 0 anyway.
    /// </summary>
    private static unsafe void LimitCoreDumps()
    {
        const int Soft = 0;
        const int Hard = 1;
        var limit = stackalloc ulong[2];
        if (Libc.getrlimit(Libc.RLIMIT_CORE, limit) == 0)
        {
            limit[Soft] = Math.Min(1, limit[Hard]);
            _ = Libc.setrlimit(Libc.RLIMIT_CORE, limit);
        }
    }

    private static void Check(int error)
    {
        if (error != 0)
        {
            throw new Win32Exception(error);
        }
    }
}

/// <param name="Path">Absolute path of the executable.</param>
/// <param name="Arguments">argv, including the program's name.</param>
/// <param name="Descriptors">The descriptors to dup2. All sources are at or above <see cref="Pipe.LowestDescriptor"/>,
/// all targets below.</param>
internal sealed record SpawnRequest(
    string Path,
    ImmutableArray<string> Arguments,
    ImmutableArray<string> Environment,
    ImmutableArray<(SafeFileHandle Source, int Target)> Descriptors);

/// <summary>
/// A child process and its pidfd. The pid is not reused before the child is reaped; the descriptor never refers to
/// another process.
/// </summary>
internal sealed record ChildProcess(int Id, SafeFileHandle Descriptor)
{
    /// <summary>Whether the process exists, so that its pid has not been reused. Check this after opening something by pid.</summary>
    internal bool Exists => SystemCalls.SendSignal(Descriptor, Libc.NO_SIGNAL);

    internal Task WaitForExitAsync(CancellationToken cancellationToken) =>
        DescriptorEvents.Shared.WaitAsync(Descriptor, Libc.EPOLLIN, cancellationToken);
}
