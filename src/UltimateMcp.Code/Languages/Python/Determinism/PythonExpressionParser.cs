using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace UltimateMcp.Code.Languages.Python.Determinism;

/// <summary>Parses expressions by the grammar of Python.</summary>
internal abstract partial class PythonExpressionParser(ImmutableArray<PythonToken> tokens)
{
    private static readonly FrozenDictionary<string, int> Precedence = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["|"] = 1, ["^"] = 2, ["&"] = 3, ["<<"] = 4, [">>"] = 4, ["+"] = 5, ["-"] = 5, ["*"] = 6, ["/"] = 6, ["//"] = 6, ["%"] = 6,
            ["@"] = 6,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private const int Unary = 7;

    private static readonly FrozenSet<string> Keywords = FrozenSet.Create(
        StringComparer.Ordinal,
        "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for",
            "from", "global", "if",
        "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield");

    private int _depth;

    protected int At { get; set; }

    protected PythonToken Current => tokens[At];

    protected PythonToken Peek => tokens[Math.Min(At + 1, tokens.Length - 1)];

    protected ImmutableArray<PythonToken> Tokens => tokens;

    protected bool IsPattern { get; set; }

    protected static PythonNode Node(PythonKind kind, int line, string? text, params IEnumerable<PythonNode> children) =>
        new PythonNode(kind, line, text).With(children);

    protected NondeterminismException SyntaxError() => new(Current.Text ?? "…", Current.Line, "it cannot be parsed");

    protected bool Accept(string text)
    {
        if (!Current.Is(text))
        {
            return false;
        }

        At++;
        return true;
    }

    protected void Expect(string text)
    {
        if (!Accept(text))
        {
            throw SyntaxError();
        }
    }

    protected string ExpectName()
    {
        if (Current.Kind != PythonTokenKind.Name || Keywords.Contains(Current.Text!))
        {
            throw SyntaxError();
        }

        return tokens[At++].Text!;
    }

    protected void Deeper()
    {
        if (++_depth > ProgramSource.MaximumNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new NondeterminismException("…", Current.Line, "it is nested too deeply");
        }
    }

    protected void Shallower() => _depth--;

    /// <summary>One expression, or a tuple without parentheses.</summary>
    protected PythonNode Expressions()
    {
        if (Current.Is("yield"))
        {
            return YieldExpression();
        }

        var line = Current.Line;
        var first = Element();
        if (!Current.Is(","))
        {
            return first;
        }

        List<PythonNode> all = [first];
        while (Accept(",") && BeginsExpression())
        {
            all.Add(Element());
        }

        return Node(PythonKind.Tuple, line, null, all);
    }

    protected PythonNode Element() => Current.Is("*") ? Starred(PythonKind.Star, "*") : Named();

    private PythonNode Starred(PythonKind kind, string mark)
    {
        var line = Current.Line;
        Expect(mark);
        return Node(kind, line, null, BinaryExpression(1));
    }

    protected PythonNode Named()
    {
        var line = Current.Line;
        var target = Test();
        if (IsPattern && Accept("as"))
        {
            return Node(PythonKind.Named, line, ExpectName(), target);
        }

        if (!Current.Is(":="))
        {
            return target;
        }

        At++;
        return target.Kind == PythonKind.Name ? Node(PythonKind.Named, line, target.Text, Test()) : throw SyntaxError();
    }

    protected PythonNode Test()
    {
        Deeper();
        var line = Current.Line;
        PythonNode test;
        if (Current.Is("lambda"))
        {
            test = LambdaExpression();
        }
        else
        {
            test = Disjunction();
            if (!IsPattern && Accept("if"))
            {
                var condition = Disjunction();
                Expect("else");
                test = Node(PythonKind.Conditional, line, null, test, condition, Test());
            }
        }

        Shallower();
        return test;
    }

    private PythonNode Disjunction()
    {
        var line = Current.Line;
        List<PythonNode> all = [Inversion()];
        while (Accept("or") || Accept("and"))
        {
            all.Add(Inversion());
        }

        return all.Count == 1 ? all[0] : Node(PythonKind.Boolean, line, null, all);
    }

    private PythonNode Inversion()
    {
        var line = Current.Line;
        if (!Accept("not"))
        {
            return Comparison();
        }

        Deeper();
        var inverted = Node(PythonKind.Unary, line, "not", Inversion());
        Shallower();
        return inverted;
    }

    private PythonNode Comparison()
    {
        var line = Current.Line;
        List<PythonNode> all = [BinaryExpression(1)];
        while (AcceptComparison())
        {
            all.Add(BinaryExpression(1));
        }

        return all.Count == 1 ? all[0] : Node(PythonKind.Compare, line, null, all);
    }

    private bool AcceptComparison()
    {
        if (Current.Kind == PythonTokenKind.Operator && Current.Text is "<" or ">" or "==" or ">=" or "<=" or "!=")
        {
            At++;
            return true;
        }

        if (Current.Is("not") && Peek.Is("in"))
        {
            At += 2;
            return true;
        }

        if (Accept("is"))
        {
            Accept("not");
            return true;
        }

        return !NoIn && Accept("in");
    }

    /// <summary>Set while parsing the targets of a <c>for</c>, which <c>in</c> ends.</summary>
    protected bool NoIn { get; set; }

    /// <summary>A chain of operators of the same precedence is one node, so that a long sum is not deep.</summary>
    protected PythonNode BinaryExpression(int rank)
    {
        if (rank == Unary)
        {
            return UnaryExpression();
        }

        var line = Current.Line;
        var first = BinaryExpression(rank + 1);
        if (!IsOperator(rank))
        {
            return first;
        }

        List<PythonNode> all = [first];
        List<string> operators = [];
        while (IsOperator(rank))
        {
            operators.Add(tokens[At++].Text!);
            all.Add(BinaryExpression(rank + 1));
        }

        return Node(PythonKind.Binary, line, operators.Distinct(StringComparer.Ordinal).Count() == 1
            ? operators[0] : string.Join(' ', operators), all);
    }

    private bool IsOperator(int rank) => Current.Kind == PythonTokenKind.Operator && Precedence.TryGetValue(Current.Text!, out var found)
        && found == rank;

    private PythonNode UnaryExpression()
    {
        var line = Current.Line;
        if (Current.Kind == PythonTokenKind.Operator && Current.Text is "-" or "+" or "~")
        {
            Deeper();
            var sign = tokens[At++].Text!;
            var signed = Node(PythonKind.Unary, line, sign, UnaryExpression());
            Shallower();
            return signed;
        }

        var operand = Accept("await") ? Node(PythonKind.Await, line, null, Primary()) : Primary();
        if (!Current.Is("**"))
        {
            return operand;
        }

        At++;
        Deeper();
        var power = Node(PythonKind.Binary, line, "**", operand, UnaryExpression());
        Shallower();
        return power;
    }

    private PythonNode Primary()
    {
        var value = Atom();
        var links = 0;
        while (true)
        {
            var line = Current.Line;
            if (Accept("."))
            {
                value = Node(PythonKind.Attribute, line, ExpectName(), value);
            }
            else if (Current.Is("("))
            {
                value = CallOf(value);
            }
            else if (Current.Is("["))
            {
                value = SubscriptOf(value);
            }
            else
            {
                return value;
            }

            if (++links > ProgramSource.MaximumNesting)
            {
                throw new NondeterminismException("…", line, "it is nested too deeply");
            }
        }
    }

    private PythonNode CallOf(PythonNode function)
    {
        var call = Node(PythonKind.Call, Current.Line, null, function);
        Expect("(");
        while (!Accept(")"))
        {
            call.With(Argument());
            if (!Current.Is(")"))
            {
                Expect(",");
            }
        }

        return call;
    }

    protected PythonNode Argument()
    {
        var line = Current.Line;
        if (Current.Is("**"))
        {
            return Starred(PythonKind.DoubleStar, "**");
        }

        if (Current.Is("*"))
        {
            return Starred(PythonKind.Star, "*");
        }

        if (Current.Kind == PythonTokenKind.Name && Peek.Is("="))
        {
            var name = ExpectName();
            Expect("=");
            return Node(PythonKind.Keyword, line, name, Test());
        }

        var value = Named();
        return BeginsClause() ? ComprehensionOf(PythonKind.Generator, line, value) : value;
    }

    private PythonNode SubscriptOf(PythonNode value)
    {
        var subscript = Node(PythonKind.Subscript, Current.Line, null, value);
        Expect("[");
        while (!Accept("]"))
        {
            subscript.With(Current.Is("*") ? Element() : SliceOrTest());
            if (!Current.Is("]"))
            {
                Expect(",");
            }
        }

        return subscript;
    }

    private PythonNode SliceOrTest()
    {
        var slice = Node(PythonKind.Slice, Current.Line, null);
        for (var parts = 0; parts < 3; parts++)
        {
            if (!Current.Is(":") && !Current.Is("]") && !Current.Is(","))
            {
                slice.With(Named());
            }

            if (!Accept(":"))
            {
                return parts == 0 && slice.Children is [var only] ? only : slice;
            }
        }

        return slice;
    }
}
