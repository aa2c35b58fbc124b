using System.Collections.Immutable;
using System.Text;

namespace UltimateMcp.Sandbox.Scratch;

/// <summary>Records what is not kept: the names of the first few, and the number of all.</summary>
internal sealed class LeftOutEntries
{
    private readonly ImmutableArray<LeftOutEntry>.Builder _named = ImmutableArray.CreateBuilder<LeftOutEntry>();
    private int _count;

    /// <param name="path">Each byte is one character.</param>
    /// <param name="entries">The number of entries in a folder.</param>
    internal void Add(string path, LeftOutReason reason, int entries = 0)
    {
        _count++;
        if (_named.Count < LeftOut.MaximumNamed)
        {
            _named.Add(new LeftOutEntry(DisplayName.Of(Encoding.Latin1.GetBytes(path)), reason, entries));
        }
    }

    internal void AddUnnamed() => _count++;

    internal LeftOut ToImmutable() => new(_count, _named.ToImmutable());
}
