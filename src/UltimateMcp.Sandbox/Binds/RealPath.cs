namespace UltimateMcp.Sandbox.Binds;

/// <summary>Resolves all links in a path, like realpath(3).</summary>
public static class RealPath
{
    private const int MaximumLinks = 40;

    /// <summary>Null if a part does not exist or the links form a loop.</summary>
    public static string? Of(string absolutePath)
    {
        var pending = new Stack<string>(absolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse());
        var path = "";
        var links = 0;
        while (pending.TryPop(out var part))
        {
            if (part == ".")
            {
                continue;
            }

            if (part == "..")
            {
                path = path[..Math.Max(0, path.LastIndexOf('/'))];
                continue;
            }

            var next = $"{path}/{part}";
            if (!Path.Exists(next))
            {
                return null;
            }

            if (new FileInfo(next).LinkTarget is not { } target)
            {
                path = next;
                continue;
            }

            if (++links > MaximumLinks)
            {
                return null;
            }

            if (target.StartsWith('/'))
            {
                path = "";
            }

            foreach (var step in target.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse())
            {
                pending.Push(step);
            }
        }

        return path.Length == 0 ? "/" : path;
    }
}
