namespace UltimateMcp.Code.Languages.Python.Determinism;

/// <summary>
/// Follows sets through a program. The iteration order of a set of strings differs between processes, so a set may only
/// be used where its order cannot show: in <c>sorted</c>, <c>len</c>, comparisons and other sets, and in names,
/// attributes and parameters whose uses are all such.
/// </summary>
internal sealed partial class PythonSetAnalysis(List<PythonNode> nodes, CancellationToken cancellationToken)
{
    /// <summary>Each round follows sets through one more assignment; beyond this many the program is refused.</summary>
    private const int MaximumRounds = 10;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _views = new(StringComparer.Ordinal);
    private readonly HashSet<string> _functions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _maps = new(StringComparer.Ordinal);

    /// <summary>Whether elements other than numbers may be added to a set of numbers.</summary>
    private readonly bool _areMixed = nodes.Exists(static node => node.Kind == PythonKind.AugmentedAssign
        || (node.Kind == PythonKind.Attribute
            && node.Text is "add" or "update" or "union" or "symmetric_difference" or "symmetric_difference_update"));

    /// <summary>Whether attributes may be shown without their names, as by <c>vars</c>.</summary>
    private readonly bool _areShown = nodes.Exists(static node =>
        node.Text is "dataclass" or "dataclasses" or "SimpleNamespace" or "types"
            or "argparse" or "ArgumentParser" or "NamedTuple" or "namedtuple" or "__dict__");

    private readonly bool _areCompared = nodes.Exists(static node =>
        node.Text is "__lt__" or "__gt__" or "total_ordering" or "dataclass" or "dataclasses");

    private readonly ILookup<string, PythonNode> _defined = nodes.Where(static node =>
        node.Kind == PythonKind.Function).ToLookup(static node => node.Text!, StringComparer.Ordinal);
    private readonly ILookup<string, PythonNode> _classes = nodes.Where(static node =>
        node.Kind == PythonKind.Class).ToLookup(static node => node.Text!, StringComparer.Ordinal);

    private bool _isChanged;

    public void Check()
    {
        if (!nodes.Exists(static node => node.IsA(PythonKind.Set, PythonKind.SetComprehension)
            || node.Text is "set" or "frozenset" or "keys" or "items"))
        {
            return;
        }

        var rounds = 0;
        do
        {
            _isChanged = false;
            cancellationToken.ThrowIfCancellationRequested();
            nodes.ForEach(Follow);
            if (++rounds > MaximumRounds)
            {
                throw new NondeterminismException("set", 1, "it is passed on too often");
            }
        }
        while (_isChanged);
        nodes.ForEach(CheckUse);
    }

    private static bool IsBuiltin(PythonNode node, string name) =>
        node.Kind == PythonKind.Name && node.Text == name && !node.IsTarget && node.Scope!.Find(name) is null;

    private static bool IsBuiltinSet(PythonNode node) => IsBuiltin(node, "set") || IsBuiltin(node, "frozenset")
        || (node is { Kind: PythonKind.Name, Text: "set" or "frozenset", IsTarget: false }
            && node.Scope!.Find(node.Text) is { Scope.IsFunction: false });

    /// <summary>The key of a name in its scope, or of an attribute of any value.</summary>
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

    /// <summary>Numbers have the same hash in every process.</summary>
    private static bool IsNumeric(PythonNode node) => node.Children.TrueForAll(static element =>
        element.Kind == PythonKind.Number || element is { Kind: PythonKind.Unary, Text: "-", Children: [{ Kind: PythonKind.Number }] });

    private static bool IsUsedUp(PythonNode parent) =>
        parent.Kind is PythonKind.For or PythonKind.Clause or PythonKind.Compare or PythonKind.Formatted
        || (parent.Kind == PythonKind.Call && (IsOrderFree(parent, areCompared: false)
            || parent[0] is { Kind: PythonKind.Name, Text: "print" or "list" or "tuple" or "str" or "repr" }));

    private bool IsSetCall(PythonNode call)
    {
        var function = call[0];
        return IsBuiltinSet(function)
            || (function.Kind is PythonKind.Name or PythonKind.Attribute && _functions.Contains(function.Text!) && !IsSetMethod(function))
            || (function.Kind == PythonKind.Attribute && PythonAllowlists.SetResults.Contains(function.Text!)
                && (IsSet(function[0]) || IsBuiltinSet(function[0])));
    }

    private bool IsSetMethod(PythonNode function) =>
        function.Kind == PythonKind.Attribute && IsSet(function[0]) && PythonAllowlists.SetMethods.Contains(function.Text!);

    private bool IsSetOperation(PythonNode node) =>
        node.Text!.AsSpan().ContainsAny("|&^-")
            && node.Children.Exists(operand => IsSet(operand) || IsView(operand) || IsKnownSet(operand));

    private static bool IsKnownSet(PythonNode node) => node.Kind == PythonKind.Set && !IsNumeric(node);

    /// <summary>The views that <c>.keys()</c> and <c>.items()</c> return; set operators on them give sets.</summary>
    private bool IsView(PythonNode node) =>
        node is { Kind: PythonKind.Call, Children: [{ Kind: PythonKind.Attribute, Text: "keys" or "items" }] }
            || (KeyOf(node) is { } key && _views.Contains(key));

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
                for (var i = 0; i < node.Children.Count - 1; i++)
                {
                    FollowAssignment(node[i], node.Children[^1]);
                }

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
        if (target.Kind is PythonKind.Tuple or PythonKind.List && value.Kind is PythonKind.Tuple or PythonKind.List
            && target.Children.Count == value.Children.Count)
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
        else if (value is { Kind: PythonKind.Call, Children: [{ Text: "defaultdict" }, var definition] } && IsBuiltinSet(definition))
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

    /// <summary>The parameters of the program's functions that receive an argument; empty if unknown.</summary>
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
                    .. _classes[called.Text!].Where(definition => definition.Scope == found.Scope).SelectMany(static definition =>
                        definition[2].Children).Where(static member => member.Text == "__init__"),
                ];
            case PythonKind.Attribute when !PythonAllowlists.ContainerMethods.Contains(called.Text!)
                && !_classes.Contains(called[0].Text ?? ""):
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
}
