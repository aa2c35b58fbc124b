using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace UltimateMcp.Server.Hosting.Stdio;

/// <summary>
/// Finds a name that appears twice in one object of a line. JSON does not define what that means (RFC 8259, section 4),
/// and parsers differ: a host that checks a call may have read the first value, while the server would use the last.
/// </summary>
/// <remarks>
/// One hash table of offsets for all objects of a line: a line of 8 MB may have half a million names, but nearly all
/// lines have about ten.
/// </remarks>
internal sealed class DuplicateName
{
    private const int MinimumSlots = 64;

    /// <summary>A larger table is not reused for the next line.</summary>
    private const int MaximumKeptSlots = 4096;

    [ThreadStatic]
    private static DuplicateName? _idle;

    private readonly List<int> _open = [];
    private readonly List<Entry> _entries = [];

    /// <summary>The unescaped text of names that are written with escapes.</summary>
    private readonly List<byte[]> _unescaped = [];

    /// <summary>Index of an entry, plus one.</summary>
    private int[] _slots = new int[MinimumSlots];

    /// <param name="line">Valid JSON without lone surrogates.</param>
    /// <returns>The first duplicate name, unescaped; null if there is none.</returns>
    public static string? In(ReadOnlySpan<byte> line)
    {
        var table = _idle ?? new DuplicateName();
        var repeated = table.Find(line);
        _idle = table._slots.Length <= MaximumKeptSlots ? table : null;
        table.Clear();
        return repeated;
    }

    private string? Find(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = int.MaxValue });
        var objects = 0;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    while (_open.Count <= reader.CurrentDepth)
                    {
                        _open.Add(0);
                    }

                    _open[reader.CurrentDepth] = objects++;
                    break;
                case JsonTokenType.PropertyName when !Add(_open[reader.CurrentDepth - 1], ref reader, line):
                    return reader.GetString();
            }
        }

        return null;
    }

    /// <summary>False if the object already has that name.</summary>
    private bool Add(int parent, ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        var entry = new Entry(parent, (int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, 0);
        if (reader.ValueIsEscaped)
        {
            _unescaped.Add(Encoding.UTF8.GetBytes(reader.GetString()!));
            entry = entry with { Start = -_unescaped.Count };
        }

        var name = NameOf(entry, line);
        entry = entry with { Hash = HashOf(parent, name) };
        var slot = entry.Hash & (_slots.Length - 1);
        for (; _slots[slot] != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            var other = _entries[_slots[slot] - 1];
            if (other.Hash == entry.Hash && other.Parent == parent && NameOf(other, line).SequenceEqual(name))
            {
                return false;
            }
        }

        _entries.Add(entry);
        _slots[slot] = _entries.Count;
        if (_entries.Count * 2 > _slots.Length)
        {
            Grow();
        }

        return true;
    }

    private ReadOnlySpan<byte> NameOf(Entry entry, ReadOnlySpan<byte> line) =>
        entry.Start < 0 ? _unescaped[-entry.Start - 1] : line.Slice(entry.Start, entry.Length);

    /// <summary>The seed differs in each process, so that nobody can choose colliding names.</summary>
    private static int HashOf(int parent, ReadOnlySpan<byte> name)
    {
        var hash = default(HashCode);
        hash.Add(parent);
        hash.AddBytes(name);
        return hash.ToHashCode();
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        for (var index = 0; index < _entries.Count; index++)
        {
            var slot = _entries[index].Hash & (_slots.Length - 1);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = index + 1;
        }
    }

    private void Clear()
    {
        _entries.Clear();
        _unescaped.Clear();
        Array.Clear(_slots);
    }

    /// <param name="Parent">Index of the object, in the order of their starts.</param>
    /// <param name="Start">Offset in the line; for a name with escapes, its negated one-based index in the list of those.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(int Parent, int Start, int Length, int Hash);
}
