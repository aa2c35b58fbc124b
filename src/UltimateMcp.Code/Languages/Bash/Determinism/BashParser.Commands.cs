namespace UltimateMcp.Code.Languages.Bash.Determinism;

/// <summary>Simple commands with their assignments and redirections, here-documents, and <c>[[</c>.</summary>
internal sealed partial class BashParser
{
    private void ParseSimple()
    {
        List<BashWord> words = [];
        var assignments = 0;
        while (true)
        {
            SkipBlanks();
            if (ParseRedirection())
            {
                continue;
            }

            if (IsAtEnd || ("\n;&|()".Contains(Current, StringComparison.Ordinal) && !(Current == '(' && words.Count == 1)))
            {
                break;
            }

            if (Current == '(')
            {
                ParseDefinition(words[0]);
                return;
            }

            var mayAssign = words.Count == 0 || BashCommandCheck.Declares(words[0]);
            if (mayAssign && ParseAssignment())
            {
                assignments += words.Count > 0 ? 1 : 0;
            }
            else
            {
                words.Add(ParseWord());
            }
        }

        if (words.Count > 0)
        {
            new BashCommandCheck(symbols, _stage, Function, ScriptPosition, ParseNestedScript).Check(words, assignments);
        }

        if (_stage.Kind is "function" or "exec")
        {
            NoteMerge();
        }
    }

    private void ParseDefinition(BashWord name)
    {
        Expect("(");
        SkipBlanks();
        Expect(")");
        _stage.Kind = null;
        ParseFunction(name.Literal ?? throw SyntaxError());
    }

    /// <summary>
    /// <c>name=value</c>, <c>name+=value</c>, <c>name[i]=value</c>, <c>name=(…)</c>; false if there is no assignment
    /// here.
    /// </summary>
    private bool ParseAssignment()
    {
        var (start, line) = (_position, _line);
        var name = ParseName();
        if (name is null || !(Current is '=' or '[' || (Current == '+' && Next == '=')))
        {
            _position = start;
            return false;
        }

        if (Current == '[' && !ParseSubscript())
        {
            (_position, _line) = (start, line);
            return false;
        }

        Accept("+");
        if (!Accept("="))
        {
            (_position, _line) = (start, line);
            return false;
        }

        if (Current == '(')
        {
            ParseArray(name);
        }
        else if (IsAtEnd || " \t\n;&|)".Contains(Current, StringComparison.Ordinal))
        {
            symbols.Assign(name, line);
        }
        else
        {
            var value = ParseWord();
            CheckValue(value);
            symbols.Assign(name, value);
        }

        return true;
    }

    /// <summary>False if the bracket is part of a command's name.</summary>
    private bool ParseSubscript()
    {
        _position++;
        while (Current != ']')
        {
            if (IsAtEnd || Current is '\n' or ';')
            {
                return false;
            }

            ParsePart(new WordBuilder());
        }

        _position++;
        return Current is '=' or '+';
    }

    private void ParseArray(string name)
    {
        symbols.Assign(name, _line);
        Expect("(");
        for (SkipLines(); Current != ')'; SkipLines())
        {
            if (Current == '[' && text.AsSpan(_position).IndexOfAny(']', '\n') is > 0 and var end && text[_position + end] == ']'
                && _position + end + 1 < text.Length && text[_position + end + 1] == '=')
            {
                ParseSubscript();
                Accept("=");
                if (Current is ')' or ' ' or '\n')
                {
                    continue;
                }
            }

            var value = ParseWord();
            CheckValue(value);
            symbols.Flow(name, value);
        }

        _position++;
    }

    /// <summary>A value may become a path, so it must stay below the scratch folder.</summary>
    private static void CheckValue(BashWord value)
    {
        CheckFolder(value.Text);
        if (value is { First: null, Text: ['/', _, ..] })
        {
            BashCommandCheck.CheckPath(value, value.Text);
        }
    }

    private static void CheckFolder(string value) => BashDeterminism.CheckFolders(value, 1);

    private void ParseRedirections()
    {
        for (SkipBlanks(); ParseRedirection(); SkipBlanks())
        {
        }
    }

    private bool ParseRedirection()
    {
        var start = _position;
        while (char.IsAsciiDigit(Current))
        {
            _position++;
        }

        var descriptor = text[start.._position];
        if (!(Current is '<' or '>' || (Current == '&' && Next == '>' && descriptor.Length == 0))
            || (Next == '(' && descriptor.Length == 0))
        {
            _position = start;
            return false;
        }

        if (descriptor is not ("" or "0" or "1" or "2"))
        {
            throw new NondeterminismException(descriptor, _line, "only descriptors 0 to 2 are followed");
        }

        ParseTarget(descriptor);
        return true;
    }

    private void ParseTarget(string descriptor)
    {
        if (Accept("<<<"))
        {
            SkipBlanks();
            ParseWord();
        }
        else if (Accept("<<"))
        {
            BeginDocument();
        }
        else if (Accept("<>"))
        {
            throw SyntaxError();
        }
        else if (Accept("&>>") || Accept("&>"))
        {
            _stage.MergesErrors = true;
            ParseFile(writes: true);
        }
        else if (Accept(">>") || Accept(">|"))
        {
            ParseFile(writes: true);
        }
        else if (Accept(">&") || Accept("<&"))
        {
            ParseDuplicate(descriptor);
        }
        else
        {
            ParseFile(writes: text[_position++] == '>');
        }
    }

    private void ParseDuplicate(string descriptor)
    {
        SkipBlanks();
        if (Current is not ('0' or '1' or '2' or '-'))
        {
            throw new NondeterminismException(">&", _line, "only descriptors 0 to 2 are followed");
        }

        if (Current == '2' && descriptor != "2")
        {
            _stage.WriteErrors();
        }

        _stage.MergesErrors |= Current == '1' && descriptor == "2";

        _position++;
    }

    private void ParseFile(bool writes)
    {
        SkipBlanks();
        var file = ParseWord();
        BashCommandCheck.CheckFile(symbols, file);
        if (writes)
        {
            _stage.Write(file);
        }
        else
        {
            _stage.Mention(file);
        }
    }

    private void BeginDocument()
    {
        var stripsTabs = Accept("-");
        SkipBlanks();
        var end = ParseWord();
        if (!end.IsLiteral)
        {
            throw SyntaxError();
        }

        _documents.Add((end.Text, !end.Raw.AsSpan().ContainsAny('\'', '"', '\\'), stripsTabs));
    }

    private void ParseDocuments()
    {
        var documents = _documents.ToArray();
        _documents.Clear();
        foreach (var (end, isExpanded, stripsTabs) in documents)
        {
            ParseDocument(end, isExpanded, stripsTabs);
        }
    }

    /// <summary>Line by line, so that an expansion may span lines.</summary>
    private void ParseDocument(string end, bool isExpanded, bool stripsTabs)
    {
        while (true)
        {
            if (IsAtEnd)
            {
                throw SyntaxError();
            }

            var line = text.AsSpan(_position);
            var length = line.IndexOf('\n') is >= 0 and var found ? found : line.Length;
            if ((stripsTabs ? line[..length].TrimStart('\t') : line[..length]).SequenceEqual(end))
            {
                _position = Math.Min(_position + length + 1, text.Length);
                _line++;
                return;
            }

            ParseDocumentLine(_position + length, isExpanded);
        }
    }

    private void ParseDocumentLine(int lineEnd, bool isExpanded)
    {
        while (_position < lineEnd && !IsAtEnd)
        {
            if (isExpanded)
            {
                ParseQuotedPart(new WordBuilder());
            }
            else
            {
                _position = lineEnd;
            }
        }

        if (Current == '\n' && _position == lineEnd)
        {
            _position++;
            _line++;
        }
        else if (_position > lineEnd && text[_position - 1] != '\n')
        {
            // An expansion spanned the end of the line: parse the rest of its last line.
            ParseDocumentLine(text.IndexOf('\n', _position) is >= 0 and var end ? end : text.Length, isExpanded);
        }
    }

    /// <summary>After <c>[[</c>: words and operators up to <c>]]</c>.</summary>
    private void ParseTest()
    {
        string? before = null;
        for (SkipLines(); !AcceptTestEnd(); SkipLines())
        {
            if (before == "=~")
            {
                ParseExpression();
                before = null;
            }
            else if (Current is '(' or ')' or '<' or '>' || Accept("&&") || Accept("||"))
            {
                _position += Current is '(' or ')' or '<' or '>' ? 1 : 0;
                before = null;
            }
            else
            {
                var word = ParseWord();
                BashCommandCheck.CheckTestWord(symbols, word, before);
                before = word.Literal;
            }
        }
    }

    private bool AcceptTestEnd()
    {
        if (IsAtEnd)
        {
            throw SyntaxError();
        }

        if (PeekWord() != "]]")
        {
            return false;
        }

        _position += 2;
        return true;
    }

    /// <summary>A regular expression may contain parentheses.</summary>
    private void ParseExpression()
    {
        var depth = 0;
        while (depth > 0 || Current is not (' ' or '\t' or '\n'))
        {
            if (IsAtEnd)
            {
                throw SyntaxError();
            }

            depth += Current switch { '(' => 1, ')' => -1, _ => 0 };
            _line += Current == '\n' ? 1 : 0;
            ParsePart(new WordBuilder());
        }
    }
}
