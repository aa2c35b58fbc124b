namespace UltimateMcp.Programs;

/// <summary>
/// A program as people and models write them, and whether its run may be cached. They stand in a file a language, each under a line
/// <c>=== cached: title</c> or <c>=== not cached: title</c>; all of them are given the same input, arguments and files.
/// </summary>
/// <param name="IsCached">Whether each run tells the same.</param>
public sealed record OrdinaryProgram(string Language, string Title, bool IsCached, string Code)
{
    public const string StandardInput = """[{"price": 2, "count": 3}, {"price": 5, "count": 1}]""";

    private const string Cached = "=== cached: ";
    private const string NotCached = "=== not cached: ";

    public static readonly IReadOnlyList<string> Arguments = ["5", "apple"];

    public static readonly IReadOnlyDictionary<string, string> Files = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["data.csv"] = "name,price\napple,3\npear,2\n",
        ["words.txt"] = "pear\napple\nplum\n",
    };

    public static IReadOnlyList<OrdinaryProgram> All { get; } =
        [.. new[] { "python", "javascript", "typescript", "bash", "csharp" }.SelectMany(Read)];

    public static OrdinaryProgram Find(string language, string title) =>
        All.Single(program => program.Language == language && program.Title == title);

    private static IEnumerable<OrdinaryProgram> Read(string language)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Programs", language + ".txt"));
        foreach (var part in text.Split("\n=== ").Select((part, index) => index == 0 ? part : "=== " + part))
        {
            var end = part.IndexOf('\n', StringComparison.Ordinal);
            var head = part[..end];
            var isCached = head.StartsWith(Cached, StringComparison.Ordinal);
            yield return new OrdinaryProgram(language, head[(isCached ? Cached : NotCached).Length..], isCached, part[(end + 1)..] + "\n");
        }
    }
}
