using System.Collections.Concurrent;
using Wasmtime;

namespace UltimateMcp.Code.Languages.Python.Linting;

/// <summary>
/// ruff, in WebAssembly, in this process: it can neither see nor write anything but its own memory. Few instances work at
/// a time; each is kept for later lints until its memory has grown.
/// </summary>
internal sealed class Ruff : IDisposable
{
    /// <summary>So this many times <see cref="RuffInstance.MaximumMemory"/> at most.</summary>
    private const int MaximumInstances = 2;

    private const long MaximumKeptMemory = 64 * 1024 * 1024;

    private readonly Engine _engine = RuffEngine.Create();
    private readonly RuffClock _clock;
    private readonly Module _module;
    private readonly ConcurrentBag<RuffInstance> _free = [];
    private readonly SemaphoreSlim _places = new(MaximumInstances);

    /// <inheritdoc cref="RuffModule.Load"/>
    public Ruff(string folder, string cacheFolder, TimeProvider time)
    {
        _clock = new RuffClock(_engine, time);
        _module = RuffModule.Load(_engine, folder, cacheFolder);
    }

    /// <inheritdoc cref="RuffInstance.Check"/>
    public async Task<List<object?>> CheckAsync(Dictionary<string, object?> options, string text, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        try
        {
            return Check(options, text);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose()
    {
        while (_free.TryTake(out var instance))
        {
            instance.Dispose();
        }

        _places.Dispose();
        _clock.Dispose();
        _module.Dispose();
        _engine.Dispose();
    }

    private List<object?> Check(Dictionary<string, object?> options, string text)
    {
        var instance = _free.TryTake(out var kept) ? kept : new RuffInstance(_engine, _module, _clock);
        List<object?> diagnostics;
        try
        {
            diagnostics = instance.Check(options, text);
        }
        catch
        {
            instance.Dispose();
            throw;
        }

        if (instance.MemorySize > MaximumKeptMemory)
        {
            instance.Dispose();
        }
        else
        {
            _free.Add(instance);
        }

        return diagnostics;
    }
}
