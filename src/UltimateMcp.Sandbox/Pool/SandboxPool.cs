using Microsoft.Extensions.Logging;
using UltimateMcp.Sandbox.Isolation;
using UltimateMcp.Sandbox.Policy;
using UltimateMcp.Sandbox.Running;

namespace UltimateMcp.Sandbox.Pool;

/// <summary>
/// Sandboxes that were started before a run needs them. A policy names its group (<see cref="SandboxPolicy.Pool"/>), and
/// after a run the pool fills that group with sandboxes of the same policy. Each serves one run. All that depends on a
/// run is set after its sandbox is ready, so a run cannot tell whether its sandbox had waited. A service
/// (<see cref="SandboxPolicy.Service"/>) is not started ahead: it waits here between two uses.
/// <para>
/// The pool starts sandboxes when no run has begun or ended for a moment: until then the reply of the last one is sent.
/// It ends those of a group that has not been used for <see cref="MaximumIdle"/>, those whose policy or interpreter has
/// changed, and, if all together take too much memory, those of the group that was used longest ago. All of them end
/// before the machine is so short of memory that a run is killed. A sandbox that exits while it waits is disposed at
/// once. One task fills, and one a sandbox waits for its exit; disposing the pool waits for all of them.
/// </para>
/// </summary>
internal sealed class SandboxPool : IAsyncDisposable
{
    /// <summary>How many wait in each group.</summary>
    internal const int GroupSize = 2;

    internal static readonly TimeSpan MaximumIdle = TimeSpan.FromMinutes(5);

    /// <summary>From the end of the last run: its reply is sent meanwhile.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>While there are runs: those that go on for longer can share the processors with a start.</summary>
    internal static readonly TimeSpan PauseWhileRunning = TimeSpan.FromMilliseconds(250);

    private readonly bool _isOff;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private readonly PoolGroups _groups;
    private readonly HashSet<Task> _endings = [];
    private readonly CancellationTokenSource _shutdown = new();
    private readonly ITimer _fillTimer;
    private readonly ITimer _idleTimer;
    private readonly Func<bool> _endAll;
    private Task _filling = Task.CompletedTask;
    private int _running;

    /// <summary>How many runs have begun or ended.</summary>
    private long _changes;

    private bool _isDisposed;

    internal SandboxPool(PoolOptions options, TimeProvider time, ILogger logger)
    {
        (_time, _logger) = (time, logger);
        _isOff = options.MaxMemoryMebibytes == 0;
        _groups = new PoolGroups(ByteSize.FromMebibytes(options.MaxMemoryMebibytes));
        _fillTimer = time.CreateTimer(_ => StartFilling(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _idleTimer = time.CreateTimer(_ => EndIdle(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        WatchThread.Shared.OnShortage(_endAll = () => EndAll().Count > 0);
    }

    /// <summary>Whether sandboxes are being started.</summary>
    internal bool IsFilling
    {
        get
        {
            lock (_lock)
            {
                return !_filling.IsCompleted;
            }
        }
    }

    internal PoolStatus Read()
    {
        lock (_lock)
        {
            return _groups.Read();
        }
    }

    internal void RunStarted() => CountRuns(1);

    internal void RunEnded() => CountRuns(-1);

    /// <summary>
    /// A sandbox for a run under this policy, which the caller disposes; null if none waits. Those of another policy or
    /// host in the same group are ended.
    /// </summary>
    internal ReadySandbox? TryTake(SandboxPolicy policy, VerifiedHost host)
    {
        if (_isOff || policy.Pool is not { } name)
        {
            return null;
        }

        var key = new PoolKey(policy, host);
        List<WaitingSandbox> useless = [];
        ReadySandbox? taken;
        lock (_lock)
        {
            if (_isDisposed)
            {
                return null;
            }

            var group = _groups[name];
            if (!key.Equals(group.Key))
            {
                useless = group.TakeAll();
                (group.Key, group.UsualMemory) = (key, ByteSize.Zero);
            }

            taken = group.TakeFirst()?.Take();
            group.WarmRuns += taken is null ? 0 : 1;
            group.ColdRuns += taken is null ? 1 : 0;
            (group.UsedAt, group.NeedsFilling) = (_time.GetTimestamp(), policy.Service is null);
            SetIdleTimer();
        }

        useless.ForEach(static sandbox => sandbox.Kill());
        return taken;
    }

    /// <summary>
    /// Keeps a service for its next use. False if it has served long enough, or there is no room: then the caller disposes it.
    /// </summary>
    internal bool TryKeep(SandboxPolicy policy, VerifiedHost host, ReadySandbox sandbox)
    {
        if (_isOff || policy.Pool is not { } name || policy.Service is not { } rules || sandbox.Service.Uses >= rules.MaximumUses)
        {
            return false;
        }

        var memory = sandbox.MeasureMemory();
        if (memory > rules.MaximumMemory)
        {
            return false;
        }

        PoolGroup group;
        lock (_lock)
        {
            group = _groups[name];
        }

        return TryAdd(group, new PoolKey(policy, host), new WaitingSandbox(sandbox, memory));
    }

    /// <summary>Call if a sandbox that was taken had died, so that another was started for its run.</summary>
    internal void CountAsCold(SandboxPolicy policy)
    {
        lock (_lock)
        {
            var group = _groups[policy.Pool!];
            (group.WarmRuns, group.ColdRuns) = (group.WarmRuns - 1, group.ColdRuns + 1);
        }
    }

    /// <summary>Ends all that wait, for a run that needs what they hold. False if there was none.</summary>
    internal async Task<bool> EndAllAsync()
    {
        var all = EndAll();
        await Task.WhenAll(all.Select(static sandbox => sandbox.Ending));
        return all.Count > 0;
    }

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _isDisposed = true;
        }

        WatchThread.Shared.Forget(_endAll);
        await _fillTimer.DisposeAsync();
        await _idleTimer.DisposeAsync();
        await _shutdown.CancelAsync();
        await EndAllAsync();
        await _filling;
        Task[] endings;
        lock (_lock)
        {
            endings = [.. _endings];
        }

        await Task.WhenAll(endings);
        _shutdown.Dispose();
    }

    private List<WaitingSandbox> EndAll()
    {
        List<WaitingSandbox> all;
        lock (_lock)
        {
            all = _groups.TakeAll();
        }

        all.ForEach(static sandbox => sandbox.Kill());
        return all;
    }

    private void CountRuns(int change)
    {
        if (_isOff)
        {
            return;
        }

        lock (_lock)
        {
            _running += change;
            _changes++;
            SetFillTimer();
        }
    }

    private void SetFillTimer()
    {
        if (!_isDisposed)
        {
            _fillTimer.Change(_running == 0 ? Pause : PauseWhileRunning, Timeout.InfiniteTimeSpan);
        }
    }

    private void StartFilling()
    {
        lock (_lock)
        {
            if (!_filling.IsCompleted)
            {
                SetFillTimer();
            }
            else if (!_isDisposed && _groups.All.Any(static group => group.NeedsFilling))
            {
                _filling = FillAsync(_changes);
            }
        }
    }

    private async Task FillAsync(long changes)
    {
        // The caller holds the lock.
        await Task.Yield();
        while (NextToFill(changes) is { } group)
        {
            var key = group.Key!;
            try
            {
                var sandbox = await ReadySandbox.StartAsync(key.Policy, key.Host.Host, _time, _shutdown.Token);
                if (!TryAdd(group, key, new WaitingSandbox(sandbox, sandbox.MeasureMemory())))
                {
                    await sandbox.DisposeAsync();
                }
            }
            catch (OperationCanceledException) when (_shutdown.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (ResourceExhaustion.FaultIn(e) is { } fault)
            {
                Log.PoolNotFilled(_logger, group.Name, fault.Message);
                lock (_lock)
                {
                    group.NeedsFilling = false;
                }
            }
        }
    }

    /// <summary>A group that was used and is not full. None if a run has begun or ended since: that has set the timer again.</summary>
    private PoolGroup? NextToFill(long changes)
    {
        lock (_lock)
        {
            if (_isDisposed || changes != _changes)
            {
                return null;
            }

            foreach (var group in _groups.All.OrderByDescending(static group => group.UsedAt))
            {
                group.NeedsFilling &= group.Waiting.Count < GroupSize && !IsIdle(group) && _groups.HasRoom(group, group.UsualMemory);
                if (group.NeedsFilling)
                {
                    return group;
                }
            }

            return null;
        }
    }

    /// <summary>False if there is no room for it: then the caller disposes it.</summary>
    private bool TryAdd(PoolGroup group, PoolKey key, WaitingSandbox sandbox)
    {
        List<WaitingSandbox> ending;
        lock (_lock)
        {
            group.UsualMemory = sandbox.Memory;
            if (_isDisposed || !key.Equals(group.Key) || group.Waiting.Count >= GroupSize || !_groups.HasRoom(group, sandbox.Memory))
            {
                return false;
            }

            sandbox.Ending = DisposeAfterExitAsync(group, sandbox);
            _endings.Add(sandbox.Ending);
            ending = _groups.MakeRoom(sandbox.Memory);
            group.Add(sandbox);
        }

        ending.ForEach(static one => one.Kill());
        return true;
    }

    private async Task DisposeAfterExitAsync(PoolGroup group, WaitingSandbox sandbox)
    {
        // The caller holds the lock.
        await Task.Yield();
        await sandbox.WaitForEndAsync();
        lock (_lock)
        {
            group.Remove(sandbox);
        }

        await sandbox.DisposeUnlessTakenAsync();
        lock (_lock)
        {
            _endings.RemoveWhere(static ending => ending.IsCompleted);
        }
    }

    private bool IsIdle(PoolGroup group) => _time.GetElapsedTime(group.UsedAt) >= MaximumIdle;

    private void SetIdleTimer()
    {
        if (_groups.All.Where(group => !IsIdle(group)).MinBy(static group => group.UsedAt) is { } next)
        {
            _idleTimer.Change(MaximumIdle - _time.GetElapsedTime(next.UsedAt), Timeout.InfiniteTimeSpan);
        }
    }

    private void EndIdle()
    {
        List<WaitingSandbox> idle;
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            idle = _groups.TakeAll(IsIdle);
            SetIdleTimer();
        }

        idle.ForEach(static sandbox => sandbox.Kill());
    }
}
