using Wasmtime;

namespace UltimateMcp.Code.Languages.Python.Linting;

/// <summary>Counts time in the engine's epochs while any lint runs, so that one that takes too long is interrupted.</summary>
internal sealed class RuffClock(Engine engine, TimeProvider time) : IDisposable
{
    private const int TicksPerLint = 50;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private ITimer? _timer;
    private int _running;

    public static TimeSpan Limit => Tick * TicksPerLint;

    public void Start(Store store)
    {
        lock (_lock)
        {
            _running++;
            _timer ??= time.CreateTimer(static engine => ((Engine)engine!).IncrementEpoch(), engine, Tick, Tick);
        }

        store.SetEpochDeadline(TicksPerLint);
    }

    public void Stop()
    {
        lock (_lock)
        {
            if (--_running == 0)
            {
                _timer?.Dispose();
                _timer = null;
            }
        }
    }

    public void Dispose() => _timer?.Dispose();
}
