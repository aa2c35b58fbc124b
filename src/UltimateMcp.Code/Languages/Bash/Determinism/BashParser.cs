using System.Runtime.CompilerServices;

namespace UltimateMcp.Code.Languages.Bash.Determinism;

/// <summary>
/// Parses a script as bash does: lists, pipelines, compound and simple commands, and the expansions in their words.
/// Each simple command is checked as soon as it is parsed.
/// </summary>
internal sealed partial class BashParser(string text, int firstLine, BashSymbols symbols, CancellationToken cancellationToken)
{
    private const int MaximumNesting = ProgramSource.MaximumNesting / 3;

    private readonly List<(string End, bool IsExpanded, bool StripsTabs)> _documents = [];
    private PipelineStage _stage = new();
    private int _position;
    private int _line = firstLine;
    private int _depth;
    private int _compoundDepth;

    /// <summary>Nesting depth of the script that contains this one.</summary>
    private int OuterDepth { get; init; }

    private string? Function { get; set; }

    /// <summary>Position of this nested script in the outermost one; -1 for that one.</summary>
    private int Origin { get; init; } = -1;

    private char Current => _position < text.Length ? text[_position] : '\0';

    private char Next => _position + 1 < text.Length ? text[_position + 1] : '\0';

    private bool IsAtEnd => _position >= text.Length;

    private int ScriptPosition => Origin >= 0 ? Origin : _position;

    public void ParseScript()
    {
        ParseList();
        if (!IsAtEnd || _documents.Count > 0)
        {
            throw SyntaxError();
        }
    }

    private NondeterminismException SyntaxError() => new(IsAtEnd ? "…" : Current.ToString(), _line, "it cannot be parsed");

    private void EnterNesting()
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (OuterDepth + ++_depth > MaximumNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new NondeterminismException("…", _line, "it is nested too deeply");
        }
    }

    private bool Accept(string expected)
    {
        if (string.CompareOrdinal(text, _position, expected, 0, expected.Length) != 0)
        {
            return false;
        }

        _position += expected.Length;
        return true;
    }

    private void Expect(string expected)
    {
        if (!Accept(expected))
        {
            throw SyntaxError();
        }
    }

    private void SkipBlanks()
    {
        while (true)
        {
            if (Current is ' ' or '\t')
            {
                _position++;
            }
            else if (Current == '\\' && Next == '\n')
            {
                _position += 2;
                _line++;
            }
            else if (Current == '#' && (_position == 0 || " \t\n;&|()`".Contains(text[_position - 1], StringComparison.Ordinal)))
            {
                _position = text.IndexOf('\n', _position) is >= 0 and var end ? end : text.Length;
            }
            else
            {
                return;
            }
        }
    }

    private void SkipLines()
    {
        SkipBlanks();
        while (Current == '\n')
        {
            AcceptLine();
            SkipBlanks();
        }
    }

    private void AcceptLine()
    {
        _position++;
        _line++;
        if (_documents.Count > 0)
        {
            ParseDocuments();
        }
    }

    /// <summary>The unquoted word at the current position, if it may be a reserved word; else empty.</summary>
    private string PeekWord()
    {
        var end = _position;
        while (end < text.Length && (char.IsAsciiLetter(text[end]) || text[end] is '{' or '}' or '!' or '[' or ']'))
        {
            end++;
        }

        return end == text.Length || " \t\n;&|()<>".Contains(text[end], StringComparison.Ordinal) ? text[_position..end] : "";
    }

    private bool AcceptWord(string word)
    {
        SkipLines();
        if (PeekWord() != word)
        {
            return false;
        }

        _position += word.Length;
        return true;
    }

    private void ExpectWord(string word)
    {
        if (!AcceptWord(word))
        {
            throw SyntaxError();
        }
    }

    /// <summary>Commands up to the reserved word or parenthesis that closes the enclosing construct.</summary>
    private void ParseList()
    {
        EnterNesting();
        SkipLines();
        while (!IsAtEnd && Current != ')' && !(Current == ';' && Next is ';' or '&')
            && PeekWord() is not ("then" or "do" or "done" or "fi" or "else" or "elif" or "esac" or "}"))
        {
            ParsePipeline();
            SkipBlanks();
            if (Accept("&&") || Accept("||"))
            {
                SkipLines();
            }
            else if (Current == '&')
            {
                throw new NondeterminismException("&", _line, "background commands race");
            }
            else if (Current == ';' && Next is not (';' or '&'))
            {
                _position++;
            }
            else if (Current is not ('\n' or ')' or ';' or '\0'))
            {
                throw SyntaxError();
            }

            SkipLines();
        }

        _depth--;
    }

    private void ParsePipeline()
    {
        while (PeekWord() == "!")
        {
            _position++;
            SkipBlanks();
        }

        var outer = _stage;
        List<PipelineStage> members = [];
        do
        {
            SkipLines();
            members.Add(_stage = new PipelineStage());
            ParseCommand();
            SkipBlanks();
        }
        while (AcceptPipe());
        _stage = outer;
        PipelineStage.Check(members, symbols, _line);
        members.ForEach(outer.Add);
    }

    private bool AcceptPipe()
    {
        if (Current != '|' || Next == '|')
        {
            return false;
        }

        if (Next == '&')
        {
            _stage.MergesErrors = true;
            NoteMerge();
        }

        _position += Next == '&' ? 2 : 1;
        return true;
    }

    private void ParseCommand()
    {
        EnterNesting();
        var word = PeekWord();
        if (Current == '(')
        {
            if (Next == '(')
            {
                ParseArithmeticCommand();
            }
            else
            {
                _position++;
                ParseCompound("subshell", () => ParseList());
                Expect(")");
            }
        }
        else if (word is "{" or "if" or "while" or "until" or "for" or "case" or "[[" or "function")
        {
            _position += word.Length;
            ParseCompound(word, () => ParseReserved(word));
        }
        else if (word is "select" or "time" or "coproc")
        {
            throw new NondeterminismException(word, _line, "it is not listed");
        }
        else
        {
            ParseSimple();
            _depth--;
            return;
        }

        ParseRedirections();
        NoteMerge();
        _depth--;
    }

    private void NoteMerge()
    {
        if (_stage.MergesErrors)
        {
            symbols.MergeLine ??= _line;
        }
    }

    private void ParseCompound(string word, Action read)
    {
        _stage.Kind = word;
        _compoundDepth++;
        read();
        _compoundDepth--;
    }
}
