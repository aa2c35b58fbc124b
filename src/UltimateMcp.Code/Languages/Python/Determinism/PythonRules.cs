namespace UltimateMcp.Code.Languages.Python.Determinism;

/// <summary>Rules for names, attributes and calls.</summary>
internal sealed class PythonRules(PythonImports imports, List<PythonNode> nodes)
{
    private readonly PythonPaths _paths = new(
        imports.UsesPaths,
        imports.UsesPaths && nodes.Exists(static node => node.Text is "argv" or "stdin" or "input"
            && node.IsA(PythonKind.Name, PythonKind.Attribute, PythonKind.Alias)));

    public void Check(PythonNode node)
    {
        switch (node.Kind)
        {
            case PythonKind.Name when !node.IsTarget:
                CheckName(node);
                break;
            case PythonKind.Attribute:
                CheckAttribute(node);
                break;
            case PythonKind.Text:
                CheckText(node);
                break;
            case PythonKind.Binary:
                _paths.CheckDivision(node);
                break;
        }
    }

    private static NondeterminismException Refused(PythonNode node, string what, string why) => new(what, node.Line, why);

    private void CheckName(PythonNode node)
    {
        var name = node.Text!;
        if (node.Scope!.Find(name) is not var (scope, binding)
            || (PythonAllowlists.Guarded.Contains(name) && !scope.IsFunction && binding.Module is null))
        {
            CheckBuiltin(node, name);
        }
        else if (binding.Module is not null)
        {
            CheckModuleUse(node, name);
        }
        else if (binding.Member is { } member)
        {
            CheckFunction(node, member);
        }
    }

    /// <summary>A module may only be used to access listed members. If it is passed on, its uses cannot be followed.</summary>
    private static void CheckModuleUse(PythonNode node, string name)
    {
        if (node.Parent is not { Kind: PythonKind.Attribute })
        {
            throw Refused(node, name, "a module may not be passed on");
        }
    }

    private void CheckBuiltin(PythonNode node, string name)
    {
        var isAllowed = name switch
        {
            // Checked by PythonSetAnalysis.
            "set" or "frozenset" => true,
            "open" => IsFunctionOf(node) && PythonPaths.IsOpened(node.Parent!),
            "getattr" => IsFunctionOf(node) && node.Parent is { Children: [_, _, { Kind: PythonKind.Text, Text: { } attribute }, ..] }
                && IsAttribute(attribute),
            "hash" => IsHashOfClass(node),
            "ImportError" or "ModuleNotFoundError" => node.Parent is { Kind: PythonKind.Raise } || IsFunctionOf(node),
            _ => PythonAllowlists.Builtins.Contains(name),
        };
        if (!isAllowed)
        {
            throw Refused(node, name, "it is neither bound nor listed");
        }
    }

    private static bool IsFunctionOf(PythonNode node) => node.Parent is { Kind: PythonKind.Call } call && call[0] == node;

    /// <summary><c>hash()</c> in <c>__hash__</c> only affects the order of sets, which does not show.</summary>
    private static bool IsHashOfClass(PythonNode node)
    {
        var outer = node.Parent;
        while (outer is { Kind: PythonKind.Call or PythonKind.Binary })
        {
            outer = outer.Parent;
        }

        return IsFunctionOf(node) && outer is { Kind: PythonKind.Return, Parent.Parent: { Kind: PythonKind.Function, Text: "__hash__" } };
    }

    private static void CheckFunction(PythonNode node, string full)
    {
        if (PythonAllowlists.PathFunctions.TryGetValue(full, out var writes)
            && !(IsFunctionOf(node) && PythonPaths.AreNamed(node.Parent!, writes)) && !IsType(node))
        {
            throw Refused(node, full, "the path is not a literal below the scratch folder");
        }
    }

    private static bool IsType(PythonNode node) =>
        node.Parent is { Kind: PythonKind.Parameter or PythonKind.AnnotatedAssign } declared && declared.Children.IndexOf(node) < 2
        || (node.Parent is { Kind: PythonKind.Function } function && function[2] == node)
        || (node.Parent is { Kind: PythonKind.Call, Children: [{ Text: "isinstance" }, _, var type] } && type == node);

    private bool IsAttribute(string name) =>
        !(PythonAllowlists.RefusedAttributes.Contains(name)
            || (imports.UsesPaths && PythonAllowlists.PathRefused.Contains(name))
            || (name.StartsWith("__", StringComparison.Ordinal) && name.EndsWith("__", StringComparison.Ordinal)
                && !PythonAllowlists.Dunders.Contains(name)));

    private void CheckAttribute(PythonNode node)
    {
        var attribute = node.Text!;
        if (ModuleOf(node[0]) is not { } module)
        {
            if (!IsAttribute(attribute) && !(attribute == "__dict__" && node[0] is { Kind: PythonKind.Name, Text: "self" }))
            {
                throw Refused(node, attribute, "the attribute depends on more than the value");
            }
        }
        else if (IsFile(node[0]))
        {
            CheckFileMember(node, attribute);
        }
        else if (ModuleOf(node) is not null)
        {
            CheckModuleUse(node, $"{module}.{attribute}");
        }
        else if (PythonModules.Members.TryGetValue(module, out var members) && members.Contains(attribute))
        {
            CheckFunction(node, $"{module}.{attribute}");
        }
        else
        {
            throw Refused(node, $"{module}.{attribute}", "it is not listed");
        }
    }

    private void CheckFileMember(PythonNode node, string attribute)
    {
        if (!IsAttribute(attribute) || (imports.ModuleNames.Contains(attribute) && ModuleOf(node) is null))
        {
            throw Refused(node, attribute, "it may be a module that the file imports");
        }
    }

    private static string? ModuleOf(PythonNode node) => node switch
    {
        { Kind: PythonKind.Name } when node.Scope!.Find(node.Text!) is { } found => found.Binding.Module,
        { Kind: PythonKind.Attribute } when ModuleOf(node[0]) is { } module
            && PythonImports.IsListed($"{module}.{node.Text}") => $"{module}.{node.Text}",
        _ => null,
    };

    private static bool IsFile(PythonNode node) => node.Kind == PythonKind.Name && node.Scope!.Find(node.Text!) is { Binding.IsFile: true };

    /// <summary>A format string may name attributes.</summary>
    private void CheckText(PythonNode node)
    {
        if (node.Text is { } text)
        {
            if (text.Contains('{', StringComparison.Ordinal) && text.Contains("__", StringComparison.Ordinal))
            {
                throw Refused(node, "__", "a format may name attributes");
            }

            _paths.CheckText(node, text);
        }
    }
}
