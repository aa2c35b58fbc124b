namespace UltimateMcp.Code.Languages.Python.Determinism;

/// <summary>The binding of a name in a scope.</summary>
internal sealed class PythonBinding
{
    /// <summary>The module that the name refers to.</summary>
    public string? Module { get; set; }

    /// <summary>Whether the module is a file of the request.</summary>
    public bool IsFile { get; set; }

    /// <summary>The listed member of a module that the name refers to.</summary>
    public string? Member { get; set; }

    /// <summary>The value of a string constant that is bound once.</summary>
    public string? Text { get; set; }

    public int Times { get; set; }
}

/// <summary>The scope of a module, class, function, lambda or comprehension.</summary>
internal sealed class PythonScope(PythonKind kind, PythonScope? outer, string id)
{
    private readonly Dictionary<string, PythonBinding> _names = new(StringComparer.Ordinal);

    public PythonKind Kind => kind;

    public PythonScope? Outer => outer;

    /// <summary>Makes the keys of names unique across scopes.</summary>
    public string Id => id;

    /// <summary>Names declared <c>global</c> (true) or <c>nonlocal</c> (false).</summary>
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

    /// <summary>Resolves a name from this scope. Class scopes are not visible from functions inside.</summary>
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
