namespace UltimateMcp.Code.Languages.Bash.Determinism;

/// <summary>Compound commands and functions.</summary>
internal sealed partial class BashReader
{
    private void ReadReserved(string word)
    {
        switch (word)
        {
            case "{":
                ReadList();
                ExpectWord("}");
                break;
            case "if":
                ReadIf();
                break;
            case "while" or "until":
                ReadList();
                ReadBody();
                break;
            case "for":
                ReadFor();
                break;
            case "case":
                ReadCase();
                break;
            case "[[":
                ReadTest();
                break;
            default:
                SkipBlanks();
                var name = ReadWord().Literal ?? throw Unreadable();
                SkipBlanks();
                if (Take("("))
                {
                    SkipBlanks();
                    Expect(")");
                }

                ReadFunction(name);
                break;
        }
    }

    private void ReadIf()
    {
        do
        {
            ReadList();
            ExpectWord("then");
            ReadList();
        }
        while (TakeWord("elif"));
        if (TakeWord("else"))
        {
            ReadList();
        }

        ExpectWord("fi");
    }

    private void ReadBody()
    {
        ExpectWord("do");
        ReadList();
        ExpectWord("done");
    }

    private void ReadFor()
    {
        SkipBlanks();
        if (Take("(("))
        {
            ReadArithmetic();
        }
        else
        {
            var name = ReadName() ?? throw Unreadable();
            if (TakeWord("in"))
            {
                for (SkipBlanks(); Current is not ('\n' or ';' or '\0'); SkipBlanks())
                {
                    var value = ReadWord();
                    CheckValue(value);
                    facts.Flow(name, value);
                }
            }
            else
            {
                facts.Flow(name, new BashWord("$@", "", IsLiteral: false, BashFacts.Positional, IsOpaque: false, _line));
            }

            facts.Assign(name, _line);
        }

        SkipBlanks();
        Take(";");
        ReadBody();
    }

    private void ReadCase()
    {
        SkipBlanks();
        ReadWord();
        ExpectWord("in");
        while (!TakeWord("esac"))
        {
            Take("(");
            do
            {
                SkipBlanks();
                ReadWord();
                SkipBlanks();
            }
            while (Take("|"));
            Expect(")");
            ReadList();
            if (!Take(";;&") && !Take(";;") && !Take(";&"))
            {
                ExpectWord("esac");
                return;
            }
        }
    }

    /// <summary>A function is defined at the top of the script, where it is certain that it is.</summary>
    private void ReadFunction(string name)
    {
        if (Function is not null || _compound > (_member.Kind == "function" ? 1 : 0) || Position >= 0)
        {
            throw new UndeterminedException(name, _line, "the function is not defined at the top of the script");
        }

        SkipLines();
        if (PeekWord() is not ("{" or "if" or "while" or "for" or "case") && Current != '(')
        {
            throw Unreadable();
        }

        Function = name;
        var place = Place;
        ReadCommand();
        Function = null;
        facts.Define(name, place, _line);
    }
}
