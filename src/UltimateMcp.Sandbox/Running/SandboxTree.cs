using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using UltimateMcp.Linux;
using UltimateMcp.Sandbox.Spawning;

namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// The process tree of one run: the outer bubblewrap, which is our child, and pid 1 inside; when pid 1 exits, the
/// kernel kills everything inside. pid 1 is a child of the outer bubblewrap, and becomes ours when that exits. What
/// runs before bubblewrap may have other children, on the host: the shell that mounts for root has some.
/// </summary>
internal sealed class SandboxTree(ChildProcess outer, SafeFileHandle status) : IDisposable
{
    private const int MaximumStatus = 4096;
    private const string OwnNetwork = "/proc/self/ns/net";

    private readonly Lock _gate = new();
    private readonly List<ChildProcess> _inner = [];
    private readonly StringBuilder _status = new();
    private ChildProcess? _init;
    private ProcFolder? _processes;
    private bool _outerIsReaped;
    private bool _isClosed;

    /// <summary>The errno if no pidfd could be opened for a process of the tree; otherwise 0.</summary>
    internal int LastError { get; private set; }

    /// <summary>The host pid of the sandbox's pid 1; null while bubblewrap has not reported it.</summary>
    internal int? FindInit()
    {
        lock (_gate)
        {
            TrackInit();
            return _init?.Id;
        }
    }

    /// <summary>The sandbox's own <c>/proc</c>.</summary>
    internal ProcFolder Processes => _processes ?? throw new InvalidOperationException("The processes were not opened.");

    /// <summary>
    /// Whether pid 1 exists and the uid_map of its user namespace is written, user_namespaces(7). bubblewrap reports
    /// pid 1 before that, and whoever enters then has no privileges.
    /// </summary>
    internal bool HasUidMap
    {
        get
        {
            try
            {
                return FindInit() is { } init && File.ReadAllText($"/proc/{init}/uid_map").Length > 0;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }
    }

    /// <summary>
    /// The network namespace of pid 1; null if that is not known or has exited. Never the server's own, whoever the
    /// process is: what is written there would apply to the machine.
    /// </summary>
    internal SafeFileHandle? OpenNetworkNamespace()
    {
        lock (_gate)
        {
            TrackInit();
            if (_isClosed || _init is not { } init)
            {
                return null;
            }

            var network = new SafeFileHandle(Libc.open($"/proc/{init.Id}/ns/net", Libc.O_RDONLY | Libc.O_CLOEXEC, 0), ownsHandle: true);
            if (IsOfAnother(network) && init.Exists)
            {
                return network;
            }

            // The pid may have been reused.
            network.Dispose();
            return null;
        }
    }

    /// <summary>Call only once the worker is ready.</summary>
    /// <exception cref="SandboxException">It is gone.</exception>
    internal void OpenProcesses() =>
        _processes = FindInit() is { } init && ProcFolder.Open(init) is { } folder
            ? folder
            : throw new SandboxException(SandboxError.Failed, "The processes of the sandbox could not be listed; nothing was run.");

    /// <summary>Call before the worker gets any code: then there are only bubblewrap's two processes and the worker.</summary>
    /// <exception cref="SandboxException">The scores cannot be written on this system.</exception>
    internal void RaiseOomScore()
    {
        ChildProcess[] ours;
        lock (_gate)
        {
            TrackInit();
            ours = _isClosed ? [] : [outer, .. _inner];
        }

        foreach (var process in ours)
        {
            OomScore.Raise(process.Id, () => process.Exists);
        }

        foreach (var init in ours.Skip(1))
        {
            foreach (var worker in ProcessTable.ChildrenOf(init.Id))
            {
                OomScore.Raise(worker, () => ProcessTable.ChildrenOf(init.Id).Contains(worker) && init.Exists);
            }
        }
    }

    /// <summary>
    /// Kills everything, at any time, even during the start. The outer bubblewrap is stopped first, so that it can
    /// neither fork while its children are listed nor pass on the inner's exit code. Stopping takes time on a busy
    /// machine, so the inner processes are killed meanwhile.
    /// </summary>
    /// <param name="finalSample">Called while the processes still exist.</param>
    internal void Kill(Action? finalSample = null)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            finalSample?.Invoke();

            if (!_outerIsReaped)
            {
                SystemCalls.SendSignal(outer.Descriptor, Libc.SIGSTOP);
                KillInner();
                _ = SystemCalls.Wait(outer.Descriptor, Libc.WSTOPPED | Libc.WEXITED | Libc.WNOWAIT);
                TrackInit();
                foreach (var child in ProcessTable.ChildrenOf(outer.Id))
                {
                    _ = Track(child);
                }
            }

            KillInner();
            SystemCalls.SendSignal(outer.Descriptor, Libc.SIGKILL);
        }

        void KillInner() => _inner.ForEach(static inner => SystemCalls.SendSignal(inner.Descriptor, Libc.SIGKILL));
    }

    /// <summary>Waits for the last process. When it returns, none is left.</summary>
    internal async Task<TreeExit> WaitForExitAsync()
    {
        await outer.WaitForExitAsync(CancellationToken.None);
        WaitStatus? end;
        bool diedEarly;
        lock (_gate)
        {
            TrackInit();
            diedEarly = _init is null;
            if (diedEarly)
            {
                // It failed before it reported its child. The child is still in the process group and may wait for a parent that is gone.
                _ = Libc.kill(-outer.Id, Libc.SIGKILL);
            }

            end = SystemCalls.Wait(outer.Descriptor, Libc.WEXITED);
            _outerIsReaped = true;
        }

        var usage = end?.Usage ?? default;
        foreach (var inner in _inner)
        {
            // It dies with the outer by PR_SET_PDEATHSIG; this is for the moment before it has set that.
            SystemCalls.SendSignal(inner.Descriptor, Libc.SIGKILL);
            await inner.WaitForExitAsync(CancellationToken.None);
            usage = SystemCalls.Wait(inner.Descriptor, Libc.WEXITED | Libc.WNOHANG)?.Usage ?? usage;
        }

        if (diedEarly)
        {
            SystemCalls.ReapGroup(outer.Id);
        }

        var wasKilled = end is not { Code: Libc.CLD_EXITED };
        return new TreeExit(wasKilled ? null : end!.Value.Status, usage.CpuTime, ByteSize.FromKibibytes(usage.MaximumResidentKibibytes));
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            _processes?.Dispose();
            outer.Descriptor.Dispose();
            _inner.ForEach(static inner => inner.Descriptor.Dispose());
        }
    }

    private static bool IsOfAnother(SafeFileHandle network) =>
        SystemCalls.StatusOf(network) is { } theirs && FileStatus.Of(OwnNetwork) is { } own && theirs.Identity != own.Identity;

    /// <summary>Null if no pidfd could be opened.</summary>
    private ChildProcess? Track(int process)
    {
        if (_inner.Find(one => one.Id == process) is { } known)
        {
            return known;
        }

        var descriptor = SystemCalls.OpenProcess(process);
        if (descriptor.IsInvalid)
        {
            LastError = Marshal.GetLastPInvokeError();
            return null;
        }

        var inner = new ChildProcess(process, descriptor);
        _inner.Add(inner);
        return inner;
    }

    /// <summary>bubblewrap writes the pid of its child in pieces, but ends the line before it lets the child continue.</summary>
    private void TrackInit()
    {
        if (_init is not null || _outerIsReaped)
        {
            return;
        }

        Span<byte> buffer = stackalloc byte[512];
        int count;
        while (_status.Length < MaximumStatus && (count = RandomAccess.Read(status, buffer, _status.Length)) > 0)
        {
            _status.Append(Encoding.ASCII.GetString(buffer[..count]));
        }

        var line = _status.ToString();
        var end = line.IndexOf('\n', StringComparison.Ordinal);
        if (end >= 0)
        {
            using var message = JsonDocument.Parse(line[..end]);
            if (message.RootElement.TryGetProperty("child-pid", out var process))
            {
                _init = Track(process.GetInt32());
            }
        }
    }
}

/// <param name="ExitCode">The exit code that the outer bubblewrap passed on; null if it was killed itself.</param>
internal sealed record TreeExit(int? ExitCode, TimeSpan CpuTime, ByteSize PeakMemory);
