namespace UltimateMcp.Code.Languages.Python.Determinism;

/// <summary>Allowed uses of sets.</summary>
internal sealed partial class PythonSetAnalysis
{
    private void CheckUse(PythonNode node)
    {
        var isFine = true;
        if (IsBuiltinSet(node))
        {
            isFine = IsTypeUsed(node, node.Parent!);
        }
        else if (node is { Kind: PythonKind.Call, Children: [{ Kind: PythonKind.Name, Text: "getattr" }, _, { Text: { } attribute }, ..] })
        {
            isFine = !_names.Contains("." + attribute) && !_functions.Contains(attribute) && !_maps.Contains("." + attribute)
                && attribute is not ("keys" or "items");
        }
        else if (node.Kind is PythonKind.Name or PythonKind.Attribute && !node.IsTarget && KeyOf(node) is { } map && _maps.Contains(map))
        {
            isFine = IsMapUsed(node, node.Parent!);
        }
        else if (!node.IsTarget && IsSet(node))
        {
            isFine = IsUsed(node, node.Parent!);
        }
        else if (node is { Kind: PythonKind.Attribute, Text: "keys" or "items" }
            && !(node.Parent is { Kind: PythonKind.Call } call && call[0] == node))
        {
            isFine = false;
        }
        else if (node.Kind == PythonKind.Call && IsView(node))
        {
            isFine = !node.Parent!.IsA(PythonKind.Return, PythonKind.Yield, PythonKind.Lambda, PythonKind.List, PythonKind.Tuple,
                PythonKind.Dictionary)
                && !(node.Parent!.Kind == PythonKind.Call && ParametersFor(node.Parent, node.Parent.Children.IndexOf(node)).Length > 0);
        }
        else if (node.Kind is PythonKind.Name or PythonKind.Attribute && _functions.Contains(node.Text!) && !node.IsTarget)
        {
            isFine = node.Parent is { Kind: PythonKind.Call } called && called[0] == node;
        }

        if (!isFine)
        {
            throw new NondeterminismException(node.Text ?? "set", node.Line, "the order of a set may show");
        }
    }

    /// <summary>The class itself: called, used in isinstance, or as an annotation.</summary>
    private static bool IsTypeUsed(PythonNode node, PythonNode parent) => parent.Kind switch
    {
        PythonKind.Call when parent[0] == node => true,
        PythonKind.Call => parent[0].Text is "isinstance" or "issubclass"
            || (parent[0].Text == "defaultdict" && parent.Parent is { Kind: PythonKind.Assign or PythonKind.AnnotatedAssign }),
        PythonKind.Tuple => parent.Parent is { Kind: PythonKind.Call, Children: [{ Text: "isinstance" }, ..] },
        PythonKind.Attribute => PythonAllowlists.SetResults.Contains(parent.Text!) && parent.Parent is { Kind: PythonKind.Call } call
            && call[0] == parent,
        PythonKind.AnnotatedAssign => parent[1] == node,
        PythonKind.Parameter => parent[0] == node,
        PythonKind.Function => parent[2] == node,
        PythonKind.Compare or PythonKind.Subscript or PythonKind.Binary => true,
        _ => false,
    };

    /// <summary>A dictionary whose values are sets.</summary>
    private static bool IsMapUsed(PythonNode node, PythonNode parent) => parent.Kind switch
    {
        PythonKind.Subscript => parent[0] == node,
        PythonKind.Compare => true,
        PythonKind.For or PythonKind.Clause => parent[1] == node,
        PythonKind.Assign or PythonKind.AnnotatedAssign => parent[0] == node,
        PythonKind.Call => parent[0].Text is "len" or "sorted" or "list",
        PythonKind.Attribute => parent.Text is "keys",
        _ => false,
    };

    private bool IsUsed(PythonNode node, PythonNode parent) => parent.Kind switch
    {
        PythonKind.Expression or PythonKind.Compare or PythonKind.Boolean or PythonKind.Delete
            or PythonKind.AugmentedAssign => true,
        PythonKind.Assert => parent[0] == node,
        PythonKind.Binary => IsSet(parent),
        PythonKind.Unary => parent.Text == "not",
        PythonKind.Assign => AreNames(parent),
        PythonKind.Tuple => parent.Parent is { Kind: PythonKind.Assign } assign && AreNames(assign)
            && assign.Children[0].Kind == PythonKind.Tuple
            && assign.Children[0].Children.Count == parent.Children.Count,
        PythonKind.AnnotatedAssign => IsName(parent[0]),
        PythonKind.If or PythonKind.While => true,
        PythonKind.Conditional or PythonKind.Named => true,
        PythonKind.Return => FunctionOf(parent) is not null,
        PythonKind.Parameter => true,
        PythonKind.Call => IsArgument(node, parent),
        PythonKind.Keyword => ParametersFor(parent.Parent!, parent.Parent!.Children.IndexOf(parent)).Length > 0,
        PythonKind.Attribute => PythonAllowlists.SetMethods.Contains(parent.Text!) && parent.Parent is { Kind: PythonKind.Call } call
            && call[0] == parent,
        PythonKind.Clause => parent[1] == node && IsFolded(parent.Parent!),
        _ => false,
    };

    private bool AreNames(PythonNode assign) =>
        assign.Children.SkipLast(1).All(target => IsName(target)
            || (target.Kind == PythonKind.Tuple && target.Children.TrueForAll(IsName)));

    /// <summary>
    /// An attribute of a class with bases may have another meaning: a member of an <c>Enum</c>, a field of a tuple.
    /// </summary>
    private bool IsName(PythonNode target) => target.Kind switch
    {
        PythonKind.Name => target.Scope!.Kind != PythonKind.Class || !(_areShown || HasBases(target)),
        PythonKind.Attribute => !_areShown,
        _ => false,
    };

    private static bool HasBases(PythonNode node)
    {
        var outer = node.Parent;
        while (outer is not null && outer.Kind != PythonKind.Class)
        {
            outer = outer.Parent;
        }

        return outer is not null && outer[1].Children.Count > 1;
    }

    private bool IsArgument(PythonNode node, PythonNode call) => call[0] != node
        && (IsOrderFree(call, _areCompared)
            || IsSetMethod(call[0])
            || (call[0].Kind == PythonKind.Attribute && IsBuiltinSet(call[0][0]))
            || IsBuiltin(call[0], "isinstance")
            || ParametersFor(call, call.Children.IndexOf(node)).Length > 0);

    /// <summary>
    /// A function whose result does not depend on the order of its only argument. With a key, equal elements would keep
    /// their order.
    /// </summary>
    private static bool IsOrderFree(PythonNode call, bool areCompared) =>
        call[0].Kind == PythonKind.Name && PythonAllowlists.OrderFree.Contains(call[0].Text!)
            && (IsBuiltin(call[0], call[0].Text!) || IsBuiltinSet(call[0]))
        && !(areCompared && call[0].Text is "sorted" or "min" or "max")
        && call.Children.Skip(1).All(static argument => argument is not { Kind: PythonKind.Keyword, Text: "key" });

    /// <summary>A comprehension over a set that is directly consumed by an order-free function.</summary>
    private bool IsFolded(PythonNode comprehension) =>
        comprehension.Kind == PythonKind.SetComprehension && IsPure(comprehension)
        || (comprehension.Kind is PythonKind.Generator or PythonKind.ListComprehension
            && comprehension.Parent is { Kind: PythonKind.Call } call && call[0] != comprehension && IsOrderFree(call, _areCompared)
                && IsPure(comprehension));

    private static bool IsPure(PythonNode node)
    {
        var pending = new Stack<PythonNode>([node]);
        while (pending.TryPop(out var next))
        {
            if (next.Kind is PythonKind.Named or PythonKind.Await or PythonKind.Yield or PythonKind.Lambda
                || (next.Kind == PythonKind.Call && !PythonAllowlists.Pure.Contains(next[0].Text ?? "")))
            {
                return false;
            }

            next.Children.ForEach(pending.Push);
        }

        return true;
    }
}
