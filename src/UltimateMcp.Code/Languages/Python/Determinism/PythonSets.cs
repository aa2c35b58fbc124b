namespace UltimateMcp.Code.Languages.Python.Determinism;

/// <summary>
/// Follows sets. The order of a set of strings differs in each process, so a set may only go where its order cannot show: into <c>sorted</c>, <c>len</c>, comparisons
/// and the like, into other sets, into names and attributes whose every use is such, and into parameters of the program's own functions.
/// </summary>
internal sealed class PythonSets(List<PythonNode> nodes, CancellationToken cancellationToken)
{
    /// <summary>Sets are passed on from name to name; a program that passes them on further is not followed.</summary>
    private const int MostRounds = 10;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _views = new(StringComparer.Ordinal);
    private readonly HashSet<string> _functions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _maps = new(StringComparer.Ordinal);

    /// <summary>Whether a set of numbers may get other elements somewhere.</summary>
    private readonly bool _areMixed = nodes.Exists(static node => node.Kind == PythonKind.AugmentedAssign
        || (node.Kind == PythonKind.Attribute && node.Text is "add" or "update" or "union" or "symmetric_difference" or "symmetric_difference_update"));

    /// <summary>Whether an object's attributes may be shown without being named.</summary>
    private readonly bool _areShown = nodes.Exists(static node =>
        node.Text is "dataclass" or "dataclasses" or "SimpleNamespace" or "types" or "argparse" or "ArgumentParser" or "NamedTuple" or "namedtuple" or "__dict__");

    private readonly bool _areCompared = nodes.Exists(static node => node.Text is "__lt__" or "__gt__" or "total_ordering" or "dataclass" or "dataclasses");

    private readonly ILookup<string, PythonNode> _defined = nodes.Where(static node => node.Kind == PythonKind.Function).ToLookup(static node => node.Text!, StringComparer.Ordinal);
    private readonly ILookup<string, PythonNode> _classes = nodes.Where(static node => node.Kind == PythonKind.Class).ToLookup(static node => node.Text!, StringComparer.Ordinal);

    private bool _isChanged;

    public void Check()
    {
        if (!nodes.Exists(static node => node.IsA(PythonKind.Set, PythonKind.SetComprehension) || node.Text is "set" or "frozenset" or "keys" or "items"))
        {
            return;
        }

        var rounds = 0;
        do
        {
            _isChanged = false;
            cancellationToken.ThrowIfCancellationRequested();
            nodes.ForEach(Follow);
            if (++rounds > MostRounds)
            {
                throw new UndeterminedException("set", 1, "it is passed on further than it is followed");
            }
        }
        while (_isChanged);
        nodes.ForEach(CheckUse);
    }

    private static bool IsBuiltin(PythonNode node, string name) =>
        node.Kind == PythonKind.Name && node.Text == name && !node.IsTarget && node.Scope!.Find(name) is null;

    private static bool IsBuiltinSet(PythonNode node) => IsBuiltin(node, "set") || IsBuiltin(node, "frozenset")
        || (node is { Kind: PythonKind.Name, Text: "set" or "frozenset", IsTarget: false } && node.Scope!.Find(node.Text) is { Scope.IsFunction: false });

    /// <summary>The key of a name in its scope, or of an attribute on any value.</summary>
    private static string? KeyOf(PythonNode node) => node.Kind switch
    {
        PythonKind.Name => node.Scope!.Find(node.Text!) is { } found ? $"{found.Scope.Id} {node.Text}" : null,
        PythonKind.Attribute => "." + node.Text,
        _ => null,
    };

    private bool IsSet(PythonNode node) => node.Kind switch
    {
        PythonKind.Set => !IsNumeric(node) || (_areMixed && !IsUsedUp(node.Parent!)),
        PythonKind.SetComprehension => true,
        PythonKind.Name or PythonKind.Attribute => KeyOf(node) is { } key && _names.Contains(key),
        PythonKind.Call => IsSetCall(node),
        PythonKind.Binary => IsSetOperation(node),
        PythonKind.Boolean => node.Children.Exists(IsSet),
        PythonKind.Conditional => IsSet(node[0]) || IsSet(node[2]),
        PythonKind.Named => node.Parent!.Kind != PythonKind.Case && IsSet(node[0]),
        PythonKind.Subscript => KeyOf(node[0]) is { } map && _maps.Contains(map),
        _ => false,
    };

    /// <summary>Numbers have their place in a set whatever the process.</summary>
    private static bool IsNumeric(PythonNode node) => node.Children.TrueForAll(static element =>
        element.Kind == PythonKind.Number || element is { Kind: PythonKind.Unary, Text: "-", Children: [{ Kind: PythonKind.Number }] });

    private static bool IsUsedUp(PythonNode parent) => parent.Kind is PythonKind.For or PythonKind.Clause or PythonKind.Compare or PythonKind.Formatted
        || (parent.Kind == PythonKind.Call && (IsOrderFree(parent, areCompared: false) || parent[0] is { Kind: PythonKind.Name, Text: "print" or "list" or "tuple" or "str" or "repr" }));

    private bool IsSetCall(PythonNode call)
    {
        var function = call[0];
        return IsBuiltinSet(function)
            || (function.Kind is PythonKind.Name or PythonKind.Attribute && _functions.Contains(function.Text!) && !IsSetMethod(function))
            || (function.Kind == PythonKind.Attribute && PythonLists.SetResults.Contains(function.Text!) && (IsSet(function[0]) || IsBuiltinSet(function[0])));
    }

    private bool IsSetMethod(PythonNode function) =>
        function.Kind == PythonKind.Attribute && IsSet(function[0]) && PythonLists.SetMethods.Contains(function.Text!);

    private bool IsSetOperation(PythonNode node) =>
        node.Text!.AsSpan().ContainsAny("|&^-") && node.Children.Exists(operand => IsSet(operand) || IsView(operand) || IsKnownSet(operand));

    private static bool IsKnownSet(PythonNode node) => node.Kind == PythonKind.Set && !IsNumeric(node);

    /// <summary>What <c>.keys()</c> and <c>.items()</c> give; operators make sets of it.</summary>
    private bool IsView(PythonNode node) =>
        node is { Kind: PythonKind.Call, Children: [{ Kind: PythonKind.Attribute, Text: "keys" or "items" }] } || (KeyOf(node) is { } key && _views.Contains(key));

    private void Mark(HashSet<string> marked, string? key) => _isChanged |= key is not null && marked.Add(key);

    private void MarkName(PythonNode target)
    {
        Mark(_names, KeyOf(target));
        if (target.Kind == PythonKind.Name && target.Scope is { IsFunction: false })
        {
            Mark(_names, "." + target.Text);
        }
    }

    private void Follow(PythonNode node)
    {
        switch (node.Kind)
        {
            case PythonKind.Assign or PythonKind.AugmentedAssign:
                node.Children.SkipLast(1).ToList().ForEach(target => FollowAssignment(target, node.Children[^1]));
                break;
            case PythonKind.AnnotatedAssign when node.Children.Count > 2:
                FollowAssignment(node[0], node[2]);
                break;
            case PythonKind.Named when IsSet(node):
                Mark(_names, node.Scope!.Find(node.Text!) is { } found ? $"{found.Scope.Id} {node.Text}" : null);
                break;
            case PythonKind.Parameter when IsSet(node[1]):
                Mark(_names, $"{node.Scope!.Id} {node.Text}");
                break;
            case PythonKind.Return when node.Children is [var value] && IsSet(value):
                FollowReturn(node);
                break;
            case PythonKind.Call:
                FollowCall(node);
                break;
            case PythonKind.Alias when node.Parent!.Kind == PythonKind.ImportFrom:
                FollowImport(node, node.Children is [var name] ? name.Text! : node.Text!);
                break;
        }
    }

    private void FollowImport(PythonNode alias, string bound)
    {
        if (_names.Contains("." + alias.Text))
        {
            Mark(_names, alias.Scope!.Find(bound) is { } import ? $"{import.Scope.Id} {bound}" : null);
        }

        Mark(_functions, _functions.Contains(alias.Text!) ? bound : null);
    }

    private void FollowAssignment(PythonNode target, PythonNode value)
    {
        if (target.Kind is PythonKind.Tuple or PythonKind.List && value.Kind is PythonKind.Tuple or PythonKind.List && target.Children.Count == value.Children.Count)
        {
            for (var i = 0; i < target.Children.Count; i++)
            {
                FollowAssignment(target[i], value[i]);
            }
        }
        else if (IsSet(value))
        {
            MarkName(target);
        }
        else if (IsView(value))
        {
            Mark(_views, KeyOf(target));
        }
        else if (value is { Kind: PythonKind.Call, Children: [{ Text: "defaultdict" }, var made] } && IsBuiltinSet(made))
        {
            Mark(_maps, KeyOf(target));
        }
    }

    private void FollowReturn(PythonNode node)
    {
        var function = FunctionOf(node);
        Mark(_functions, function?.Text);
        if (function is not null && function[0].Children.Exists(static decorator => decorator.Text is "property" or "cached_property"))
        {
            Mark(_names, "." + function.Text);
        }
    }

    private static PythonNode? FunctionOf(PythonNode node)
    {
        var outer = node.Parent;
        while (outer is not null && outer.Kind != PythonKind.Function)
        {
            outer = outer.Parent;
        }

        return outer;
    }

    private void FollowCall(PythonNode call)
    {
        for (var i = 1; i < call.Children.Count; i++)
        {
            var argument = call[i].Kind == PythonKind.Keyword ? call[i][0] : call[i];
            if (IsSet(argument))
            {
                foreach (var parameter in ParametersFor(call, i))
                {
                    Mark(_names, $"{parameter.Scope!.Id} {parameter.Text}");
                }
            }
        }
    }

    /// <summary>The parameters of the program's own functions that an argument becomes; none where that cannot be told.</summary>
    private PythonNode[] ParametersFor(PythonNode call, int argument)
    {
        var functions = FunctionsOf(call[0]);
        var parameters = functions.Select(function => ParameterOf(function, call, argument)).OfType<PythonNode>().ToArray();
        return parameters.Length == functions.Length ? parameters : [];
    }

    private PythonNode[] FunctionsOf(PythonNode called)
    {
        switch (called.Kind)
        {
            case PythonKind.Name when called.Scope!.Find(called.Text!) is { Binding.Times: 1 } found:
                return
                [
                    .. _defined[called.Text!].Where(function => function.Scope == found.Scope),
                    .. _classes[called.Text!].Where(made => made.Scope == found.Scope).SelectMany(static made => made[2].Children).Where(static member => member.Text == "__init__"),
                ];
            case PythonKind.Attribute when !PythonLists.ContainerMethods.Contains(called.Text!) && !_classes.Contains(called[0].Text ?? ""):
                return [.. _defined[called.Text!]];
            default:
                return [];
        }
    }

    private static PythonNode? ParameterOf(PythonNode function, PythonNode call, int argument)
    {
        var all = function[1].Children;
        if (function[0].Children.Count > 0)
        {
            return null;
        }

        if (call[argument].Kind == PythonKind.Keyword)
        {
            return all.Find(parameter => parameter.Text == call[argument].Text);
        }

        var isMethod = function.Parent is { Kind: PythonKind.Block, Parent.Kind: PythonKind.Class };
        var index = argument - 1 + (isMethod ? 1 : 0);
        var isPlain = call.Children.Take(argument).All(static before => before.Kind is not (PythonKind.Star or PythonKind.DoubleStar));
        return isPlain && index < all.Count && !all[index].Text!.StartsWith('*') ? all[index] : null;
    }

    private void CheckUse(PythonNode node)
    {
        var isFine = true;
        if (IsBuiltinSet(node))
        {
            isFine = IsTypeUsed(node, node.Parent!);
        }
        else if (node is { Kind: PythonKind.Call, Children: [{ Kind: PythonKind.Name, Text: "getattr" }, _, { Text: { } attribute }, ..] })
        {
            isFine = !_names.Contains("." + attribute) && !_functions.Contains(attribute) && !_maps.Contains("." + attribute) && attribute is not ("keys" or "items");
        }
        else if (node.Kind is PythonKind.Name or PythonKind.Attribute && !node.IsTarget && KeyOf(node) is { } map && _maps.Contains(map))
        {
            isFine = IsMapUsed(node, node.Parent!);
        }
        else if (!node.IsTarget && IsSet(node))
        {
            isFine = IsUsed(node, node.Parent!);
        }
        else if (node is { Kind: PythonKind.Attribute, Text: "keys" or "items" } && !(node.Parent is { Kind: PythonKind.Call } call && call[0] == node))
        {
            isFine = false;
        }
        else if (node.Kind == PythonKind.Call && IsView(node))
        {
            isFine = !node.Parent!.IsA(PythonKind.Return, PythonKind.Yield, PythonKind.Lambda, PythonKind.List, PythonKind.Tuple, PythonKind.Dictionary)
                && !(node.Parent!.Kind == PythonKind.Call && ParametersFor(node.Parent, node.Parent.Children.IndexOf(node)).Length > 0);
        }
        else if (node.Kind is PythonKind.Name or PythonKind.Attribute && _functions.Contains(node.Text!) && !node.IsTarget)
        {
            isFine = node.Parent is { Kind: PythonKind.Call } called && called[0] == node;
        }

        if (!isFine)
        {
            throw new UndeterminedException(node.Text ?? "set", node.Line, "the order of a set may show");
        }
    }

    /// <summary>The class itself: called, asked for, or written as a type.</summary>
    private static bool IsTypeUsed(PythonNode node, PythonNode parent) => parent.Kind switch
    {
        PythonKind.Call when parent[0] == node => true,
        PythonKind.Call => parent[0].Text is "isinstance" or "issubclass" || (parent[0].Text == "defaultdict" && parent.Parent is { Kind: PythonKind.Assign or PythonKind.AnnotatedAssign }),
        PythonKind.Tuple => parent.Parent is { Kind: PythonKind.Call, Children: [{ Text: "isinstance" }, ..] },
        PythonKind.Attribute => PythonLists.SetResults.Contains(parent.Text!) && parent.Parent is { Kind: PythonKind.Call } call && call[0] == parent,
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
        PythonKind.Expression or PythonKind.Compare or PythonKind.Boolean or PythonKind.Delete or PythonKind.Assert or PythonKind.AugmentedAssign => true,
        PythonKind.Binary => IsSet(parent),
        PythonKind.Unary => parent.Text == "not",
        PythonKind.Assign => AreNames(parent),
        PythonKind.Tuple => parent.Parent is { Kind: PythonKind.Assign } assign && AreNames(assign) && assign.Children[0].Kind == PythonKind.Tuple
            && assign.Children[0].Children.Count == parent.Children.Count,
        PythonKind.AnnotatedAssign => IsName(parent[0]),
        PythonKind.If or PythonKind.While => true,
        PythonKind.Conditional or PythonKind.Named => true,
        PythonKind.Return => FunctionOf(parent) is not null,
        PythonKind.Parameter => true,
        PythonKind.Call => IsArgument(node, parent),
        PythonKind.Keyword => ParametersFor(parent.Parent!, parent.Parent!.Children.IndexOf(parent)).Length > 0,
        PythonKind.Attribute => PythonLists.SetMethods.Contains(parent.Text!) && parent.Parent is { Kind: PythonKind.Call } call && call[0] == parent,
        PythonKind.Clause => parent[1] == node && IsFolded(parent.Parent!),
        _ => false,
    };

    private bool AreNames(PythonNode assign) =>
        assign.Children.SkipLast(1).All(target => IsName(target) || (target.Kind == PythonKind.Tuple && target.Children.TrueForAll(IsName)));

    /// <summary>An attribute of a class with bases may be more than it seems: the value of an <c>Enum</c>, a field of a tuple.</summary>
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

    /// <summary>A function that tells nothing of the order of its only argument. A key would leave equal ones in the order in which they came.</summary>
    private static bool IsOrderFree(PythonNode call, bool areCompared) =>
        call[0].Kind == PythonKind.Name && PythonLists.OrderFree.Contains(call[0].Text!) && (IsBuiltin(call[0], call[0].Text!) || IsBuiltinSet(call[0]))
        && !(areCompared && call[0].Text is "sorted" or "min" or "max")
        && call.Children.Skip(1).All(static argument => argument is not { Kind: PythonKind.Keyword, Text: "key" });

    /// <summary>A comprehension over a set, all of which goes at once into what tells nothing of its order.</summary>
    private bool IsFolded(PythonNode comprehension) =>
        comprehension.Kind == PythonKind.SetComprehension && IsPure(comprehension)
        || (comprehension.Kind is PythonKind.Generator or PythonKind.ListComprehension
            && comprehension.Parent is { Kind: PythonKind.Call } call && call[0] != comprehension && IsOrderFree(call, _areCompared) && IsPure(comprehension));

    private static bool IsPure(PythonNode node)
    {
        var pending = new Stack<PythonNode>([node]);
        while (pending.TryPop(out var next))
        {
            if (next.Kind is PythonKind.Named or PythonKind.Await or PythonKind.Yield or PythonKind.Lambda
                || (next.Kind == PythonKind.Call && !PythonLists.Pure.Contains(next[0].Text ?? "")))
            {
                return false;
            }

            next.Children.ForEach(pending.Push);
        }

        return true;
    }
}
