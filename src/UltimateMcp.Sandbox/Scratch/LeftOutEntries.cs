using System.Collections.Immutable;
using System.Text;

namespace UltimateMcp.Sandbox.Scratch;

/// <summary>Collects what is not kept: the first few by name, all by number.</summary>
internal sealed class LeftOutEntries
{
    private readonly ImmutableArray<LeftOutEntry>.Builder _named = ImmutableArray.CreateBuilder<LeftOutEntry>();
    private int _count;

    /// <param name="path">Each byte one character.</param>
    /// <param name="entries">What a folder holds.</param>
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
