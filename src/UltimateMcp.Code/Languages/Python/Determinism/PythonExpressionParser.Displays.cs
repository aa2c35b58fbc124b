using System.Collections.Immutable;

namespace UltimateMcp.Code.Languages.Python.Determinism;

/// <summary>Atoms, displays and comprehensions; lambda and its parameters.</summary>
internal abstract partial class PythonExpressionParser
{
    protected bool BeginsClause() => Current.Is("for") || (Current.Is("async") && Peek.Is("for"));

    /// <summary>The children are the elements, then the clauses, each with its targets, iterable and conditions.</summary>
    protected PythonNode ComprehensionOf(PythonKind kind, int line, params IEnumerable<PythonNode> elements)
    {
        var comprehension = Node(kind, line, null, elements);
        while (BeginsClause())
        {
            Accept("async");
            Expect("for");
            var clause = Node(PythonKind.Clause, Current.Line, null, Targets());
            Expect("in");
            clause.With(Disjunction());
            while (Accept("if"))
            {
                clause.With(Condition());
            }

            comprehension.With(clause);
        }

        return comprehension;
    }

    private PythonNode Condition() => Peek.Is(":=") ? Named() : Disjunction();

    protected PythonNode Targets()
    {
        var wasNoIn = NoIn;
        NoIn = true;
        var targets = Expressions();
        NoIn = wasNoIn;
        return targets;
    }

    private PythonNode LambdaExpression()
    {
        var line = Current.Line;
        Expect("lambda");
        var parameters = Parameters(":", isAnnotated: false);
        Expect(":");
        return Node(PythonKind.Lambda, line, null, parameters, Test());
    }

    protected PythonNode Parameters(string end, bool isAnnotated)
    {
        var parameters = Node(PythonKind.Parameters, Current.Line, null);
        while (!Current.Is(end))
        {
            if (!Accept("/") && !(Current.Is("*") && Peek.Is(",") && Accept("*")))
            {
                parameters.With(ParameterOf(isAnnotated));
            }

            if (!Current.Is(end))
            {
                Expect(",");
            }
        }

        return parameters;
    }

    /// <summary>The text is the name with its stars; the children are the annotation and the default, if any.</summary>
    private PythonNode ParameterOf(bool isAnnotated)
    {
        var line = Current.Line;
        var stars = Accept("**") ? "**" : Accept("*") ? "*" : "";
        var name = ExpectName();
        var annotation = isAnnotated && Accept(":") ? Element() : Node(PythonKind.Nothing, line, null);
        var value = Accept("=") ? Test() : Node(PythonKind.Nothing, line, null);
        return Node(PythonKind.Parameter, line, stars + name, annotation, value);
    }

    private PythonNode YieldExpression()
    {
        var line = Current.Line;
        Expect("yield");
        if (Accept("from"))
        {
            return Node(PythonKind.Yield, line, "from", Test());
        }

        return BeginsExpression() ? Node(PythonKind.Yield, line, null, Expressions()) : Node(PythonKind.Yield, line, null);
    }

    protected bool BeginsExpression() => Current.Kind switch
    {
        PythonTokenKind.Name => !Keywords.Contains(Current.Text!) || Current.Text is "lambda" or "not" or "await" or "yield",
        PythonTokenKind.Number or PythonTokenKind.Text or PythonTokenKind.Formatted => true,
        PythonTokenKind.Operator => Current.Text is "(" or "[" or "{" or "-" or "+" or "~" or "*" or "...",
        _ => false,
    };

    private PythonNode Atom()
    {
        var token = Current;
        switch (token.Kind)
        {
            case PythonTokenKind.Name when token.Text is "None" or "True" or "False":
                At++;
                return Node(PythonKind.Constant, token.Line, token.Text);
            case PythonTokenKind.Name:
                return Node(PythonKind.Name, token.Line, ExpectName());
            case PythonTokenKind.Number:
                At++;
                return Node(PythonKind.Number, token.Line, token.Text);
            case PythonTokenKind.Text or PythonTokenKind.Formatted:
                return Strings();
            case PythonTokenKind.Operator:
                return Display();
            default:
                throw SyntaxError();
        }
    }

    /// <summary>Adjacent strings are concatenated.</summary>
    private PythonNode Strings()
    {
        var line = Current.Line;
        List<string?> texts = [];
        List<PythonNode> fields = [];
        for (; Current.Kind is PythonTokenKind.Text or PythonTokenKind.Formatted; At++)
        {
            texts.Add(Current.Text);
            foreach (var part in Current.Parts.IsDefault ? [] : Current.Parts)
            {
                Deeper();
                fields.Add(ParserOf(part).Field());
                Shallower();
            }
        }

        var isKnown = !texts.Contains(null);
        return Node(fields.Count > 0 ? PythonKind.Formatted : PythonKind.Text, line, isKnown ? string.Concat(texts) : null, fields);
    }

    protected abstract PythonExpressionParser ParserOf(ImmutableArray<PythonToken> part);

    private PythonNode Field()
    {
        var value = Expressions();
        return Current.Kind == PythonTokenKind.NewLine ? value : throw SyntaxError();
    }

    private PythonNode Display()
    {
        Deeper();
        var wasNoIn = NoIn;
        NoIn = false;
        var line = Current.Line;
        var display = Current.Text switch
        {
            "(" => Parenthesized(line),
            "[" => ListDisplay(line),
            "{" => BraceDisplay(line),
            "..." when Accept("...") => Node(PythonKind.Constant, line, "..."),
            _ => throw SyntaxError(),
        };
        NoIn = wasNoIn;
        Shallower();
        return display;
    }

    private PythonNode Parenthesized(int line)
    {
        Expect("(");
        if (Accept(")"))
        {
            return Node(PythonKind.Tuple, line, null);
        }

        var inner = Expressions();
        if (BeginsClause())
        {
            inner = ComprehensionOf(PythonKind.Generator, line, inner);
        }

        Expect(")");
        return inner;
    }

    private PythonNode ListDisplay(int line)
    {
        Expect("[");
        var list = Node(PythonKind.List, line, null);
        while (!Accept("]"))
        {
            var element = Element();
            if (BeginsClause() && list.Children.Count == 0)
            {
                var comprehension = ComprehensionOf(PythonKind.ListComprehension, line, element);
                Expect("]");
                return comprehension;
            }

            list.With(element);
            if (!Current.Is("]"))
            {
                Expect(",");
            }
        }

        return list;
    }

    /// <summary>In a dictionary, keys and values alternate.</summary>
    private PythonNode BraceDisplay(int line)
    {
        Expect("{");
        List<PythonNode> all = [];
        var isSet = false;
        while (!Accept("}"))
        {
            if (Current.Is("**"))
            {
                all.Add(Starred(PythonKind.DoubleStar, "**"));
            }
            else
            {
                all.Add(Element());
                if (!Accept(":"))
                {
                    isSet = true;
                }
                else
                {
                    all.Add(Test());
                }

                if (BeginsClause())
                {
                    var kind = isSet ? PythonKind.SetComprehension : PythonKind.DictionaryComprehension;
                    var comprehension = ComprehensionOf(kind, line, all);
                    Expect("}");
                    return comprehension;
                }
            }

            if (!Current.Is("}"))
            {
                Expect(",");
            }
        }

        return Node(isSet ? PythonKind.Set : PythonKind.Dictionary, line, null, all);
    }
}
