using System.Text;
using Wasmtime;

namespace UltimateMcp.Code.Languages.Python.Linting;

/// <summary>The memory of an instance of ruff, and the table of host values that it refers to.</summary>
internal sealed class RuffMemory(Instance instance)
{
    private const int PointerSize = 4;
    private const int ValueOffset = 8;

    // undefined, null, true, false: their places are fixed.
    private const uint FixedValues = 4;

    private readonly Memory _memory = instance.GetMemory("memory") ?? throw Missing("memory");
    private readonly Table _values = instance.GetTable("__wbindgen_externrefs") ?? throw Missing("__wbindgen_externrefs");
    private readonly Function _allocate = FunctionOf(instance, "__wbindgen_malloc");
    private readonly Function _release = FunctionOf(instance, "__externref_table_dealloc");

    public long Size => _memory.GetLength();

    public static Function FunctionOf(Instance instance, string name) => instance.GetFunction(name) ?? throw Missing(name);

    public void FillTable()
    {
        var offset = (uint)_values.Grow(FixedValues, RuffHost.Undefined);
        _values.SetElement(0, RuffHost.Undefined);
        _values.SetElement(offset, RuffHost.Undefined);
        _values.SetElement(offset + 1, null);
        _values.SetElement(offset + 2, true);
        _values.SetElement(offset + 3, false);
    }

    /// <summary>Removes a value from the table.</summary>
    public object? Take(int index)
    {
        var value = _values.GetElement((uint)index);
        _release.Invoke(index);
        return value;
    }

    /// <summary>Copies a text into the memory; ruff frees it.</summary>
    public (int Pointer, int Length) Allocate(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        var pointer = (int)_allocate.Invoke(length, 1)!;
        Encoding.UTF8.GetBytes(text, _memory.GetSpan((uint)pointer, length));
        return (pointer, length);
    }

    /// <param name="place">Pointer and length.</param>
    public string ReadString(ReadOnlySpan<ValueBox> place) =>
        Encoding.UTF8.GetString(_memory.GetSpan((uint)place[0].AsInt32(), place[1].AsInt32()));

    /// <summary>Writes pointer and length of a text at a place; zeros for null.</summary>
    public void WriteString(int place, string? text)
    {
        var (pointer, length) = text is null ? (0, 0) : Allocate(text);
        _memory.WriteInt32((uint)place + PointerSize, length);
        _memory.WriteInt32((uint)place, pointer);
    }

    public void WriteOptional(int place, double? value)
    {
        _memory.WriteDouble((uint)place + ValueOffset, value ?? 0);
        _memory.WriteInt32((uint)place, value is null ? 0 : 1);
    }

    public void WriteOptional(int place, long? value)
    {
        _memory.WriteInt64((uint)place + ValueOffset, value ?? 0);
        _memory.WriteInt32((uint)place, value is null ? 0 : 1);
    }

    private static InvalidOperationException Missing(string name) => new($"ruff does not export \"{name}\".");
}
