namespace UltimateMcp.Code.Languages.Bash.Determinism;

/// <summary>Holds the options and operands of a listed tool against its row.</summary>
internal sealed class BashToolArguments(BashFacts facts, CommandRow row, string name, PipelineMember member)
{
    private bool _hasProgram;
    private bool _isQuiet;

    public void Check(List<BashWord> words)
    {
        var isOption = true;
        for (var i = 1; i < words.Count; i++)
        {
            var word = words[i];
            if (isOption && word is { First: null, Text: "--" })
            {
                isOption = false;
            }
            else if (isOption && word is { First: null, Text: ['-', _, ..] })
            {
                i += CheckOption(word, i + 1 < words.Count ? words[i + 1] : null);
            }
            else
            {
                CheckOperand(word, isOption);
            }
        }

        if (name == "head" || _isQuiet)
        {
            member.EndEarly();
        }

        if (!_hasProgram && row.Arguments is ArgumentRule.Sed or ArgumentRule.Awk)
        {
            throw BashCommands.Found(words[0], "its program does not stand in the text");
        }
    }

    /// <returns>How many words after it are its value.</returns>
    private int CheckOption(BashWord word, BashWord? next)
    {
        if (word.Text.StartsWith("--", StringComparison.Ordinal))
        {
            CheckLongOption(word);
            return 0;
        }

        for (var i = 1; i < word.Text.Length; i++)
        {
            if (!row.Letters.Contains(word.Text[i], StringComparison.Ordinal))
            {
                throw BashCommands.Found(word, "the option is not listed");
            }

            _isQuiet |= name == "grep" && word.Text[i] is 'q' or 'm' or 'l' or 'L';
            if (row.Valued.Contains(word.Text[i], StringComparison.Ordinal))
            {
                var isNext = i == word.Text.Length - 1 && word.IsLiteral;
                CheckValue(word, word.Text[i], isNext ? next?.Literal : word.IsLiteral ? word.Text[(i + 1)..] : null, isNext ? next : word);
                return isNext ? 1 : 0;
            }
        }

        // -n$count and the like: more letters may follow.
        return word.Literal is null && !row.IsOptionSafe ? throw BashCommands.Found(word, "its options do not stand in the text") : 0;
    }

    private void CheckLongOption(BashWord word)
    {
        var option = word.Text[2..].Split('=')[0];
        if (!row.Words.Contains(option) || (word.Literal is null && !word.Text.Contains('=', StringComparison.Ordinal)))
        {
            throw BashCommands.Found(word, "the option is not listed");
        }

        _isQuiet |= option is "quiet" or "silent" && name == "grep";
        if (option is "output")
        {
            BashCommands.CheckPath(word, word.Text.Split('=')[^1]);
            throw BashCommands.Found(word, "the option is not listed");
        }

        if (option is "expression")
        {
            CheckProgram(word, word.Literal is null || !word.Text.Contains('=', StringComparison.Ordinal)
                ? null : word.Text[(word.Text.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        }
    }

    private void CheckValue(BashWord word, char letter, string? value, BashWord? from)
    {
        if (name == "sed" || (name == "grep" && letter == 'e'))
        {
            CheckProgram(word, name == "sed" ? value : "");
        }
        else if (name == "sort" && letter is 'o' or 't')
        {
            if (letter == 'o')
            {
                BashCommands.CheckFile(facts, from ?? throw BashCommands.Found(word, "its value is missing"));
                member.Write(from);
            }
        }
        else if (name == "awk" && letter == 'v' && (from is null || (from.First is not null && from != word)))
        {
            throw BashCommands.Found(word, "which variable it is does not stand in the text");
        }
    }

    private void CheckProgram(BashWord word, string? program)
    {
        _hasProgram = true;
        switch (row.Arguments)
        {
            case ArgumentRule.Sed:
                if (new SedScript(program ?? throw BashCommands.Found(word, "its program does not stand in the text"), word).Check())
                {
                    member.EndEarly();
                }

                break;
            case ArgumentRule.Awk:
                if (new AwkProgram(program ?? throw BashCommands.Found(word, "its program does not stand in the text"), word).Check())
                {
                    member.EndEarly();
                }

                break;
        }
    }

    private void CheckOperand(BashWord word, bool mayBeOption)
    {
        if (mayBeOption && !row.IsOptionSafe && word.First is { } first)
        {
            if (first.Length == 0)
            {
                throw BashCommands.Found(word, "it may become an option");
            }

            facts.Guard(first, word.Line, "it may become an option");
        }

        if (row.Arguments is ArgumentRule.Sed or ArgumentRule.Awk or ArgumentRule.PatternThenFiles && !_hasProgram)
        {
            CheckProgram(word, word.Literal);
        }
        else if (row.Arguments == ArgumentRule.Awk && word.Literal?.Contains('=', StringComparison.Ordinal) == true)
        {
            // An assignment.
        }
        else if (row.Arguments != ArgumentRule.Text)
        {
            BashCommands.CheckFile(facts, word);
            if (name is "tee" or "cp" or "mv")
            {
                member.Write(word);
            }
        }
    }
}
