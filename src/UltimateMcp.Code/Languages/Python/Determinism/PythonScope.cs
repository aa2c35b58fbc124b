namespace UltimateMcp.Code.Languages.Python.Determinism;

/// <summary>What a name is bound to in a scope.</summary>
internal sealed class PythonBinding
{
    /// <summary>The module that the name stands for.</summary>
    public string? Module { get; set; }

    /// <summary>Whether that module is a file of the request.</summary>
    public bool IsFile { get; set; }

    /// <summary>The listed member of a module that the name stands for.</summary>
    public string? Member { get; set; }

    /// <summary>The string that the name is, where it is bound once.</summary>
    public string? Text { get; set; }

    public int Times { get; set; }
}

/// <summary>The names of a module, class, function, lambda or comprehension.</summary>
internal sealed class PythonScope(PythonKind kind, PythonScope? outer, string id)
{
    private readonly Dictionary<string, PythonBinding> _names = new(StringComparer.Ordinal);

    public PythonKind Kind => kind;

    public PythonScope? Outer => outer;

    /// <summary>Tells scopes apart in the keys of names.</summary>
    public string Id => id;

    /// <summary>Names that <c>global</c> or <c>nonlocal</c> gives to a scope outside.</summary>
    public Dictionary<string, bool> Foreign { get; } = new(StringComparer.Ordinal);

    public bool IsFunction => kind is not (PythonKind.Module or PythonKind.Class);

    public PythonBinding Bind(string name)
    {
        if (Foreign.TryGetValue(name, out var isGlobal) && outer is not null)
        {
            return isGlobal ? Module.Bind(name) : (NextOf(this) ?? Module).Bind(name);
        }

        if (!_names.TryGetValue(name, out var binding))
        {
            _names[name] = binding = new PythonBinding();
        }

        binding.Times++;
        return binding;
    }

    public PythonScope Module
    {
        get
        {
            var scope = this;
            while (scope.Outer is not null)
            {
                scope = scope.Outer;
            }

            return scope;
        }
    }

    /// <summary>
    /// The scope that a name is bound in, as seen from here, and its binding. Classes are not seen from functions
    /// inside.
    /// </summary>
    public (PythonScope Scope, PythonBinding Binding)? Find(string name)
    {
        for (var scope = this; scope is not null; scope = NextOf(scope))
        {
            if (scope.Foreign.TryGetValue(name, out var isGlobal))
            {
                scope = isGlobal ? scope.Module : scope;
            }

            if (scope._names.TryGetValue(name, out var binding) && !(scope.Foreign.ContainsKey(name) && scope.Outer is not null))
            {
                return (scope, binding);
            }
        }

        return null;
    }

    private static PythonScope? NextOf(PythonScope scope)
    {
        var next = scope.Outer;
        while (next is { Kind: PythonKind.Class })
        {
            next = next.Outer;
        }

        return next;
    }
}
