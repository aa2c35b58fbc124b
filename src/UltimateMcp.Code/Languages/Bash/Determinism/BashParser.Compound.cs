namespace UltimateMcp.Code.Languages.Bash.Determinism;

/// <summary>Compound commands and functions.</summary>
internal sealed partial class BashParser
{
    private void ParseReserved(string word)
    {
        switch (word)
        {
            case "{":
                ParseList();
                ExpectWord("}");
                break;
            case "if":
                ParseIf();
                break;
            case "while" or "until":
                ParseList();
                ParseBody();
                break;
            case "for":
                ParseFor();
                break;
            case "case":
                ParseCase();
                break;
            case "[[":
                ParseTest();
                break;
            default:
                SkipBlanks();
                var name = ParseWord().Literal ?? throw SyntaxError();
                SkipBlanks();
                if (Accept("("))
                {
                    SkipBlanks();
                    Expect(")");
                }

                ParseFunction(name);
                break;
        }
    }

    private void ParseIf()
    {
        do
        {
            ParseList();
            ExpectWord("then");
            ParseList();
        }
        while (AcceptWord("elif"));
        if (AcceptWord("else"))
        {
            ParseList();
        }

        ExpectWord("fi");
    }

    private void ParseBody()
    {
        ExpectWord("do");
        ParseList();
        ExpectWord("done");
    }

    private void ParseFor()
    {
        SkipBlanks();
        if (Accept("(("))
        {
            ParseArithmetic();
        }
        else
        {
            var name = ParseName() ?? throw SyntaxError();
            if (AcceptWord("in"))
            {
                for (SkipBlanks(); Current is not ('\n' or ';' or '\0'); SkipBlanks())
                {
                    var value = ParseWord();
                    CheckValue(value);
                    symbols.Flow(name, value);
                }
            }
            else
            {
                symbols.Flow(name, new BashWord("$@", "", IsLiteral: false, BashSymbols.Positional, IsOpaque: false, _line));
            }

            symbols.Assign(name, _line);
        }

        SkipBlanks();
        Accept(";");
        ParseBody();
    }

    private void ParseCase()
    {
        SkipBlanks();
        ParseWord();
        ExpectWord("in");
        while (!AcceptWord("esac"))
        {
            Accept("(");
            do
            {
                SkipBlanks();
                ParseWord();
                SkipBlanks();
            }
            while (Accept("|"));
            Expect(")");
            ParseList();
            if (!Accept(";;&") && !Accept(";;") && !Accept(";&"))
            {
                ExpectWord("esac");
                return;
            }
        }
    }

    /// <summary>A function must be defined at the top level of the script, so that it is certainly defined.</summary>
    private void ParseFunction(string name)
    {
        if (Function is not null || _compoundDepth > (_stage.Kind == "function" ? 1 : 0) || Origin >= 0)
        {
            throw new NondeterminismException(name, _line, "the function is not defined at the top level");
        }

        SkipLines();
        if (PeekWord() is not ("{" or "if" or "while" or "for" or "case") && Current != '(')
        {
            throw SyntaxError();
        }

        Function = name;
        var place = ScriptPosition;
        ParseCommand();
        Function = null;
        symbols.Define(name, place, _line);
    }
}
