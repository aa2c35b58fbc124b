using System.Text.Json.Nodes;

namespace UltimateMcp.EndToEnd.Attacks;

/// <summary>
/// An attack program: a file of <c>Acts/</c>, which prints the result of each thing that it tried, one
/// <c>name answer</c> per line.
/// </summary>
internal sealed record Act(string Name, params string[] Arguments)
{
    /// <summary>What acts import.</summary>
    private const string Library = "calls.py";

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Attacks", "Acts");

    /// <summary>
    /// Another language than that of its name, in which it means the same. As <c>bash</c>, an act in Python takes the
    /// place of a shell that starts it: its sandbox is bash's.
    /// </summary>
    public string? RunAs { get; init; }

    public string Language => Path.GetExtension(Name) switch
    {
        ".py" => "python",
        ".js" => "javascript",

        // Not to be compiled with the tests.
        ".txt" => "csharp",
        _ => "bash",
    };

    public string Code => File.ReadAllText(Path.Combine(Folder, Name));

    public IReadOnlyList<KeyValuePair<string, string>> Files =>
        Language == "python" ? [new(Library, File.ReadAllText(Path.Combine(Folder, Library)))] : [];

    private bool IsStartedByBash => RunAs == "bash" && Language == "python";

    public double? Timeout { get; init; }

    public JsonObject ToCall()
    {
        var files = IsStartedByBash ? Files.Append(new(Name, Code)) : Files;
        var call = new JsonObject
        {
            ["code"] = IsStartedByBash ? $"exec python3 {Name} \"$@\"" : Code,
            ["language"] = RunAs ?? Language,
            ["fresh"] = true,
            ["args"] = new JsonArray([.. Arguments.Select(argument => JsonValue.Create(argument))]),
            ["files"] = new JsonObject(files.Select(file => KeyValuePair.Create(file.Key, (JsonNode?)JsonValue.Create(file.Value)))),
        };
        if (Timeout is { } seconds)
        {
            call["timeout_seconds"] = seconds;
        }

        return call;
    }
}

/// <summary>What an act printed, by the names of what it tried.</summary>
internal sealed class Answers
{
    private readonly Dictionary<string, string> _answers = new(StringComparer.Ordinal);

    private Answers(string text)
    {
        Text = text;
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            _answers[space < 0 ? line : line[..space]] = space < 0 ? "" : line[(space + 1)..];
        }
    }

    public string Text { get; }

    public IEnumerable<string> Names => _answers.Keys;

    public string this[string name] => _answers.TryGetValue(name, out var answer)
        ? answer
        : throw new KeyNotFoundException($"Nothing was said of {name}, but:\n{Text}");

    public static Answers Of(string text) => new(text);

    /// <summary>The answers to some names as one line, to be compared whole.</summary>
    public string To(params string[] names) => string.Join(' ', names.Select(name => $"{name}={this[name]}"));

    /// <summary>All of the space-separated names were answered so.</summary>
    public void AllAre(string answer, string names)
    {
        string[] all = names.Split(' ');
        Assert.Equal(string.Join(' ', all.Select(name => $"{name}={answer}")), To(all));
    }

    /// <summary>None of them was answered so: what denies inside is not what would have answered anyway.</summary>
    public void NoneIs(string answer, string names)
    {
        string[] all = names.Split(' ');
        Assert.DoesNotContain(all, name => this[name] == answer);
    }
}
