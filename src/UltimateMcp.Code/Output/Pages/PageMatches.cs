using UltimateMcp.Code.Output.Searching;
using UltimateMcp.Code.Output.Terminal;

namespace UltimateMcp.Code.Output.Pages;

/// <summary>
/// Collects matching lines from a position on. A short line is shown whole. A long line is searched while it is read,
/// and each match is shown with its context; overlapping excerpts are merged.
/// </summary>
internal sealed class PageMatches(long offset, long column, PageBuilder page, SearchPattern pattern, SearchBudget budget) : ILineSink
{
    /// <summary>Longest line that is shown whole, in UTF-16 units.</summary>
    public const int MaximumWholeLine = 1000;

    /// <summary>Context on each side of a match, in UTF-16 units.</summary>
    public const int ContextLength = 250;

    // A longer excerpt is split.
    private const int MaximumExcerpt = 8 * 1024;

    // Only the end of a longer match is shown.
    private const int MaximumMatch = 4 * 1024;

    // The budget is checked after each chunk.
    private const int SearchChunk = 1024;

    // Decoding this many units costs about as much as one step.
    private const int UnitsPerStep = 16;

    private readonly LineWindow _line = new();
    private long _number;
    private long _searchedFrom;
    private long _shownTo;
    private (long Start, long End)? _excerpt;
    private bool _isLong;

    public bool Skips => _number < offset || page.IsFull;

    public void Append(ReadOnlySpan<char> text)
    {
        if (Skips)
        {
            return;
        }

        _line.Append(text);
        if (_isLong || BeginLong())
        {
            Search();
        }
    }

    public void EndLine(bool afterCarriageReturn)
    {
        if (!Skips)
        {
            Finish();
        }

        _number++;
        _isLong = false;
        _excerpt = null;
        _line.Clear();
    }

    private void Finish()
    {
        if (_isLong)
        {
            FinishLong();
            return;
        }

        if (EndsForBudget(0))
        {
            return;
        }

        // The page begins after the end of this line.
        if (_number == offset && column > 0)
        {
            return;
        }

        var text = _line.From(0);
        budget.Spend(1 + (text.Length / UnitsPerStep));
        if (pattern.IsMatch(text, budget))
        {
            Show($"{_number}:{text}", 0);
        }
    }

    /// <summary>Starts the search in a long line, or in one whose start is skipped.</summary>
    private bool BeginLong()
    {
        var from = _number == offset ? column : 0;
        if (_line.End <= (from > 0 ? from : MaximumWholeLine) || EndsForBudget(from))
        {
            _line.Drop(from > 0 ? _line.End - 2 : 0);
            return false;
        }

        _isLong = true;
        _searchedFrom = _shownTo = _line.CharacterStart(from);
        _line.Read = _searchedFrom;
        pattern.Begin(_searchedFrom, _line.Before(_searchedFrom));
        return true;
    }

    /// <summary>Ends the page if the budget is spent.</summary>
    private bool EndsForBudget(long at)
    {
        if (budget.IsSpent)
        {
            page.End(_number, at, $"The search ended before line {_number}, because this pattern is expensive: continue at that offset.");
        }

        return budget.IsSpent;
    }

    private void Search()
    {
        while (_line.Read < _line.End && !page.IsFull)
        {
            if (budget.IsSpent)
            {
                EndWithinLine();
                return;
            }

            var rest = _line.From(_line.Read);
            var match = pattern.Find(rest[..Math.Min(rest.Length, SearchChunk)], budget, out var read);
            budget.Spend(1 + (read / UnitsPerStep));
            _line.Read += read;
            AddMatch(match);
            ShowFinished();
            DropSearched();
        }
    }

    private void FinishLong()
    {
        Search();
        if (page.IsFull)
        {
            return;
        }

        AddMatch(pattern.FindAtEnd(budget));
        if (_excerpt is { } excerpt && !page.IsFull)
        {
            ShowExcerpt(excerpt.Start, Math.Min(excerpt.End, _line.End), isLast: excerpt.End >= _line.End);
        }
    }

    private void AddMatch(SearchMatch? found)
    {
        if (found is not { } match)
        {
            return;
        }

        var start = Math.Max(Math.Max(match.Start, match.End - MaximumMatch) - ContextLength, _shownTo);
        if (_excerpt is { } excerpt && start > excerpt.End)
        {
            ShowExcerpt(excerpt.Start, excerpt.End, isLast: false);
            _excerpt = null;
        }

        _excerpt = (_excerpt?.Start ?? start, Math.Max(_excerpt?.End ?? 0, match.End + ContextLength));
    }

    /// <summary>Shows the excerpt when no later match can extend it, or when it is full.</summary>
    private void ShowFinished()
    {
        if (_excerpt is not { } excerpt || page.IsFull)
        {
            return;
        }

        var joining = excerpt.End + ContextLength;
        if (_line.Read > joining && (pattern.EarliestStart is not { } oldest || oldest > joining))
        {
            ShowExcerpt(excerpt.Start, excerpt.End, isLast: false);
            _excerpt = null;
        }
        else if (_line.Read - excerpt.Start >= MaximumExcerpt)
        {
            var end = ShowExcerpt(excerpt.Start, Math.Min(excerpt.End, _line.Read), isLast: false);
            _excerpt = end < excerpt.End ? (end, excerpt.End) : null;
        }
    }

    /// <returns>The end that was shown: a grapheme cluster is not split.</returns>
    private long ShowExcerpt(long start, long end, bool isLast)
    {
        start = _line.CharacterStart(start);
        end = isLast ? end : _line.CharacterStart(end);
        var text = _line.From(start)[..(int)(end - start)];
        Show($"{_number} (column {start}): {(start > 0 ? "…" : "")}{text}{(isLast ? "" : "…")}", start);
        _shownTo = end;
        return end;
    }

    private void Show(string text, long start)
    {
        if (!page.IsFull && !page.TryAdd(text))
        {
            page.End(_number, start);
        }
    }

    private void EndWithinLine()
    {
        if (_excerpt is { } excerpt)
        {
            ShowExcerpt(excerpt.Start, Math.Min(excerpt.End, _line.End), isLast: false);
        }

        if (page.IsFull)
        {
            return;
        }

        // The next page searches an incomplete match again, unless this page made no other progress.
        var isGivenUp = pattern.EarliestStart <= _searchedFrom;
        var next = isGivenUp ? _line.Read : pattern.EarliestStart ?? _line.Read;
        var lost = isGivenUp ? " A match that begins before it and ends after it is not found." : "";
        page.End(
            _number,
            next,
            $"The search ended in line {_number} at column {next}, because this pattern is expensive: continue there.{lost}");
    }

    private void DropSearched()
    {
        var kept = Math.Max(Math.Min(pattern.EarliestStart ?? long.MaxValue, _line.Read), _line.Read - MaximumMatch) - ContextLength;
        _line.Drop(Math.Min(_excerpt?.Start ?? long.MaxValue, kept));
    }
}
