using Wasmtime;

namespace UltimateMcp.Code.Languages.Python.Linting;

/// <summary>
/// A running copy of ruff: its memory is its own, so a trap in one harms no other. It lints one text at a time, and is
/// not used again after a trap.
/// </summary>
internal sealed class RuffInstance : IDisposable
{
    public const long MaximumMemory = 256 * 1024 * 1024;

    private const int Utf16 = 1;

    private readonly Store _store;
    private readonly RuffClock _clock;
    private readonly RuffMemory _memory;
    private readonly Function _newWorkspace;
    private readonly Function _check;
    private readonly Function _freeWorkspace;

    public RuffInstance(Engine engine, Module module, RuffClock clock)
    {
        _clock = clock;
        _store = new Store(engine);
        _store.SetLimits(memorySize: MaximumMemory);
        using var linker = new Linker(engine);
        var host = new RuffHost();
        host.Define(linker, module);
        var instance = linker.Instantiate(_store, module);
        _memory = new RuffMemory(instance);
        host.Attach(_memory);
        _newWorkspace = RuffMemory.FunctionOf(instance, "workspace_new");
        _check = RuffMemory.FunctionOf(instance, "workspace_check");
        _freeWorkspace = RuffMemory.FunctionOf(instance, "__wbg_workspace_free");
        Timed(() => RuffMemory.FunctionOf(instance, "__wbindgen_start").Invoke());
    }

    /// <summary>Bytes of its memory, which never shrinks.</summary>
    public long MemorySize => _memory.Size;

    /// <summary>The diagnostics of a text, as ruff returns them: a list of objects.</summary>
    /// <exception cref="WasmtimeException">It trapped, ran out of memory, or was interrupted.</exception>
    /// <exception cref="RuffOptionsException">The options are wrong.</exception>
    public List<object?> Check(Dictionary<string, object?> options, string text) => Timed(() =>
    {
        var workspace = (int)Result((object?[])_newWorkspace.Invoke(RuffHost.Box(options), Utf16)!, errorAt: 1);
        var (pointer, length) = _memory.Allocate(text);
        var index = (int)Result((object?[])_check.Invoke(workspace, pointer, length)!, errorAt: 1);
        var diagnostics = (List<object?>)_memory.Take(index)!;
        _freeWorkspace.Invoke(workspace, 0);
        return diagnostics;
    });

    public void Dispose() => _store.Dispose();

    /// <summary>The first of several results, the last of which says whether there is an error at the given place.</summary>
    private object Result(object?[] results, int errorAt) => (int)results[^1]! == 0
        ? results[0]!
        : throw new RuffOptionsException(_memory.Take((int)results[errorAt]!));

    private T Timed<T>(Func<T> call)
    {
        _clock.Start(_store);
        try
        {
            return call();
        }
        finally
        {
            _clock.Stop();

            // The host values that it no longer refers to are kept until this.
            _store.GC();
        }
    }
}
