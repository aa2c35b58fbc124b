using System.Globalization;
using System.Text.RegularExpressions;

namespace UltimateMcp.EndToEnd.Corpus;

/// <summary>
/// One ordinary program of the corpus. A theme's file holds many, each below a line that names it:
/// <c>#: a file is written</c>, in other languages <c>//: a file is written</c>. The text above the first name is
/// prepended to each. What a program needs besides the interpreter follows the name in brackets: <c>[gcc]</c> a command or a
/// file, <c>[python:numpy]</c> a module, <c>[forks]</c> and <c>[memory]</c> a server that allows more than by default,
/// <c>[module]</c> an ES module.
/// </summary>
internal sealed partial record CorpusProgram(string Language, string Theme, string Name, IReadOnlyList<string> Needs, string Code)
{
    private const string ModulePrefix = "python:";
    private const int MatchTimeoutMilliseconds = 5000;

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Corpus");

    /// <summary>Where programs find commands in the sandbox.</summary>
    private static readonly string[] CommandFolders = ["/usr/local/bin", "/usr/bin"];

    public string Title => $"{Theme}: {Name}";

    /// <summary>The file name for a plain interpreter: node recognizes ES modules by their extension.</summary>
    public string MainFile => Language switch
    {
        "python" => "main.py",
        "javascript" or "typescript" => Needs.Contains("module") ? "main.mjs" : "main.js",
        _ => "main.sh",
    };

    /// <summary>Much longer than any of them takes, for slow machines.</summary>
    public static TimeSpan TimeLimit { get; } = TimeSpan.FromSeconds(120);

    public (string Name, string Value)[] Settings =>
    [
        ("MAX_EXECUTION_TIME", TimeLimit.TotalSeconds.ToString(CultureInfo.InvariantCulture)),
        .. Needs.Contains("forks") ? [("MAX_PROCESSES", "16")] : Array.Empty<(string, string)>(),
        .. Needs.Contains("memory") ? [("MAX_MEMORY_MB", "1024")] : Array.Empty<(string, string)>(),
    ];

    public IEnumerable<string> Modules =>
        from need in Needs where need.StartsWith(ModulePrefix, StringComparison.Ordinal) select need[ModulePrefix.Length..];

    public IEnumerable<string> MissingCommands =>
        from need in Needs.Except(["forks", "memory", "module"], StringComparer.Ordinal)
        where !need.StartsWith(ModulePrefix, StringComparison.Ordinal)
            && !CommandFolders.Any(folder => File.Exists(Path.Combine(folder, need)))
        select need;

    public static IReadOnlyList<CorpusProgram> Read(string language) =>
        [.. Directory.GetFiles(Path.Combine(Folder, language)).Order(StringComparer.Ordinal).SelectMany(file => ReadTheme(language, file))];

    private static IEnumerable<CorpusProgram> ReadTheme(string language, string file)
    {
        var text = File.ReadAllText(file);
        var headers = Header().Matches(text);
        var before = headers.Count == 0 ? "" : text[..headers[0].Index];
        for (var i = 0; i < headers.Count; i++)
        {
            var start = headers[i].Index + headers[i].Length;
            var code = text[start..(i + 1 < headers.Count ? headers[i + 1].Index : text.Length)];
            var needs = headers[i].Groups["needs"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            yield return new(language, Path.GetFileName(file).Split('.')[0], headers[i].Groups["name"].Value, needs, before + code);
        }
    }

    [GeneratedRegex(
        @"^(#|//): (?<name>[^\n\[]*[^\n\[ ])( \[(?<needs>[^\n\]]*)\])?\n",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        MatchTimeoutMilliseconds)]
    private static partial Regex Header();
}
