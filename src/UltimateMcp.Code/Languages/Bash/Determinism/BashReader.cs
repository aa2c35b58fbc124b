using System.Runtime.CompilerServices;

namespace UltimateMcp.Code.Languages.Bash.Determinism;

/// <summary>
/// Reads a script as bash parses it: lists, pipelines, compound and simple commands, with all that is expanded in their words. Each simple
/// command is held against
/// the lists when it has been read.
/// </summary>
internal sealed partial class BashReader(string text, int firstLine, BashFacts facts, CancellationToken cancellationToken)
{
    private const int DeepestNesting = ProgramText.DeepestNesting / 3;

    private readonly List<(string End, bool IsExpanded, bool StripsTabs)> _documents = [];
    private PipelineMember _member = new();
    private int _at;
    private int _line = firstLine;
    private int _depth;
    private int _compound;

    /// <summary>How deep the script is nested that this is part of.</summary>
    private int Outer { get; init; }

    private string? Function { get; set; }

    /// <summary>Where in the whole script this part stands.</summary>
    private int Position { get; init; } = -1;

    private char Current => _at < text.Length ? text[_at] : '\0';

    private char Next => _at + 1 < text.Length ? text[_at + 1] : '\0';

    private bool IsAtEnd => _at >= text.Length;

    private int Place => Position >= 0 ? Position : _at;

    public void ReadScript()
    {
        ReadList();
        if (!IsAtEnd || _documents.Count > 0)
        {
            throw Unreadable();
        }
    }

    private UndeterminedException Unreadable() => new(IsAtEnd ? "…" : Current.ToString(), _line, "it cannot be parsed");

    private void Deeper()
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Outer + ++_depth > DeepestNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new UndeterminedException("…", _line, "it is nested too deep");
        }
    }

    private bool Take(string expected)
    {
        if (string.CompareOrdinal(text, _at, expected, 0, expected.Length) != 0)
        {
            return false;
        }

        _at += expected.Length;
        return true;
    }

    private void Expect(string expected)
    {
        if (!Take(expected))
        {
            throw Unreadable();
        }
    }

    private void SkipBlanks()
    {
        while (true)
        {
            if (Current is ' ' or '\t')
            {
                _at++;
            }
            else if (Current == '\\' && Next == '\n')
            {
                _at += 2;
                _line++;
            }
            else if (Current == '#' && (_at == 0 || " \t\n;&|()`".Contains(text[_at - 1], StringComparison.Ordinal)))
            {
                _at = text.IndexOf('\n', _at) is >= 0 and var end ? end : text.Length;
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
            TakeLine();
            SkipBlanks();
        }
    }

    private void TakeLine()
    {
        _at++;
        _line++;
        if (_documents.Count > 0)
        {
            ReadDocuments();
        }
    }

    /// <summary>The reserved word that stands here, unquoted and whole.</summary>
    private string PeekWord()
    {
        var end = _at;
        while (end < text.Length && (char.IsAsciiLetter(text[end]) || text[end] is '{' or '}' or '!' or '[' or ']'))
        {
            end++;
        }

        return end == text.Length || " \t\n;&|()<>".Contains(text[end], StringComparison.Ordinal) ? text[_at..end] : "";
    }

    private bool TakeWord(string word)
    {
        SkipLines();
        if (PeekWord() != word)
        {
            return false;
        }

        _at += word.Length;
        return true;
    }

    private void ExpectWord(string word)
    {
        if (!TakeWord(word))
        {
            throw Unreadable();
        }
    }

    /// <summary>Commands up to the word or parenthesis that ends what they stand in.</summary>
    private void ReadList()
    {
        Deeper();
        SkipLines();
        while (!IsAtEnd && Current != ')' && !(Current == ';' && Next is ';' or '&')
            && PeekWord() is not ("then" or "do" or "done" or "fi" or "else" or "elif" or "esac" or "}"))
        {
            ReadPipeline();
            SkipBlanks();
            if (Take("&&") || Take("||"))
            {
                SkipLines();
            }
            else if (Current == '&')
            {
                throw new UndeterminedException("&", _line, "what runs in the background races");
            }
            else if (Current == ';' && Next is not (';' or '&'))
            {
                _at++;
            }
            else if (Current is not ('\n' or ')' or ';' or '\0'))
            {
                throw Unreadable();
            }

            SkipLines();
        }

        _depth--;
    }

    private void ReadPipeline()
    {
        while (PeekWord() == "!")
        {
            _at++;
            SkipBlanks();
        }

        var outer = _member;
        List<PipelineMember> members = [];
        do
        {
            SkipLines();
            members.Add(_member = new PipelineMember());
            ReadCommand();
            SkipBlanks();
        }
        while (TakePipe());
        _member = outer;
        PipelineMember.Check(members, facts, _line);
        members.ForEach(outer.Add);
    }

    private bool TakePipe()
    {
        if (Current != '|' || Next == '|')
        {
            return false;
        }

        if (Next == '&')
        {
            _member.JoinsErrors = true;
            NoteJoin();
        }

        _at += Next == '&' ? 2 : 1;
        return true;
    }

    private void ReadCommand()
    {
        Deeper();
        var word = PeekWord();
        if (Current == '(')
        {
            if (Next == '(')
            {
                ReadArithmeticCommand();
            }
            else
            {
                _at++;
                ReadCompound("subshell", () => ReadList());
                Expect(")");
            }
        }
        else if (word is "{" or "if" or "while" or "until" or "for" or "case" or "[[" or "function")
        {
            _at += word.Length;
            ReadCompound(word, () => ReadReserved(word));
        }
        else if (word is "select" or "time" or "coproc")
        {
            throw new UndeterminedException(word, _line, "it is not listed");
        }
        else
        {
            ReadSimple();
            _depth--;
            return;
        }

        ReadRedirections();
        NoteJoin();
        _depth--;
    }

    private void NoteJoin()
    {
        if (_member.JoinsErrors)
        {
            facts.JoinLine ??= _line;
        }
    }

    private void ReadCompound(string word, Action read)
    {
        _member.Kind = word;
        _compound++;
        read();
        _compound--;
    }
}
