namespace UltimateMcp.Code.Languages.Bash.Determinism;

/// <summary>Simple commands with their assignments and redirections, here-documents, and <c>[[</c>.</summary>
internal sealed partial class BashReader
{
    private void ReadSimple()
    {
        List<BashWord> words = [];
        var assignments = 0;
        while (true)
        {
            SkipBlanks();
            if (ReadRedirection())
            {
                continue;
            }

            if (IsAtEnd || ("\n;&|()".Contains(Current, StringComparison.Ordinal) && !(Current == '(' && words.Count == 1)))
            {
                break;
            }

            if (Current == '(')
            {
                ReadDefinition(words[0]);
                return;
            }

            var mayAssign = words.Count == 0 || BashCommands.Declares(words[0]);
            if (mayAssign && ReadAssignment())
            {
                assignments += words.Count > 0 ? 1 : 0;
            }
            else
            {
                words.Add(ReadWord());
            }
        }

        if (words.Count > 0)
        {
            new BashCommands(facts, _member, Function, Place, ReadText).Check(words, assignments);
        }

        if (_member.Kind is "function" or "exec")
        {
            NoteJoin();
        }
    }

    private void ReadDefinition(BashWord name)
    {
        Expect("(");
        SkipBlanks();
        Expect(")");
        _member.Kind = null;
        ReadFunction(name.Literal ?? throw Unreadable());
    }

    /// <summary><c>name=value</c>, <c>name+=value</c>, <c>name[i]=value</c>, <c>name=(…)</c>; false where none stands here.</summary>
    private bool ReadAssignment()
    {
        var (start, line) = (_at, _line);
        var name = ReadName();
        if (name is null || !(Current is '=' or '[' || (Current == '+' && Next == '=')))
        {
            _at = start;
            return false;
        }

        if (Current == '[' && !ReadSubscript())
        {
            (_at, _line) = (start, line);
            return false;
        }

        Take("+");
        if (!Take("="))
        {
            (_at, _line) = (start, line);
            return false;
        }

        if (Current == '(')
        {
            ReadArray(name);
        }
        else if (IsAtEnd || " \t\n;&|)".Contains(Current, StringComparison.Ordinal))
        {
            facts.Assign(name, line);
        }
        else
        {
            var value = ReadWord();
            CheckValue(value);
            facts.Assign(name, value);
        }

        return true;
    }

    /// <summary>False where it is no subscript, but the pattern of a command's name.</summary>
    private bool ReadSubscript()
    {
        _at++;
        while (Current != ']')
        {
            if (IsAtEnd || Current is '\n' or ';')
            {
                return false;
            }

            ReadPart(new WordDraft());
        }

        _at++;
        return Current is '=' or '+';
    }

    private void ReadArray(string name)
    {
        facts.Assign(name, _line);
        Expect("(");
        for (SkipLines(); Current != ')'; SkipLines())
        {
            if (Current == '[' && text.AsSpan(_at).IndexOfAny(']', '\n') is > 0 and var end && text[_at + end] == ']'
                && _at + end + 1 < text.Length && text[_at + end + 1] == '=')
            {
                ReadSubscript();
                Take("=");
                if (Current is ')' or ' ' or '\n')
                {
                    continue;
                }
            }

            var value = ReadWord();
            CheckValue(value);
            facts.Flow(name, value);
        }

        _at++;
    }

    /// <summary>A value may become a path, so it must not be one that leads elsewhere.</summary>
    private static void CheckValue(BashWord value)
    {
        CheckFolder(value.Text);
        if (value is { First: null, Text: ['/', _, ..] })
        {
            BashCommands.CheckPath(value, value.Text);
        }
    }

    private static void CheckFolder(string value) => BashDeterminism.CheckFolders(value, 1);

    private void ReadRedirections()
    {
        for (SkipBlanks(); ReadRedirection(); SkipBlanks())
        {
        }
    }

    private bool ReadRedirection()
    {
        var start = _at;
        while (char.IsAsciiDigit(Current))
        {
            _at++;
        }

        var descriptor = text[start.._at];
        if (!(Current is '<' or '>' || (Current == '&' && Next == '>' && descriptor.Length == 0))
            || (Next == '(' && descriptor.Length == 0))
        {
            _at = start;
            return false;
        }

        if (descriptor is not ("" or "0" or "1" or "2"))
        {
            throw new UndeterminedException(descriptor, _line, "only the standard streams are followed");
        }

        ReadTarget(descriptor);
        return true;
    }

    private void ReadTarget(string descriptor)
    {
        if (Take("<<<"))
        {
            SkipBlanks();
            ReadWord();
        }
        else if (Take("<<"))
        {
            BeginDocument();
        }
        else if (Take("<>"))
        {
            throw Unreadable();
        }
        else if (Take("&>>") || Take("&>"))
        {
            _member.JoinsErrors = true;
            ReadFile(writes: true);
        }
        else if (Take(">>") || Take(">|"))
        {
            ReadFile(writes: true);
        }
        else if (Take(">&") || Take("<&"))
        {
            ReadDuplicate(descriptor);
        }
        else
        {
            ReadFile(writes: text[_at++] == '>');
        }
    }

    private void ReadDuplicate(string descriptor)
    {
        SkipBlanks();
        if (Current is not ('0' or '1' or '2' or '-'))
        {
            throw new UndeterminedException(">&", _line, "only the standard streams are followed");
        }

        if (Current == '2' && descriptor != "2")
        {
            _member.WriteErrors();
        }

        _member.JoinsErrors |= Current == '1' && descriptor == "2";

        _at++;
    }

    private void ReadFile(bool writes)
    {
        SkipBlanks();
        var file = ReadWord();
        BashCommands.CheckFile(facts, file);
        if (writes)
        {
            _member.Write(file);
        }
        else
        {
            _member.Mention(file);
        }
    }

    private void BeginDocument()
    {
        var stripsTabs = Take("-");
        SkipBlanks();
        var end = ReadWord();
        if (!end.IsLiteral)
        {
            throw Unreadable();
        }

        _documents.Add((end.Text, !end.Raw.AsSpan().ContainsAny('\'', '"', '\\'), stripsTabs));
    }

    private void ReadDocuments()
    {
        var documents = _documents.ToArray();
        _documents.Clear();
        foreach (var (end, isExpanded, stripsTabs) in documents)
        {
            ReadDocument(end, isExpanded, stripsTabs);
        }
    }

    /// <summary>Line by line, so that an expansion that goes over several lines is read with them.</summary>
    private void ReadDocument(string end, bool isExpanded, bool stripsTabs)
    {
        while (true)
        {
            if (IsAtEnd)
            {
                throw Unreadable();
            }

            var line = text.AsSpan(_at);
            var length = line.IndexOf('\n') is >= 0 and var found ? found : line.Length;
            if ((stripsTabs ? line[..length].TrimStart('\t') : line[..length]).SequenceEqual(end))
            {
                _at = Math.Min(_at + length + 1, text.Length);
                _line++;
                return;
            }

            ReadDocumentLine(_at + length, isExpanded);
        }
    }

    private void ReadDocumentLine(int lineEnd, bool isExpanded)
    {
        while (_at < lineEnd && !IsAtEnd)
        {
            if (isExpanded)
            {
                ReadQuotedPart(new WordDraft());
            }
            else
            {
                _at = lineEnd;
            }
        }

        if (Current == '\n' && _at == lineEnd)
        {
            _at++;
            _line++;
        }
        else if (_at > lineEnd && text[_at - 1] != '\n')
        {
            // An expansion went over the end of the line; the rest of its last line is read as one.
            ReadDocumentLine(text.IndexOf('\n', _at) is >= 0 and var end ? end : text.Length, isExpanded);
        }
    }

    /// <summary>Behind <c>[[</c>: words and operators up to <c>]]</c>.</summary>
    private void ReadTest()
    {
        string? before = null;
        for (SkipLines(); !TakeTestEnd(); SkipLines())
        {
            if (before == "=~")
            {
                ReadExpression();
                before = null;
            }
            else if (Current is '(' or ')' or '<' or '>' || Take("&&") || Take("||"))
            {
                _at += Current is '(' or ')' or '<' or '>' ? 1 : 0;
                before = null;
            }
            else
            {
                var word = ReadWord();
                BashCommands.CheckTestWord(facts, word, before);
                before = word.Literal;
            }
        }
    }

    private bool TakeTestEnd()
    {
        if (IsAtEnd)
        {
            throw Unreadable();
        }

        if (PeekWord() != "]]")
        {
            return false;
        }

        _at += 2;
        return true;
    }

    /// <summary>A regular expression may hold parentheses.</summary>
    private void ReadExpression()
    {
        var depth = 0;
        while (depth > 0 || Current is not (' ' or '\t' or '\n'))
        {
            if (IsAtEnd)
            {
                throw Unreadable();
            }

            depth += Current switch { '(' => 1, ')' => -1, _ => 0 };
            _line += Current == '\n' ? 1 : 0;
            ReadPart(new WordDraft());
        }
    }
}
