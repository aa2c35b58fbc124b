using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using UltimateMcp.Linux;
using UltimateMcp.Sandbox.Spawning;

namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// The processes of one run: the outer bubblewrap, which is our child, and pid 1 inside, whose end is everyone's end inside.
/// pid 1 is a child of the outer until that ends, and then ours.
/// </summary>
internal sealed class SandboxTree(ChildProcess outer, SafeFileHandle status) : IDisposable
{
    private const int MaximumStatus = 4096;

    private readonly Lock _gate = new();
    private readonly List<ChildProcess> _inner = [];
    private readonly StringBuilder _status = new();
    private ProcFolder? _processes;
    private bool _outerIsReaped;
    private bool _isClosed;

    /// <summary>Why a process of the tree could not be followed by a descriptor; 0 when all could.</summary>
    internal int LastError { get; private set; }

    /// <summary>pid 1 of the sandbox as the host counts; null when bubblewrap has not said it.</summary>
    internal int? FindInit()
    {
        lock (_gate)
        {
            TrackInit();
            return _inner.Count > 0 ? _inner[0].Id : null;
        }
    }

    /// <summary>What the sandbox itself sees as <c>/proc</c>.</summary>
    internal ProcFolder Processes => _processes ?? throw new InvalidOperationException("The processes were not opened.");

    /// <summary>
    /// Whether pid 1 is there, and its user namespace has users, user_namespaces(7): bubblewrap says its child before, and nobody who
    /// enters then has any rights.
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

    /// <summary>The network namespace of pid 1; null when that was not said or has ended.</summary>
    internal SafeFileHandle? OpenNetworkNamespace()
    {
        lock (_gate)
        {
            TrackInit();
            if (_isClosed || _inner.Count == 0)
            {
                return null;
            }

            var network = new SafeFileHandle(Libc.open($"/proc/{_inner[0].Id}/ns/net", Libc.O_RDONLY | Libc.O_CLOEXEC, 0), ownsHandle: true);
            if (!network.IsInvalid && _inner[0].Exists)
            {
                return network;
            }

            // Of a number that may be another's by now.
            network.Dispose();
            return null;
        }
    }

    /// <summary>Only once the worker is ready.</summary>
    /// <exception cref="SandboxException">It is gone.</exception>
    internal void OpenProcesses() =>
        _processes = FindInit() is { } init && ProcFolder.Open(init) is { } folder
            ? folder
            : throw new SandboxException(SandboxError.Failed, "The processes of the sandbox could not be listed; nothing was run.");

    /// <summary>Before it gets any code: by then there are bubblewrap's two processes and the worker.</summary>
    /// <exception cref="SandboxException">Scores cannot be written here.</exception>
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
    /// Ends everything, at any moment of the start too. The outer is told to stop first, so that it can neither fork while its children are
    /// listed nor pass on how the inner ended. Until
    /// it has stopped, which takes time on a busy machine, the inner would go on: it is ended meanwhile.
    /// </summary>
    /// <param name="finalSample">Done before there is nothing to see.</param>
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
                    Track(child);
                }
            }

            KillInner();
            SystemCalls.SendSignal(outer.Descriptor, Libc.SIGKILL);
        }

        void KillInner() => _inner.ForEach(static inner => SystemCalls.SendSignal(inner.Descriptor, Libc.SIGKILL));
    }

    /// <summary>Waits for the last process. Its return proves that none is left.</summary>
    internal async Task<TreeExit> WaitForExitAsync()
    {
        await outer.WaitForExitAsync(CancellationToken.None);
        WaitStatus? end;
        bool diedEarly;
        lock (_gate)
        {
            TrackInit();
            diedEarly = _inner.Count == 0;
            if (diedEarly)
            {
                // It failed before it said its child, which still is in the group, and may wait for a parent that is gone.
                _ = Libc.kill(-outer.Id, Libc.SIGKILL);
            }

            end = SystemCalls.Wait(outer.Descriptor, Libc.WEXITED);
            _outerIsReaped = true;
        }

        var usage = end?.Usage ?? default;
        foreach (var inner in _inner)
        {
            // It dies with the outer by itself; this is for the moment before it asked the kernel to.
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

    private void Track(int process)
    {
        if (_inner.TrueForAll(known => known.Id != process))
        {
            var descriptor = SystemCalls.OpenProcess(process);
            if (!descriptor.IsInvalid)
            {
                _inner.Add(new ChildProcess(process, descriptor));
            }
            else
            {
                LastError = Marshal.GetLastPInvokeError();
            }
        }
    }

    /// <summary>bubblewrap writes its child's number in pieces, but ends the line before it lets the child go on.</summary>
    private void TrackInit()
    {
        if (_inner.Count > 0 || _outerIsReaped)
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
                Track(process.GetInt32());
            }
        }
    }
}

/// <param name="ExitCode">What the outer bubblewrap passed on; null when it was killed itself.</param>
internal sealed record TreeExit(int? ExitCode, TimeSpan CpuTime, ByteSize PeakMemory);
