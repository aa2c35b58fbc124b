namespace UltimateMcp.Code.Languages.Python.Determinism;

/// <summary>Creates the scopes of a module and binds its names. Sets the scope of each node.</summary>
/// <param name="file">The module's own path.</param>
internal sealed class PythonBinder(string file, PythonImports imports, CancellationToken cancellationToken)
{
    private int _scopes;

    /// <summary>All nodes, parents first.</summary>
    public List<PythonNode> Nodes { get; } = [];

    public void Bind(PythonNode module) => VisitChildren(module, NewScope(module, null));

    private PythonScope NewScope(PythonNode node, PythonScope? outer)
    {
        var scope = new PythonScope(node.Kind, outer, $"{file}:{_scopes++}");
        Enter(node, scope);
        return scope;
    }

    private void Enter(PythonNode node, PythonScope scope)
    {
        node.Scope = scope;
        Nodes.Add(node);
        if ((Nodes.Count & 0x3FF) == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private void VisitChildren(PythonNode node, PythonScope scope)
    {
        foreach (var child in node.Children)
        {
            Visit(child, scope);
        }
    }

    private void Visit(PythonNode node, PythonScope scope)
    {
        switch (node.Kind)
        {
            case PythonKind.Function:
                scope.Bind(node.Text!);
                Enter(node, scope);
                VisitFunction(node[1], node[3], scope, [node[0], node[2]]);
                return;
            case PythonKind.Lambda:
                Enter(node, scope);
                VisitFunction(node[0], node[1], scope, []);
                return;
            case PythonKind.Class:
                scope.Bind(node.Text!);
                Enter(node, scope);
                Visit(node[0], scope);
                Visit(node[1], scope);
                VisitInner(node[2], PythonKind.Class, scope);
                return;
            case PythonKind.ListComprehension or PythonKind.SetComprehension or PythonKind.DictionaryComprehension or PythonKind.Generator:
                VisitComprehension(node, scope);
                return;
            case PythonKind.Case:
                VisitPattern(node[0], scope);
                Enter(node, scope);
                Visit(node[1], scope);
                Visit(node[2], scope);
                return;
        }

        BindNames(node, scope);
        Enter(node, scope);
        VisitChildren(node, scope);
    }

    private void VisitInner(PythonNode body, PythonKind kind, PythonScope outer)
    {
        var scope = new PythonScope(kind, outer, $"{file}:{_scopes++}");
        FindForeign(body, scope);
        Visit(body, scope);
    }

    /// <summary>Defaults and annotations belong to the outer scope.</summary>
    private void VisitFunction(PythonNode parameters, PythonNode body, PythonScope outer, ReadOnlySpan<PythonNode> outside)
    {
        foreach (var part in outside)
        {
            Visit(part, outer);
        }

        var scope = new PythonScope(PythonKind.Function, outer, $"{file}:{_scopes++}");
        FindForeign(body, scope);
        Enter(parameters, scope);
        foreach (var parameter in parameters.Children)
        {
            scope.Bind(parameter.Text!.TrimStart('*'));
            Enter(parameter, scope);
            VisitChildren(parameter, outer);
        }

        Visit(body, scope);
    }

    private static void FindForeign(PythonNode body, PythonScope scope)
    {
        var pending = new Stack<PythonNode>([body]);
        while (pending.TryPop(out var node))
        {
            if (node.Kind == PythonKind.Global)
            {
                node.Children.ForEach(name => scope.Foreign[name.Text!] = node.Text == "global");
            }
            else if (!node.IsA(PythonKind.Function, PythonKind.Class, PythonKind.Lambda))
            {
                node.Children.ForEach(pending.Push);
            }
        }
    }

    /// <summary>The iterable of the first clause belongs to the outer scope.</summary>
    private void VisitComprehension(PythonNode node, PythonScope outer)
    {
        Enter(node, outer);
        var scope = new PythonScope(node.Kind, outer, $"{file}:{_scopes++}");
        var isFirst = true;
        foreach (var clause in node.Children.Where(static child => child.Kind == PythonKind.Clause))
        {
            Enter(clause, scope);
            BindTarget(clause[0], scope);
            Visit(clause[0], scope);
            Visit(clause[1], isFirst ? outer : scope);
            clause.Children.Skip(2).ToList().ForEach(condition => Visit(condition, scope));
            isFirst = false;
        }

        foreach (var element in node.Children.Where(static child => child.Kind != PythonKind.Clause))
        {
            Visit(element, scope);
        }
    }

    private void BindNames(PythonNode node, PythonScope scope)
    {
        switch (node.Kind)
        {
            case PythonKind.Assign:
                node.Children.SkipLast(1).ToList().ForEach(target => BindTarget(target, scope));
                if (node is { Children: [{ Kind: PythonKind.Name } only, { Kind: PythonKind.Text } text] }
                    && scope.Find(only.Text!) is { } bound)
                {
                    bound.Binding.Text = text.Text;
                }

                break;
            case PythonKind.AugmentedAssign or PythonKind.AnnotatedAssign or PythonKind.For or PythonKind.Delete:
                BindTarget(node[0], scope);
                break;
            case PythonKind.WithItem when node.Children.Count > 1:
                BindTarget(node[1], scope);
                break;
            case PythonKind.Handler when node.Text is { } caught:
                scope.Bind(caught);
                break;
            case PythonKind.Named:
                OutsideComprehensions(scope).Bind(node.Text!);
                break;
            case PythonKind.Import or PythonKind.ImportFrom:
                imports.Bind(node, scope, file);
                node.Children.ForEach(static alias => alias.Children.ForEach(static name => name.IsTarget = true));
                break;
        }
    }

    private static PythonScope OutsideComprehensions(PythonScope scope)
    {
        while (scope.Kind is PythonKind.ListComprehension or PythonKind.SetComprehension
            or PythonKind.DictionaryComprehension or PythonKind.Generator)
        {
            scope = scope.Outer!;
        }

        return scope;
    }

    private static void BindTarget(PythonNode target, PythonScope scope)
    {
        switch (target.Kind)
        {
            case PythonKind.Name:
                scope.Bind(target.Text!);
                target.IsTarget = true;
                break;
            case PythonKind.Tuple or PythonKind.List or PythonKind.Star:
                target.Children.ForEach(inner => BindTarget(inner, scope));
                break;
        }
    }

    /// <summary>Capture patterns bind names; class names and dotted names are read.</summary>
    private void VisitPattern(PythonNode node, PythonScope scope)
    {
        if (node.Kind == PythonKind.Name)
        {
            scope.Bind(node.Text!);
            node.IsTarget = true;
        }
        else if (node is { Kind: PythonKind.Named, Text: { } name })
        {
            scope.Bind(name);
        }

        Enter(node, scope);
        for (var i = 0; i < node.Children.Count; i++)
        {
            if (node.Kind == PythonKind.Attribute || (node.Kind == PythonKind.Call && i == 0))
            {
                Visit(node[i], scope);
            }
            else
            {
                VisitPattern(node[i], scope);
            }
        }
    }
}
