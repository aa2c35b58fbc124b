namespace UltimateMcp.Code.Languages.Python.Determinism;

/// <summary>Simple statements.</summary>
internal sealed partial class PythonParser
{
    private PythonNode Simple()
    {
        var line = Current.Line;
        var word = Current.Kind == PythonTokenKind.Name ? Current.Text : null;
        switch (word)
        {
            case "pass" or "break" or "continue":
                At++;
                return Node(PythonKind.Pass, line, word);
            case "return":
                At++;
                return BeginsExpression() ? Node(PythonKind.Return, line, null, Expressions()) : Node(PythonKind.Return, line, null);
            case "raise":
                return Raise();
            case "assert":
                At++;
                var assertion = Node(PythonKind.Assert, line, null, Test());
                return Accept(",") ? assertion.With(Test()) : assertion;
            case "del":
                At++;
                return Node(PythonKind.Delete, line, null, Expressions());
            case "global" or "nonlocal":
                return Global(word);
            case "import":
                return Import();
            case "from":
                return ImportFrom();
            default:
                return Assignment();
        }
    }

    private PythonNode Raise()
    {
        var raise = Node(PythonKind.Raise, Current.Line, null);
        At++;
        if (BeginsExpression())
        {
            raise.With(Test());
            if (Accept("from"))
            {
                raise.With(Test());
            }
        }

        return raise;
    }

    private PythonNode Global(string word)
    {
        var global = Node(PythonKind.Global, Current.Line, word);
        do
        {
            At++;
            global.With(Node(PythonKind.Alias, Current.Line, ExpectName()));
        }
        while (Current.Is(","));
        return global;
    }

    /// <summary>The text of an alias is the module, its child is the name that it is bound to.</summary>
    private PythonNode Import()
    {
        var import = Node(PythonKind.Import, Current.Line, null);
        do
        {
            At++;
            var line = Current.Line;
            var module = DottedName();
            import.With(Node(PythonKind.Alias, line, module, Accept("as") ? [Node(PythonKind.Name, line, ExpectName())] : []));
        }
        while (Current.Is(","));
        return import;
    }

    private string DottedName()
    {
        var name = ExpectName();
        while (Accept("."))
        {
            name += "." + ExpectName();
        }

        return name;
    }

    private PythonNode ImportFrom()
    {
        var line = Current.Line;
        Expect("from");
        var dots = "";
        while (Current.Is(".") || Current.Is("..."))
        {
            dots += Current.Text;
            At++;
        }

        var module = Current.Is("import") ? dots : dots + DottedName();
        Expect("import");
        var import = Node(PythonKind.ImportFrom, line, module);
        var isParenthesized = Accept("(");
        do
        {
            if (isParenthesized && Current.Is(")"))
            {
                break;
            }

            var aliasLine = Current.Line;
            var name = Accept("*") ? "*" : ExpectName();
            import.With(Node(PythonKind.Alias, aliasLine, name, Accept("as") ? [Node(PythonKind.Name, aliasLine, ExpectName())] : []));
        }
        while (Accept(","));
        if (isParenthesized)
        {
            Expect(")");
        }

        return import;
    }

    /// <summary>The value is the last child, after the targets.</summary>
    private PythonNode Assignment()
    {
        var line = Current.Line;
        var first = Expressions();
        if (Accept(":"))
        {
            var annotated = Node(PythonKind.AnnotatedAssign, line, null, first, Element());
            return Accept("=") ? annotated.With(Expressions()) : annotated;
        }

        if (Current.Kind == PythonTokenKind.Operator && Current.Text is { Length: > 1 } sign && sign.EndsWith('=')
            && sign is not ("==" or "!=" or "<=" or ">=" or ":="))
        {
            At++;
            return Node(PythonKind.AugmentedAssign, line, sign, first, Expressions());
        }

        if (!Current.Is("="))
        {
            return Node(PythonKind.Expression, line, null, first);
        }

        List<PythonNode> all = [first];
        while (Accept("="))
        {
            all.Add(Expressions());
        }

        return Node(PythonKind.Assign, line, null, all);
    }
}
