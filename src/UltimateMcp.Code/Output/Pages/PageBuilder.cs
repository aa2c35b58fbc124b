using System.Collections.Immutable;

namespace UltimateMcp.Code.Output.Pages;

/// <summary>Collects the lines of a page up to its limits, and where the next page begins.</summary>
internal sealed class PageBuilder(int limit)
{
    /// <summary>For the lines as JSON; the rest of the 64 KB is for the other fields of the reply.</summary>
    public const int MaximumBytes = 62 * 1024;

    // Quotes and a comma.
    private const int LineOverhead = 3;

    private readonly ImmutableArray<string>.Builder _lines = ImmutableArray.CreateBuilder<string>();
    private long _bytes;

    /// <summary>Line and column where the next page begins; null while the page is not full.</summary>
    public (long Offset, long Column)? Next { get; private set; }

    public string? Hint { get; private set; }

    public bool IsFull => Next is not null;

    /// <summary>For the text of one more line.</summary>
    public long RemainingBytes => _lines.Count == limit ? 0 : Math.Max(0, MaximumBytes - _bytes - LineOverhead);

    public ImmutableArray<string> Lines => _lines.ToImmutable();

    /// <summary>False if the line does not fit.</summary>
    public bool TryAdd(string line)
    {
        var bytes = JsonTextSize.Of(line);
        if (_bytes + bytes + LineOverhead > MaximumBytes || _lines.Count == limit)
        {
            return false;
        }

        _bytes += bytes + LineOverhead;
        _lines.Add(line);
        return true;
    }

    public void End(long offset, long column, string? hint = null) => (Next, Hint) = ((offset, column), hint);
}
