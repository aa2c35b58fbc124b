using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using UltimateMcp.Sandbox.Binds;
using UltimateMcp.Sandbox.Cgroups;
using UltimateMcp.Linux;
using UltimateMcp.Sandbox.Policy;
using UltimateMcp.Sandbox.Running;
using UltimateMcp.Sandbox.Setup;

namespace UltimateMcp.Sandbox.Isolation;

/// <summary>A host on which the self test passed, and what it found.</summary>
internal sealed record VerifiedHost(SandboxHost Host, IsolationStatus Status);

/// <summary>
/// Runs the self test once for each confinement, which is determined by the bubblewrap arguments and the filter of a
/// run; so each interpreter has its own. A success is cached until a file of the interpreter changes. A failure affects
/// no other interpreter, and the next call tries again.
/// </summary>
internal sealed class SelfTestCache(BubblewrapOptions options, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    /// <summary>A server has a handful of interpreters; more come only from installations that have changed since.</summary>
    private const int MaximumKept = 64;

    private readonly CancellationTokenSource _shutdown = new();
    private readonly SemaphoreSlim _hostLock = new(1);
    private readonly ConcurrentDictionary<Confinement, Entry> _entries = new();
    private HostFacts? _host;
    private CgroupSubtree? _cgroups;

    /// <summary>Where the kernel limits whole runs; null if it cannot, and before the first self test.</summary>
    internal CgroupSubtree? Cgroups => Volatile.Read(ref _cgroups);

    /// <exception cref="SandboxException">A program under this policy is not isolated here (<see cref="SandboxError.Unavailable"/>), with
    /// the exact fix.</exception>
    internal async Task<VerifiedHost> GetAsync(SandboxPolicy policy, CancellationToken cancellationToken)
    {
        var host = Volatile.Read(ref _host) ?? await WithExplanationAsync(DetectHostAsync, cancellationToken);
        var entry = EntryFor(policy, host);
        return entry.Cached is { } cached && cached.Shown.IsUnchanged()
            ? cached.Host
            : await WithExplanationAsync(token => VerifyAsync(entry, policy, token), cancellationToken);
    }

    /// <summary>Waits until no self test is running.</summary>
    public async ValueTask DisposeAsync()
    {
        await _shutdown.CancelAsync();
        foreach (var entryLock in _entries.Values.Select(static entry => entry.Lock).Append(_hostLock))
        {
            await entryLock.WaitAsync();
            entryLock.Release();
        }

        _cgroups?.Dispose();
    }

    /// <summary>Turns errors caused by the server's own limits into a <see cref="SandboxException"/> with a hint.</summary>
    private async Task<T> WithExplanationAsync<T>(Func<CancellationToken, Task<T>> act, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _shutdown.Token);
        try
        {
            return await act(either.Token);
        }
        catch (Exception e) when (e is not SandboxException && ResourceExhaustion.FaultIn(e) is { } fault)
        {
            throw new SandboxException(fault.Error, fault.Message, fault.Hint, e);
        }
    }

    private async Task<HostFacts> DetectHostAsync(CancellationToken cancellationToken)
    {
        await _hostLock.WaitAsync(cancellationToken);
        try
        {
            if (_host is null)
            {
                var host = await HostDetection.DetectAsync(options, cancellationToken);
                _cgroups = FindCgroups();
                Volatile.Write(ref _host, host);
            }

            return _host!;
        }
        finally
        {
            _hostLock.Release();
        }
    }

    private Entry EntryFor(SandboxPolicy policy, HostFacts host)
    {
        if (_entries.Count > MaximumKept)
        {
            _entries.Clear();
        }

        return _entries.GetOrAdd(Confinement.Of(policy, host), static _ => new Entry());
    }

    private async Task<VerifiedHost> VerifyAsync(Entry entry, SandboxPolicy policy, CancellationToken cancellationToken)
    {
        await entry.Lock.WaitAsync(cancellationToken);
        try
        {
            if (entry.Cached is { } cached && cached.Shown.IsUnchanged())
            {
                return cached.Host;
            }

            // Taken first, so that a change during the self test causes another one.
            var shown = ShownFiles.Of(policy.Program);
            var verified = await RunSelfTestAsync(policy, cancellationToken);
            entry.Cached = new CachedVerification(verified, shown);
            _entries[Confinement.Of(policy, verified.Host.Facts)] = entry;
            return verified;
        }
        finally
        {
            entry.Lock.Release();
        }
    }

    private async Task<VerifiedHost> RunSelfTestAsync(SandboxPolicy policy, CancellationToken cancellationToken)
    {
        var host = _host!;
        var test = new SelfTest(options, time, logger);
        IsolationStatus status;
        try
        {
            status = await test.RunAsync(policy, host, cancellationToken);
        }
        catch (SandboxException e) when (host.CanDisableUserNamespaces && StartFailure.IsLackOfNamespaceLimit(e))
        {
            // A kernel without that limit: only the filter prevents programs from creating namespaces.
            host = host with { CanDisableUserNamespaces = false };
            status = await test.RunAsync(policy, host, cancellationToken);
            _host = host;
        }

        Log.Verified(logger, policy.Program.Executable, status.Uid, status.Seccomp, status.Filesystem);
        return new VerifiedHost(new SandboxHost(host, _cgroups), status);
    }

    private static CgroupSubtree? FindCgroups() =>
        CgroupMount.Find(File.ReadAllText("/proc/self/mountinfo"), File.ReadAllText("/proc/self/cgroup")) is { } mount
            ? CgroupSubtree.Find(mount, Environment.ProcessId, Libc.geteuid())
            : null;

    /// <summary>The self test of one confinement; one caller at a time runs it.</summary>
    private sealed class Entry
    {
        private volatile CachedVerification? _cached;

        internal SemaphoreSlim Lock { get; } = new(1);

        internal CachedVerification? Cached
        {
            get => _cached;
            set => _cached = value;
        }
    }

    private sealed record CachedVerification(VerifiedHost Host, ShownFiles Shown);

    /// <summary>What a program sees of the host. What lies in a folder does not matter to the isolation, and may change often.</summary>
    private sealed record ShownFiles(FileSnapshot Files, FolderIdentities Folders)
    {
        internal static ShownFiles Of(SandboxProgram program)
        {
            var sources = program.Binds.ToLookup(static bind => bind.IsFolder, static bind => bind.Source);
            return new ShownFiles(FileSnapshot.Of(sources[false].Prepend(program.Executable)), FolderIdentities.Of(sources[true]));
        }

        internal bool IsUnchanged() => Files.IsUnchanged() && Folders.AreSameFolders();
    }

    /// <summary>
    /// Everything that confines a program and does not change between runs. Policies with the same confinement share
    /// one self test.
    /// </summary>
    private sealed record Confinement(string Executable, string Arguments, ImmutableArray<byte> Filter)
    {
        internal static Confinement Of(SandboxPolicy policy, HostFacts host) =>
            new(policy.Program.Executable, string.Join('\0', BubblewrapArguments.Confinement(policy, host)), policy.Filter);

        public bool Equals(Confinement? other) =>
            other is not null
            && Executable == other.Executable
            && Arguments == other.Arguments
            && Filter.AsSpan().SequenceEqual(other.Filter.AsSpan());

        public override int GetHashCode() => HashCode.Combine(Executable, Arguments);
    }
}
