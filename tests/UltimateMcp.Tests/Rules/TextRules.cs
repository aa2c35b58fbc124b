using System.Text.RegularExpressions;

namespace UltimateMcp.Tests.Rules;

/// <summary>Rules about what is written in any file. Each returns one line a breach.</summary>
internal static partial class TextRules
{
    public const int MaximumLines = 400;

    /// <summary>As <c>.editorconfig</c> has it.</summary>
    public const int MaximumColumns = 140;

    private const int MatchTimeoutMilliseconds = 5000;

    private static readonly string[] Code = [".cs", ".py", ".js", ".cjs", ".mjs", ".ts", ".sh", ".ps1"];

    // They run alone, not under the test runner, and are paced.
    private static readonly string[] MaySleep = ["tests/UltimateMcp.Benchmarks"];

    // Its samples break the rules on purpose.
    private const string RulesOwnSamples = "tests/UltimateMcp.Tests/Rules";

    public static IEnumerable<string> TooLong(IEnumerable<SourceFile> files) =>
        from file in files
        where Code.Contains(file.Extension, StringComparer.Ordinal)
        let lines = file.Text.TrimEnd('\n').Split('\n').Length
        where lines > MaximumLines
        select $"{file.Path} has {lines} lines; {MaximumLines} is the wall.";

    /// <summary>Lines of C# that are longer than <c>.editorconfig</c> says: one line a file.</summary>
    public static IEnumerable<string> LongLines(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Extension == ".cs"
        let numbers = file.Lines.Where(line => line.Text.Length > MaximumColumns).Select(line => line.Number).ToArray()
        where numbers.Length > 0
        select $"{file.Path}: more than {MaximumColumns} columns in line {string.Join(", ", numbers)}.";

    public static IEnumerable<string> VagueNames(IEnumerable<SourceFile> files) =>
        from file in files
        where IsOurs(file)
        from name in file.Path.Split('/').Concat(file.Extension == ".cs" ? TypeDeclarations.In(file.Text) : [])
        where VagueWord().IsMatch(name)
        select $"{file.Path} names \"{name}\", which says nothing.";

    public static IEnumerable<string> Sleeps(IEnumerable<SourceFile> files) =>
        from file in files
        where file.IsUnder("tests") && file.Extension == ".cs" && IsOurs(file) && !MaySleep.Any(file.IsUnder)
        from breach in Matches(file, Sleep(), "sleeps; wait for a signal or advance a clock")
        select breach;

    public static IEnumerable<string> Postponed(IEnumerable<SourceFile> files) =>
        files.Where(IsOurs).SelectMany(file => Matches(file, PostponedWord(), "postpones work; do it or file an issue"));

    public static IEnumerable<string> MachinePaths(IEnumerable<SourceFile> files) =>
        files.Where(IsOurs).SelectMany(file => Matches(file, MachinePath(), "names a folder of one machine"));

    /// <summary>Files and folders of the repository that a script names and that are not there.</summary>
    public static IEnumerable<string> DeadPaths(IReadOnlyCollection<SourceFile> files) =>
        from file in files
        where file.Extension is "" or ".sh"
        from line in file.Lines
        from Match match in RepositoryPath().Matches(line.Text)
        let path = match.Value.TrimEnd('.', '/')
        where !files.Any(other => other.Path == path || other.IsUnder(path))
        select $"{file.Path}:{line.Number} names {path}, which is not there.";

    private static bool IsOurs(SourceFile file) => !file.IsUnder(RulesOwnSamples);

    private static IEnumerable<string> Matches(SourceFile file, Regex pattern, string fault) =>
        from line in file.Lines
        where pattern.IsMatch(line.Text)
        select $"{file.Path}:{line.Number} {fault}: {line.Text.Trim()}";

    [GeneratedRegex(
        @"(?<![A-Z])(Helper|Util|Utilitie|Utility|Manager|Common|Misc)s?(?![a-z])"
            + @"|^(helper|util|utilitie|utility|manager|common|misc)s?(\.|$)",
        RegexOptions.ExplicitCapture,
        MatchTimeoutMilliseconds)]
    private static partial Regex VagueWord();

    [GeneratedRegex(@"\bThread\.Sleep\b|\bTask\.Delay\b|\bSpinUntil\b", RegexOptions.None, MatchTimeoutMilliseconds)]
    private static partial Regex Sleep();

    /// <summary>Not a pattern, and not the end of a longer path.</summary>
    [GeneratedRegex(
        @"(?<![\w./$}-])(src|tests|scripts|docs|tools|\.ci)/[\w./-]+(?![\w*$\{./-])",
        RegexOptions.ExplicitCapture,
        MatchTimeoutMilliseconds)]
    private static partial Regex RepositoryPath();

    [GeneratedRegex(@"\b(TODO|FIXME)\b", RegexOptions.ExplicitCapture, MatchTimeoutMilliseconds)]
    private static partial Regex PostponedWord();

    [GeneratedRegex(
        @"(?<![\w/.$}\]])/(root/[.\w]|home/(?!me/|u\b|user\b)\w|Users/)|\b[A-Z]:\\+Users\b",
        RegexOptions.ExplicitCapture,
        MatchTimeoutMilliseconds)]
    private static partial Regex MachinePath();
}
