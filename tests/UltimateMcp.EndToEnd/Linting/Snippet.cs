using System.Text.RegularExpressions;
using Xunit.Sdk;

namespace UltimateMcp.EndToEnd.Linting;

/// <summary>
/// A piece of code with all findings that are expected of it. A theme's file holds many, each below a line that names it,
/// <c>#: an unused import</c>, and a line for each finding, <c>#= 1:8 warning F401 fixable</c>; in other languages these begin with
/// <c>//</c>. A file in <c>programs</c> is one program, which has none.
/// </summary>
public sealed partial class Snippet : IXunitSerializable
{
    private const int MatchTimeoutMilliseconds = 5000;

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Linting", "Snippets");

    [Obsolete("For the runner.", error: true)]
    public Snippet()
    {
    }

    private Snippet(string language, string title, IReadOnlyList<string> expected, string code) =>
        (Language, Title, Expected, Code) = (language, title, expected, code);

    public string Language { get; private set; } = "";

    public string Title { get; private set; } = "";

    /// <summary>As in the file: <c>1:8 warning F401 fixable</c>.</summary>
    public IReadOnlyList<string> Expected { get; private set; } = [];

    public string Code { get; private set; } = "";

    public static IReadOnlyList<Snippet> Read(string language) =>
    [
        .. Directory.GetFiles(Path.Combine(Folder, language)).Order(StringComparer.Ordinal).SelectMany(file => ReadTheme(language, file)),
        .. Directory.GetFiles(Path.Combine(Folder, language, "programs")).Order(StringComparer.Ordinal)
            .Select(file => new Snippet(language, $"programs: {NameOf(file)}", [], File.ReadAllText(file))),
    ];

    public void Serialize(IXunitSerializationInfo info)
    {
        info.AddValue(nameof(Language), Language);
        info.AddValue(nameof(Title), Title);
    }

    public void Deserialize(IXunitSerializationInfo info)
    {
        Language = info.GetValue<string>(nameof(Language))!;
        Title = info.GetValue<string>(nameof(Title))!;
        var found = Read(Language).Single(snippet => snippet.Title == Title);
        (Expected, Code) = (found.Expected, found.Code);
    }

    public override string ToString() => Title;

    private static IEnumerable<Snippet> ReadTheme(string language, string file)
    {
        var text = File.ReadAllText(file);
        var headers = Header().Matches(text);
        for (var i = 0; i < headers.Count; i++)
        {
            var start = headers[i].Index + headers[i].Length;
            var code = text[start..(i + 1 < headers.Count ? headers[i + 1].Index : text.Length)];
            var expected = headers[i].Groups["finding"].Captures.Select(capture => capture.Value);
            yield return new Snippet(language, $"{NameOf(file)}: {headers[i].Groups["name"].Value}", [.. expected], code);
        }
    }

    private static string NameOf(string file) => Path.GetFileName(file).Split('.')[0];

    [GeneratedRegex(
        @"^(#|//): (?<name>[^\n]+)\n((#|//)= (?<finding>[^\n]+)\n)*",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        MatchTimeoutMilliseconds)]
    private static partial Regex Header();
}
