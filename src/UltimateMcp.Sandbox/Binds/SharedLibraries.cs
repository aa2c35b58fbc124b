namespace UltimateMcp.Sandbox.Binds;

/// <summary>
/// Finds the libraries that a program and its extensions load, like ld.so(8) does, without running them. Libraries in
/// <c>/usr</c> are left out: they are always visible.
/// </summary>
internal static class SharedLibraries
{
    internal const int MaximumObjects = 20_000;

    /// <param name="executable">Its search paths apply to everything that it loads.</param>
    /// <param name="extensions">Shared objects that it may load.</param>
    internal static IReadOnlyCollection<string> Of(string executable, IEnumerable<string> extensions)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var program = ElfFile.Read(executable);
        if (program?.Interpreter is { } interpreter)
        {
            _ = TryAdd(found, interpreter);
        }

        var pending = new Queue<string>(extensions.Prepend(executable));
        for (var read = 0; read < MaximumObjects && pending.TryDequeue(out var path); read++)
        {
            if (ElfFile.Read(path) is not { } file)
            {
                continue;
            }

            var searchPaths = file.SearchPaths.Concat(program?.SearchPaths ?? []);
            foreach (var library in file.Needed.Select(name => Find(name, searchPaths)).OfType<string>())
            {
                if (TryAdd(found, library))
                {
                    pending.Enqueue(library);
                }
            }
        }

        return found;
    }

    private static string? Find(string name, IEnumerable<string> searchPaths) => name.Contains('/', StringComparison.Ordinal)
        ? Path.IsPathFullyQualified(name) ? name : null
        : searchPaths.Select(folder => Path.GetFullPath(Path.Combine(folder, name), "/")).FirstOrDefault(File.Exists);

    private static bool TryAdd(HashSet<string> found, string library) =>
        File.Exists(library) && !BindResolver.IsBelowUsr(library) && found.Add(library);
}
