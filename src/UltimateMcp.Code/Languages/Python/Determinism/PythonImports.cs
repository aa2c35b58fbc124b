namespace UltimateMcp.Code.Languages.Python.Determinism;

/// <summary>Imports of listed modules, of their listed members, and of files of the request.</summary>
internal sealed class PythonImports(IReadOnlyDictionary<string, string> files)
{
    private readonly HashSet<string> _packages = PackagesOf(files.Keys);

    /// <summary>Names bound to a module anywhere in the request: an attribute of that name may be the module.</summary>
    public HashSet<string> ModuleNames { get; } = new(StringComparer.Ordinal);

    public bool UsesPaths { get; private set; }

    /// <summary>Names imported from files. Whether they are modules is known when all files are bound.</summary>
    private readonly List<PythonNode> _members = [];

    public void Check()
    {
        if (_members.Find(member => ModuleNames.Contains(member.Text!)) is { } found)
        {
            throw new NondeterminismException(found.Text!, found.Line, "it may be a module that the file imports");
        }
    }

    public void Bind(PythonNode import, PythonScope scope, string file)
    {
        if (scope.Kind == PythonKind.Class)
        {
            throw new NondeterminismException("import", import.Line, "an import in a class makes a module its attribute");
        }

        foreach (var alias in import.Children)
        {
            if (import.Kind == PythonKind.Import)
            {
                BindModule(alias, scope);
            }
            else
            {
                BindMember(import, alias, scope, file);
            }
        }
    }

    /// <summary>Whether a module, or one inside it, is listed.</summary>
    public static bool IsListed(string module) =>
        PythonModules.Members.ContainsKey(module) || module is "xml" or "xml.etree" or "urllib";

    private void BindModule(PythonNode alias, PythonScope scope)
    {
        var module = alias.Text!;
        var isFile = FindFile(module, alias) is not null;
        if (!isFile && !PythonModules.Members.ContainsKey(module))
        {
            throw new NondeterminismException(module, alias.Line, "the module is not listed");
        }

        var bound = alias.Children is [var name] ? name.Text! : module.Split('.')[0];
        Set(scope.Bind(bound), bound, alias.Children.Count > 0 ? module : module.Split('.')[0], isFile);
    }

    private void Set(PythonBinding binding, string name, string module, bool isFile)
    {
        if (binding.Module is not null && binding.Module != module)
        {
            throw new NondeterminismException(name, 1, "the name is bound to two modules");
        }

        (binding.Module, binding.IsFile) = (module, isFile);
        ModuleNames.Add(name);
        UsesPaths |= module == "pathlib";
    }

    private void BindMember(PythonNode import, PythonNode alias, PythonScope scope, string file)
    {
        var module = import.Text!.StartsWith('.') ? Absolute(import.Text, file, alias) : import.Text;
        var member = alias.Text!;
        var bound = alias.Children is [var name] ? name.Text! : member;
        var full = module.Length == 0 ? member : $"{module}.{member}";
        if (member == "*")
        {
            throw new NondeterminismException("*", alias.Line, "the names that it imports are not known");
        }

        if (FindFile(full, alias) is not null)
        {
            Set(scope.Bind(bound), bound, full, isFile: true);
        }
        else if (FindFile(module, alias) is not null)
        {
            scope.Bind(bound).Member = $"file.{member}";
            _members.Add(alias);
        }
        else if (PythonModules.Members.ContainsKey(full) || (IsListed(module) && IsListed(full)))
        {
            Set(scope.Bind(bound), bound, full, isFile: false);
        }
        else if (PythonModules.Members.TryGetValue(module, out var members) && members.Contains(member))
        {
            UsesPaths |= module == "pathlib";
            scope.Bind(bound).Member = full;
        }
        else
        {
            throw new NondeterminismException(full, alias.Line, "it is not listed");
        }
    }

    private string? FindFile(string module, PythonNode alias)
    {
        var path = module.Replace('.', '/');
        var found = files.ContainsKey(path + ".py") || _packages.Contains(path) ? path : null;
        if (found is not null && PythonAllowlists.StandardModules.Contains(module.Split('.')[0]))
        {
            throw new NondeterminismException(module, alias.Line, "a file has the name of a module of the standard library");
        }

        return found;
    }

    /// <summary>
    /// Folders that contain Python files at any depth; a folder without <c>__init__.py</c> is a namespace package.
    /// </summary>
    private static HashSet<string> PackagesOf(IEnumerable<string> paths)
    {
        var packages = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths.Where(static path => path.EndsWith(".py", StringComparison.Ordinal)))
        {
            for (var end = path.LastIndexOf('/'); end > 0 && packages.Add(path[..end]); end = path.LastIndexOf('/', end - 1))
            {
            }
        }

        return packages;
    }

    private static string Absolute(string relative, string file, PythonNode alias)
    {
        var dots = relative.TakeWhile(static letter => letter == '.').Count();
        var folders = file.Split('/')[..^1];
        if (dots > folders.Length)
        {
            throw new NondeterminismException(relative, alias.Line, "it is outside the package");
        }

        return string.Join('.',
            [.. folders[..(folders.Length - dots + 1)], .. relative.Length > dots ? [relative[dots..]] : Array.Empty<string>()]);
    }
}
