using System.Collections.Immutable;

namespace UltimateMcp.Code.Languages.Python.Determinism;

/// <summary>Parses the statements of a module.</summary>
internal sealed partial class PythonParser(ImmutableArray<PythonToken> tokens) : PythonExpressionParser(tokens)
{
    public PythonNode Module()
    {
        var module = Node(PythonKind.Module, 1, null);
        while (Current.Kind != PythonTokenKind.End)
        {
            AddStatement(module);
        }

        return module;
    }

    protected override PythonExpressionParser ParserOf(ImmutableArray<PythonToken> part) => new PythonParser(part);

    private void AddStatement(PythonNode block)
    {
        Deeper();
        var compound = Compound();
        if (compound is not null)
        {
            block.With(compound);
        }
        else
        {
            AddSimple(block);
        }

        Shallower();
    }

    private PythonNode Body()
    {
        Expect(":");
        var block = Node(PythonKind.Block, Current.Line, null);
        if (Current.Kind != PythonTokenKind.NewLine)
        {
            AddSimple(block);
            return block;
        }

        At++;
        ExpectKind(PythonTokenKind.Indent);
        while (Current.Kind != PythonTokenKind.Dedent)
        {
            AddStatement(block);
        }

        At++;
        return block;
    }

    private void ExpectKind(PythonTokenKind kind)
    {
        if (Current.Kind != kind)
        {
            throw SyntaxError();
        }

        At++;
    }

    /// <summary>Simple statements, separated by <c>;</c>, up to the end of the line.</summary>
    private void AddSimple(PythonNode block)
    {
        do
        {
            if (Current.Kind == PythonTokenKind.NewLine)
            {
                break;
            }

            block.With(Simple());
        }
        while (Accept(";"));
        ExpectKind(PythonTokenKind.NewLine);
    }

    private PythonNode? Compound() => Current.Kind != PythonTokenKind.Name && !Current.Is("@") ? null : Current.Text switch
    {
        "if" => If(),
        "while" => While(),
        "for" => For(),
        "try" => Try(),
        "with" => With(),
        "def" or "class" or "@" => Definition(),
        "async" => Async(),
        "match" when BeginsMatch() => Match(),
        _ => null,
    };

    private PythonNode Async()
    {
        Expect("async");
        return Current.Text switch
        {
            "def" => Definition(),
            "for" => For(),
            "with" => With(),
            _ => throw SyntaxError(),
        };
    }

    /// <summary>The children are the test and body of each branch, then the body of <c>else</c>.</summary>
    private PythonNode If()
    {
        var choice = Node(PythonKind.If, Current.Line, null);
        At++;
        do
        {
            choice.With(Named(), Body());
        }
        while (Accept("elif"));
        AddElse(choice);
        return choice;
    }

    private void AddElse(PythonNode statement)
    {
        if (Accept("else"))
        {
            statement.With(Body());
        }
    }

    private PythonNode While()
    {
        var loop = Node(PythonKind.While, Current.Line, null);
        At++;
        loop.With(Named(), Body());
        AddElse(loop);
        return loop;
    }

    private PythonNode For()
    {
        var loop = Node(PythonKind.For, Current.Line, null);
        Expect("for");
        loop.With(Targets());
        Expect("in");
        loop.With(Expressions(), Body());
        AddElse(loop);
        return loop;
    }

    private PythonNode Try()
    {
        var attempt = Node(PythonKind.Try, Current.Line, null);
        At++;
        attempt.With(Body());
        while (Current.Is("except"))
        {
            var line = Current.Line;
            At++;
            Accept("*");
            var caught = Current.Is(":") ? Node(PythonKind.Nothing, line, null) : Expressions();
            attempt.With(Node(PythonKind.Handler, line, Accept("as") ? ExpectName() : null, caught, Body()));
        }

        AddElse(attempt);
        if (Accept("finally"))
        {
            attempt.With(Body());
        }

        return attempt;
    }

    /// <summary>With or without parentheses. The target of <c>as</c> is the item's second child.</summary>
    private PythonNode With()
    {
        var with = Node(PythonKind.With, Current.Line, null);
        At++;
        var start = At;
        var isParenthesized = Current.Is("(") && ClosesBeforeColon();
        At = isParenthesized ? start + 1 : start;
        do
        {
            if (isParenthesized && Current.Is(")"))
            {
                break;
            }

            var item = Node(PythonKind.WithItem, Current.Line, null, Test());
            if (Accept("as"))
            {
                item.With(WithTarget());
            }

            with.With(item);
        }
        while (Accept(","));
        if (isParenthesized)
        {
            Expect(")");
        }

        return with.With(Body());
    }

    private PythonNode WithTarget() => Current.Is("*") ? throw SyntaxError() : BinaryExpression(1);

    private bool ClosesBeforeColon()
    {
        var depth = 0;
        for (var i = At; Tokens[i].Kind is not (PythonTokenKind.NewLine or PythonTokenKind.End); i++)
        {
            depth += Tokens[i].Kind != PythonTokenKind.Operator
                ? 0 : Tokens[i].Text switch { "(" or "[" or "{" => 1, ")" or "]" or "}" => -1, _ => 0 };
            if (depth == 0)
            {
                return Tokens[i + 1].Is(":");
            }
        }

        return false;
    }

    /// <summary>The children are the decorators, parameters, return annotation and body.</summary>
    private PythonNode Definition()
    {
        var decorators = Node(PythonKind.Decorators, Current.Line, null);
        while (Accept("@"))
        {
            decorators.With(Named());
            ExpectKind(PythonTokenKind.NewLine);
        }

        Accept("async");
        var line = Current.Line;
        if (Accept("class"))
        {
            return Class(line, decorators);
        }

        Expect("def");
        var name = ExpectName();
        Expect("(");
        var parameters = Parameters(")", isAnnotated: true);
        Expect(")");
        var returned = Accept("->") ? Expressions() : Node(PythonKind.Nothing, line, null);
        return Node(PythonKind.Function, line, name, decorators, parameters, returned, Body());
    }

    private PythonNode Class(int line, PythonNode decorators)
    {
        var name = ExpectName();
        var bases = Node(PythonKind.Call, line, null, Node(PythonKind.Constant, line, "class"));
        if (Accept("("))
        {
            while (!Accept(")"))
            {
                bases.With(Argument());
                if (!Current.Is(")"))
                {
                    Expect(",");
                }
            }
        }

        return Node(PythonKind.Class, line, name, decorators, bases, Body());
    }

    private bool BeginsMatch()
    {
        var i = At + 1;
        while (Tokens[i].Kind is not (PythonTokenKind.NewLine or PythonTokenKind.End))
        {
            i++;
        }

        return Tokens[i - 1].Is(":") && i - 1 > At && i + 2 < Tokens.Length
            && Tokens[i + 1].Kind == PythonTokenKind.Indent && Tokens[i + 2].Is("case");
    }

    private PythonNode Match()
    {
        var match = Node(PythonKind.Match, Current.Line, null);
        At++;
        match.With(Expressions());
        Expect(":");
        ExpectKind(PythonTokenKind.NewLine);
        ExpectKind(PythonTokenKind.Indent);
        while (Accept("case"))
        {
            var line = Current.Line;
            IsPattern = true;
            var pattern = Expressions();
            IsPattern = false;
            var guard = Accept("if") ? Named() : Node(PythonKind.Nothing, line, null);
            match.With(Node(PythonKind.Case, line, null, pattern, guard, Body()));
        }

        ExpectKind(PythonTokenKind.Dedent);
        return match;
    }
}
