using System.Collections.Immutable;
using UltimateMcp.Code.Linters;

namespace UltimateMcp.Code.Languages.Bash.Linting;

/// <summary>
/// Finds the functions, sourced files and directives of a script, which need not be correct. It knows words, quotes, expansions,
/// here-documents and compound commands (Bash Reference Manual, 3.1 to 3.2), and takes whatever fits nowhere as it comes.
/// </summary>
internal sealed partial class BashScanner
{
    private const int MaximumNesting = 100;
    private const int MaximumOpen = 1000;

    private readonly LintSource _source;
    private readonly string _text;
    private readonly List<BashFunction> _functions = [];
    private readonly List<string> _imports = [];
    private readonly List<(int Start, int End)> _directives = [];
    private readonly List<OpenCommand> _open = [];
    private readonly Queue<(string Delimiter, bool StripsTabs)> _hereDocuments = [];
    private BashFunction? _pending;
    private bool _isCommand;
    private bool _isImport;
    private int _at;
    private int _nesting;

    private BashScanner(LintSource source) => (_source, _text) = (source, source.Text);

    /// <summary>The comments that turn rules of shellcheck off.</summary>
    public IReadOnlyList<(int Start, int End)> Directives => _directives;

    public SourceStructure Structure => new(
        [.. _functions.Select(one => new SourceDefinition(one.Name, one.Line, one.EndLine ?? _source.Lines))],
        [],
        [.. _imports.Distinct(StringComparer.Ordinal)],
        _functions.Select(static one => one.Complexity).Append(1).Max());

    public static BashScanner Scan(LintSource source)
    {
        var scanner = new BashScanner(source);
        scanner.ScanCommands('\0');
        return scanner;
    }

    private OpenCommand? Innermost => _open.Count == 0 ? null : _open[^1];

    private char Next => _at + 1 < _text.Length ? _text[_at + 1] : '\0';

    /// <param name="terminator">Ends a command substitution; NUL for the whole script.</param>
    private void ScanCommands(char terminator)
    {
        var outer = _open.Count;
        _isCommand = true;
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (c == terminator && (c == '`' || _open.Count <= outer))
            {
                break;
            }

            ScanPiece(c, terminator);
        }

        _open.RemoveRange(Math.Min(outer, _open.Count), Math.Max(0, _open.Count - outer));
    }

    private void ScanPiece(char c, char terminator)
    {
        switch (c)
        {
            case '\n':
                _at++;
                SkipHereDocuments();
                StartCommand();
                break;
            case ' ' or '\t' or '\r':
                _at++;
                break;
            case '\\' when Next is '\n' or '\r':
                _at += 2;
                break;
            case '#':
                ScanComment(terminator);
                break;
            case ';' or '&' or '|':
                ScanOperator(c);
                break;
            case '<' or '>':
                ScanRedirection();
                break;
            case '(':
                ScanOpening();
                break;
            case ')':
                ScanClosing();
                break;
            default:
                ScanWord(terminator);
                break;
        }
    }

    private void StartCommand() => _isCommand = Innermost is not { IsListOfWords: true };

    private void ScanComment(char terminator)
    {
        var start = _at;
        var length = _text.AsSpan(start).IndexOfAny('\n', terminator == '`' ? '`' : '\n');
        _at = length < 0 ? _text.Length : start + length;
        var end = _at > start && _text[_at - 1] == '\r' ? _at - 1 : _at;
        var (line, column) = _source.PlaceOf(start);
        if (_source.LineAt(line)[..(column - 1)].IsWhiteSpace() && IsDirective(_text.AsSpan(start + 1, end - start - 1)))
        {
            _directives.Add((start, end));
        }
    }

    private static bool IsDirective(ReadOnlySpan<char> comment)
    {
        var words = comment.TrimStart();
        return words.StartsWith("shellcheck") && words["shellcheck".Length..].IndexOfAny(' ', '\t') == 0
            && words.Contains("disable=", StringComparison.Ordinal);
    }

    private void ScanOperator(char c)
    {
        var isDouble = Next == c;
        if (isDouble && c != ';')
        {
            Branch();
        }

        if (c == ';' && (isDouble || Next == '&') && Innermost is { CaseState: CaseState.Commands } arms)
        {
            arms.CaseState = CaseState.Pattern;
        }

        _at += isDouble || (c == ';' && Next == '&') || (c == '|' && Next == '&') ? 2 : 1;
        StartCommand();
    }

    /// <summary>One more way through the function.</summary>
    private void Branch()
    {
        if (_open.FindLast(static one => one.Function is not null)?.Function is { } function)
        {
            function.Complexity++;
        }
    }

    private void ScanOpening()
    {
        if (Next == '(' && Innermost is not { CaseState: CaseState.Pattern } && SkipArithmetic(_at))
        {
            _isCommand = false;
        }
        else if (Innermost is { CaseState: CaseState.Pattern })
        {
            _at++;
        }
        else
        {
            _at++;
            Open(")");
        }
    }

    private void ScanClosing()
    {
        _at++;
        if (Innermost is { CaseState: CaseState.Pattern } arms)
        {
            arms.CaseState = CaseState.Commands;
            Branch();
            _isCommand = true;
        }
        else
        {
            Close(")");
            _isCommand = false;
        }
    }

    private void Open(string closer, bool isListOfWords = false)
    {
        if (_open.Count < MaximumOpen)
        {
            _open.Add(new OpenCommand(closer, isListOfWords || closer == "]]", _pending)
            {
                CaseState = closer == "esac" ? CaseState.Word : CaseState.None,
            });
        }

        _pending = null;
        StartCommand();
    }

    private void Close(string closer)
    {
        if (Innermost is { } open && open.Closer == closer)
        {
            _open.RemoveAt(_open.Count - 1);
            if (open.Function is { } function)
            {
                function.EndLine = _source.PlaceOf(_at - 1).Line;
            }
        }
    }

    /// <summary>Where in a <c>case</c> the scanner is.</summary>
    private enum CaseState
    {
        None,
        Word,
        Pattern,
        Commands,
    }

    private sealed class BashFunction(string name, int line)
    {
        public string Name => name;

        public int Line => line;

        public int? EndLine { get; set; }

        public int Complexity { get; set; } = 1;
    }

    /// <param name="Closer">The word or bracket that ends it.</param>
    /// <param name="IsListOfWords">A test or an array: nothing in it is a command.</param>
    /// <param name="Function">Whose body it is.</param>
    private sealed record OpenCommand(string Closer, bool IsListOfWords, BashFunction? Function)
    {
        public CaseState CaseState { get; set; }
    }
}
