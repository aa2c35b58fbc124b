namespace UltimateMcp.Benchmarks;

/// <param name="Server">The server that is measured.</param>
/// <param name="Brief">A few samples: enough to see that a benchmark works and roughly where it stands.</param>
/// <param name="Write">Whether results are written to <c>results/</c>.</param>
/// <param name="Only">Name of the one question to ask; null for all.</param>
internal sealed record BenchmarkArguments(string Server, bool Brief, bool Write, string? Only)
{
    private const string Usage = "usage: UltimateMcp.Benchmarks [--brief] [--write] [--only QUESTION] PATH-OF-THE-SERVER";

    public static BenchmarkArguments? Parse(IReadOnlyList<string> arguments, out string complaint)
    {
        complaint = Usage;
        string? only = null;
        string? server = null;
        var flags = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < arguments.Count; index++)
        {
            switch (arguments[index])
            {
                case "--only" when index + 1 < arguments.Count:
                    only = arguments[++index];
                    break;
                case "--brief" or "--write":
                    flags.Add(arguments[index]);
                    break;
                case var path when !path.StartsWith('-') && server is null:
                    server = path;
                    break;
                default:
                    return null;
            }
        }

        if (server is null || !File.Exists(server))
        {
            complaint = server is null ? Usage : $"There is no server at {server}.";
            return null;
        }

        return new BenchmarkArguments(Path.GetFullPath(server), flags.Contains("--brief"), flags.Contains("--write"), only);
    }
}
