namespace UltimateMcp.Code.Languages.Bash.Determinism;

/// <summary>Checks the options and operands of a listed tool.</summary>
internal sealed class BashToolArguments(BashSymbols symbols, ToolRule rule, string name, PipelineStage stage)
{
    private bool _hasProgram;
    private bool _mayExitEarly;

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

        if (name == "head" || _mayExitEarly)
        {
            stage.MarkEarlyEnd();
        }

        if (!_hasProgram && rule.Operands is OperandRule.Sed or OperandRule.Awk)
        {
            throw BashCommandCheck.Refused(words[0], "the program is not a literal");
        }
    }

    /// <returns>How many of the next words are its argument.</returns>
    private int CheckOption(BashWord word, BashWord? next)
    {
        if (word.Text.StartsWith("--", StringComparison.Ordinal))
        {
            CheckLongOption(word);
            return 0;
        }

        for (var i = 1; i < word.Text.Length; i++)
        {
            if (!rule.ShortOptions.Contains(word.Text[i], StringComparison.Ordinal))
            {
                throw BashCommandCheck.Refused(word, "the option is not listed");
            }

            _mayExitEarly |= name == "grep" && word.Text[i] is 'q' or 'm' or 'l' or 'L';
            if (rule.WithArgument.Contains(word.Text[i], StringComparison.Ordinal))
            {
                var isNext = i == word.Text.Length - 1 && word.IsLiteral;
                CheckValue(word, word.Text[i], isNext ? next?.Literal : word.IsLiteral ? word.Text[(i + 1)..] : null, isNext ? next : word);
                return isNext ? 1 : 0;
            }
        }

        // As in -n$count: the expansion may add option letters.
        return word.Literal is null && !rule.IsOptionSafe ? throw BashCommandCheck.Refused(word, "the options are not literals") : 0;
    }

    private void CheckLongOption(BashWord word)
    {
        var option = word.Text[2..].Split('=')[0];
        if (!rule.LongOptions.Contains(option) || (word.Literal is null && !word.Text.Contains('=', StringComparison.Ordinal)))
        {
            throw BashCommandCheck.Refused(word, "the option is not listed");
        }

        _mayExitEarly |= option is "quiet" or "silent" && name == "grep";
        if (option is "output")
        {
            BashCommandCheck.CheckPath(word, word.Text.Split('=')[^1]);
            throw BashCommandCheck.Refused(word, "the option is not listed");
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
                BashCommandCheck.CheckFile(symbols, from ?? throw BashCommandCheck.Refused(word, "its value is missing"));
                stage.Write(from);
            }
        }
        else if (name == "awk" && letter == 'v' && (from is null || (from.First is not null && from != word)))
        {
            throw BashCommandCheck.Refused(word, "the variable is not a literal");
        }
    }

    private void CheckProgram(BashWord word, string? program)
    {
        _hasProgram = true;
        switch (rule.Operands)
        {
            case OperandRule.Sed:
                if (new SedScript(program ?? throw BashCommandCheck.Refused(word, "the program is not a literal"), word).Check())
                {
                    stage.MarkEarlyEnd();
                }

                break;
            case OperandRule.Awk:
                if (new AwkProgram(program ?? throw BashCommandCheck.Refused(word, "the program is not a literal"), word).Check())
                {
                    stage.MarkEarlyEnd();
                }

                break;
        }
    }

    private void CheckOperand(BashWord word, bool mayBeOption)
    {
        if (mayBeOption && !rule.IsOptionSafe && word.First is { } first)
        {
            if (first.Length == 0)
            {
                throw BashCommandCheck.Refused(word, "it may become an option");
            }

            symbols.AddSink(first, word.Line, "it may become an option");
        }

        if (rule.Operands is OperandRule.Sed or OperandRule.Awk or OperandRule.PatternThenFiles && !_hasProgram)
        {
            CheckProgram(word, word.Literal);
        }
        else if (rule.Operands == OperandRule.Awk && word.Literal?.Contains('=', StringComparison.Ordinal) == true)
        {
            // An assignment.
        }
        else if (rule.Operands != OperandRule.Text)
        {
            BashCommandCheck.CheckFile(symbols, word);
            if (name is "tee" or "cp" or "mv")
            {
                stage.Write(word);
            }
        }
    }
}
