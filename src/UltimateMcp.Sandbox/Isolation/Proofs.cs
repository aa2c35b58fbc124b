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

/// <summary>What a run needs to know of the system that it was proven on.</summary>
internal sealed record Proof(SandboxHost Host, IsolationReceipt Receipt);

/// <summary>
/// The proofs, one for each way in which programs are confined: the arguments and the filter of a run decide, so each interpreter has its
/// own. A success is remembered
/// until a file that it speaks of changes; a failure is tried again at the next call, and concerns no other interpreter.
/// </summary>
internal sealed class Proofs(BubblewrapOptions options, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    /// <summary>A server knows a handful of interpreters; more are those of installations that have changed since.</summary>
    private const int MostKept = 64;

    private readonly CancellationTokenSource _shutdown = new();
    private readonly SemaphoreSlim _surveying = new(1);
    private readonly ConcurrentDictionary<Confinement, Place> _places = new();
    private HostFacts? _host;
    private CgroupSubtree? _cgroups;

    /// <summary>Where the kernel bounds whole runs; null where it cannot, and before the first proof.</summary>
    internal CgroupSubtree? Cgroups => Volatile.Read(ref _cgroups);

    /// <exception cref="SandboxException">A program under this policy is not isolated here (<see cref="SandboxError.Unavailable"/>), with
    /// the exact fix.</exception>
    internal async Task<Proof> OfAsync(SandboxPolicy policy, CancellationToken cancellationToken)
    {
        var host = Volatile.Read(ref _host) ?? await ExplainedAsync(SurveyAsync, cancellationToken);
        var place = PlaceOf(policy, host);
        return place.Known is { } known && known.Files.StillHold()
            ? known.Proof
            : await ExplainedAsync(token => ProveAsync(place, policy, token), cancellationToken);
    }

    /// <summary>Waits until no proof is being made.</summary>
    public async ValueTask DisposeAsync()
    {
        await _shutdown.CancelAsync();
        foreach (var turn in _places.Values.Select(static place => place.Turn).Append(_surveying))
        {
            await turn.WaitAsync();
            turn.Release();
        }

        _cgroups?.Dispose();
    }

    /// <summary>A limit of the server's that is in the way is told as what it is.</summary>
    private async Task<T> ExplainedAsync<T>(Func<CancellationToken, Task<T>> act, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _shutdown.Token);
        try
        {
            return await act(either.Token);
        }
        catch (Exception e) when (e is not SandboxException && Shortage.FaultIn(e) is { } fault)
        {
            throw new SandboxException(fault.Error, fault.Message, fault.Hint, e);
        }
    }

    private async Task<HostFacts> SurveyAsync(CancellationToken cancellationToken)
    {
        await _surveying.WaitAsync(cancellationToken);
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
            _surveying.Release();
        }
    }

    private Place PlaceOf(SandboxPolicy policy, HostFacts host)
    {
        if (_places.Count > MostKept)
        {
            _places.Clear();
        }

        return _places.GetOrAdd(Confinement.Of(policy, host), static _ => new Place());
    }

    private async Task<Proof> ProveAsync(Place place, SandboxPolicy policy, CancellationToken cancellationToken)
    {
        await place.Turn.WaitAsync(cancellationToken);
        try
        {
            if (place.Known is { } known && known.Files.StillHold())
            {
                return known.Proof;
            }

            // Looked at first: what changes while the proof is made is proven again.
            var files = FileStamps.Of(policy.Program.Binds.Select(static bind => bind.Source).Prepend(policy.Program.Executable));
            var proof = await MakeAsync(policy, cancellationToken);
            place.Known = new Remembered(proof, files);
            _places[Confinement.Of(policy, proof.Host.Facts)] = place;
            return proof;
        }
        finally
        {
            place.Turn.Release();
        }
    }

    private async Task<Proof> MakeAsync(SandboxPolicy policy, CancellationToken cancellationToken)
    {
        var host = _host!;
        var test = new SelfTest(options, time, logger);
        IsolationReceipt receipt;
        try
        {
            receipt = await test.RunAsync(policy, host, cancellationToken);
        }
        catch (SandboxException e) when (host.CanDisableUserNamespaces && StartFailure.IsLackOfNamespaceLimit(e))
        {
            // A kernel without that limit: the filter alone keeps programs from creating namespaces.
            host = host with { CanDisableUserNamespaces = false };
            receipt = await test.RunAsync(policy, host, cancellationToken);
            _host = host;
        }

        Log.Proven(logger, policy.Program.Executable, receipt.Uid, receipt.Seccomp, receipt.Filesystem);
        return new Proof(new SandboxHost(host, _cgroups), receipt);
    }

    private static CgroupSubtree? FindCgroups() =>
        CgroupMount.Find(File.ReadAllText("/proc/self/mountinfo"), File.ReadAllText("/proc/self/cgroup")) is { } mount
            ? CgroupSubtree.Find(mount, Environment.ProcessId, Libc.geteuid())
            : null;

    /// <summary>One confinement's proof, which one caller at a time makes.</summary>
    private sealed class Place
    {
        private volatile Remembered? _known;

        internal SemaphoreSlim Turn { get; } = new(1);

        internal Remembered? Known
        {
            get => _known;
            set => _known = value;
        }
    }

    private sealed record Remembered(Proof Proof, FileStamps Files);

    /// <summary>All that confines a program and does not change from run to run: two policies of one confinement need one proof.</summary>
    private sealed record Confinement(string Executable, string Arguments, ImmutableArray<byte> Filter)
    {
        internal static Confinement Of(SandboxPolicy policy, HostFacts host) =>
            new(policy.Program.Executable, string.Join('\0', BubblewrapArguments.Confinement(policy, host)), policy.Filter);

        public bool Equals(Confinement? other) =>
            other is not null && Executable == other.Executable && Arguments == other.Arguments && Filter.AsSpan().SequenceEqual(other.Filter.AsSpan());

        public override int GetHashCode() => HashCode.Combine(Executable, Arguments);
    }
}
