using System.Collections.Frozen;
using System.Globalization;
using Wasmtime;

namespace UltimateMcp.Code.Languages.Python.Linting;

/// <summary>
/// What ruff expects of its host. Its module was made for JavaScript by wasm-bindgen: options and results are values of
/// the host that it reads and builds piece by piece. They are <see cref="Dictionary{TKey, TValue}"/> (objects),
/// <see cref="List{T}"/> (arrays), string, double, long (bigint), bool, null and <see cref="Undefined"/>.
/// <para>
/// The names end in hashes that change with ruff's version. A function that is not listed here traps: linting never
/// calls it.
/// </para>
/// </summary>
internal sealed class RuffHost
{
    public static readonly object Undefined = new();

    // Symbol.iterator, and the functions that ruff finds by it.
    private static readonly object Iterator = new();
    private static readonly object IteratorFunction = new();

    /// <summary>Neither true nor false, for wasm-bindgen.</summary>
    private const int NoBoolean = 0xFFFFFF;

    private static readonly FrozenDictionary<string, Function.UntypedCallbackDelegate> OfValues =
        new Dictionary<string, Function.UntypedCallbackDelegate>(StringComparer.Ordinal)
        {
            ["__wbg_new_0b303268aa395a38"] = static (_, _, results) => results[0] = Box(new List<object?>()),
            ["__wbg_new_20b778a4c5c691c3"] = NewObject,
            ["__wbg_new_883c0db065f06efd"] = NewObject,
            ["__wbg_set_5f806304fb633ab3"] = static (_, arguments, results) =>
            {
                ObjectOf(arguments[0])[(string)Value(arguments[1])!] = Value(arguments[2]);
                results[0] = arguments[0];
            },
            ["__wbg_set_6be42768c690e380"] = static (_, arguments, _) =>
                ObjectOf(arguments[0])[(string)Value(arguments[1])!] = Value(arguments[2]),
            ["__wbg_set_da33c120a6584674"] = static (_, arguments, _) => SetElement(
                ArrayOf(arguments[0]), arguments[1].AsInt32(), Value(arguments[2])),
            ["__wbg_get_with_ref_key_6412cf3094599694"] = static (_, arguments, results) =>
                results[0] = Box(Property(Value(arguments[0]), Value(arguments[1]))),
            ["__wbg_get_44e98e27bda25b5b"] = static (_, arguments, results) =>
                results[0] = Box(Property(Value(arguments[0]), Value(arguments[1]))),
            ["__wbg_get_4b90d6d8c5deb5d5"] = Element,
            ["__wbg_get_unchecked_46e778e3cec74b5e"] = Element,
            ["__wbg_entries_5a6a7e7e0df09fe5"] = static (_, arguments, results) => results[0] = Box(
                ObjectOf(arguments[0]).Select(static entry => (object?)new List<object?> { entry.Key, entry.Value }).ToList()),
            ["__wbg_length_68a9d5278d084f4f"] = Length,
            ["__wbg_length_7abf942ae12c9744"] = Length,
            ["__wbg_length_fb04d16d7bdf6d4c"] = Length,
            ["__wbg_Number_4779d427bae39753"] = static (_, arguments, results) =>
                results[0] = Value(arguments[0]) is double number ? number : double.NaN,
            ["__wbg_isArray_139f48e3c057ede8"] = Test(static value => value is List<object?>),
            ["__wbg_isSafeInteger_c22ccb4af2201fe9"] = Test(static value => value is double number && double.IsInteger(number)),
            ["__wbg_instanceof_ArrayBuffer_a581da923203f29f"] = Test(static _ => false),
            ["__wbg_instanceof_Map_7f94c740225003e2"] = Test(static _ => false),
            ["__wbg_instanceof_Uint8Array_b6fe1ac89eba107e"] = Test(static _ => false),
            ["__wbg___wbindgen_is_bigint_df272c65456269c2"] = Test(static value => value is long),
            ["__wbg___wbindgen_is_function_147961669f068cd4"] = Test(static value => ReferenceEquals(value, IteratorFunction)),
            ["__wbg_iterator_9b36cebf3be7b7cd"] = static (_, _, results) => results[0] = Box(Iterator),
            ["__wbg_call_91f00ddc43e01490"] = static (_, arguments, results) => results[0] = Box(ArrayOf(arguments[1]).GetEnumerator()),
            ["__wbg_next_cfd0b146c9538df8"] = static (_, _, results) => results[0] = Box(IteratorFunction),
            ["__wbg_next_8cb028b6ba50743f"] = static (_, arguments, results) =>
                results[0] = Box(((IEnumerator<object?>)Value(arguments[0])!).MoveNext() ? Value(arguments[0]) : null),
            ["__wbg_done_6a8439e544ec6206"] = Test(static value => value is null),
            ["__wbg_value_3d3defe09fb1ffca"] = static (_, arguments, results) =>
                results[0] = Box(((IEnumerator<object?>)Value(arguments[0])!).Current),
            ["__wbg___wbindgen_is_object_3a2c414391dbf751"] = Test(static value =>
                value is List<object?> or Dictionary<string, object?> or IEnumerator<object?>),
            ["__wbg___wbindgen_is_string_6541b0f6ecd4e8e5"] = Test(static value => value is string),
            ["__wbg___wbindgen_is_undefined_4410e3c20a99fa97"] = Test(static value => ReferenceEquals(value, Undefined)),
            ["__wbg___wbindgen_in_ce8569b2fc6f5088"] = static (_, arguments, results) =>
                results[0] = Flag(ObjectOf(arguments[1]).ContainsKey((string)Value(arguments[0])!)),
            ["__wbg___wbindgen_jsval_eq_174c93ec61bab0c5"] = static (_, arguments, results) =>
                results[0] = Flag(Equals(Value(arguments[0]), Value(arguments[1]))),

            // Loosely, undefined equals null.
            ["__wbg___wbindgen_jsval_loose_eq_e07e3b1f5db6da6c"] = static (_, arguments, results) =>
                results[0] = Flag(Equals(OrNull(Value(arguments[0])), OrNull(Value(arguments[1])))),
            ["__wbg___wbindgen_boolean_get_b131b2f36d6b2f55"] = static (_, arguments, results) =>
                results[0] = Value(arguments[0]) is bool value ? Flag(value) : NoBoolean,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly Dictionary<string, Function.UntypedCallbackDelegate> _ofMemory;
    private RuffMemory? _memory;

    public RuffHost() => _ofMemory = new(StringComparer.Ordinal)
    {
        ["__wbg___wbindgen_number_get_588ed6b97f0d7e14"] = (_, arguments, _) =>
            Memory.WriteOptional(arguments[0].AsInt32(), Value(arguments[1]) as double?),
        ["__wbg___wbindgen_bigint_get_as_i64_8ea6736501f396b6"] = (_, arguments, _) =>
            Memory.WriteOptional(arguments[0].AsInt32(), Value(arguments[1]) as long?),
        ["__wbg___wbindgen_string_get_fa2687d531ed17a5"] = (_, arguments, _) =>
            Memory.WriteString(arguments[0].AsInt32(), Value(arguments[1]) as string),
        ["__wbg_String_8564e559799eccda"] = (_, arguments, _) =>
            Memory.WriteString(arguments[0].AsInt32(), Convert.ToString(Value(arguments[1]), CultureInfo.InvariantCulture)),
        ["__wbg___wbindgen_debug_string_56c147eb1a51f0c4"] = (_, arguments, _) =>
            Memory.WriteString(arguments[0].AsInt32(), Convert.ToString(Value(arguments[1]), CultureInfo.InvariantCulture)),
        ["__wbg_Error_9dc85fe1bc224456"] = (_, arguments, results) => results[0] = Box(Memory.ReadString(arguments)),
        ["__wbg_new_5fae30e6b23db8df"] = (_, arguments, results) => results[0] = Box(Memory.ReadString(arguments)),
        ["__wbindgen_cast_0000000000000001"] = static (_, arguments, results) => results[0] = Box(arguments[0].AsDouble()),
        ["__wbindgen_cast_0000000000000002"] = static (_, arguments, results) => results[0] = Box(arguments[0].AsInt64()),
        ["__wbindgen_cast_0000000000000003"] = (_, arguments, results) => results[0] = Box(Memory.ReadString(arguments)),
        ["__wbindgen_cast_0000000000000004"] = static (_, arguments, results) => results[0] = Box(arguments[0].AsInt64()),
        ["__wbindgen_init_externref_table"] = (_, _, _) => Memory.FillTable(),
    };

    private RuffMemory Memory => _memory ?? throw new InvalidOperationException("ruff calls its host before it was started.");

    public void Define(Linker linker, Module module)
    {
        foreach (var import in module.Imports.OfType<FunctionImport>())
        {
            var name = import.Name;
            linker.DefineFunction(
                import.ModuleName,
                name,
                OfValues.GetValueOrDefault(name) ?? _ofMemory.GetValueOrDefault(name)
                    ?? ((_, _, _) => throw new NotSupportedException($"ruff calls {name}.")),
                import.Parameters,
                import.Results);
        }
    }

    public void Attach(RuffMemory memory) => _memory = memory;

    internal static ValueBox Box(object? value) => ValueBox.AsBox(value);

    private static object? Value(ValueBox box) => box.As<object>();

    private static Dictionary<string, object?> ObjectOf(ValueBox box) => (Dictionary<string, object?>)Value(box)!;

    private static List<object?> ArrayOf(ValueBox box) => (List<object?>)Value(box)!;

    private static int Flag(bool value) => value ? 1 : 0;

    private static Function.UntypedCallbackDelegate Test(Func<object?, bool> test) =>
        (_, arguments, results) => results[0] = Flag(test(Value(arguments[0])));

    private static object? OrNull(object? value) => ReferenceEquals(value, Undefined) ? null : value;

    private static void NewObject(Caller caller, ReadOnlySpan<ValueBox> arguments, Span<ValueBox> results) =>
        results[0] = Box(new Dictionary<string, object?>(StringComparer.Ordinal));

    private static void Element(Caller caller, ReadOnlySpan<ValueBox> arguments, Span<ValueBox> results)
    {
        var (array, index) = (ArrayOf(arguments[0]), arguments[1].AsInt32());
        results[0] = Box(index < array.Count ? array[index] : Undefined);
    }

    private static void Length(Caller caller, ReadOnlySpan<ValueBox> arguments, Span<ValueBox> results) =>
        results[0] = ArrayOf(arguments[0]).Count;

    private static object? Property(object? target, object? key) =>
        target is List<object?> && ReferenceEquals(key, Iterator) ? IteratorFunction
        : target is Dictionary<string, object?> map && key is string name && map.TryGetValue(name, out var value) ? value : Undefined;

    private static void SetElement(List<object?> array, int index, object? value)
    {
        while (array.Count <= index)
        {
            array.Add(Undefined);
        }

        array[index] = value;
    }
}
