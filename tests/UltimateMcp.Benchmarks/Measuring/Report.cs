using System.Globalization;

namespace UltimateMcp.Benchmarks.Measuring;

/// <summary>The answer to a question: a row for each case.</summary>
/// <param name="Method">How it was measured, in a sentence or two.</param>
/// <param name="Facts">What the reader needs beyond the machine: settings, interpreter paths.</param>
internal sealed record Report(string Question, string Method, IReadOnlyList<Row> Rows, IReadOnlyList<string> Facts)
{
    public void Print(TextWriter output)
    {
        foreach (var row in Rows)
        {
            var ratio = row.Ratio is { } value ? $"  ratio {Number(value)}" : "";
            var rival = row.Rival is null ? "" : $"  rival {row.Rival}";
            output.WriteLine($"{Question}: {row.Case}  ours {row.Ours}{rival}{ratio}  ({row.Verdict})");
        }
    }

    public async Task WriteAsync(BenchmarkEnvironment environment, CancellationToken cancellationToken)
    {
        List<string> lines =
        [
            $"# {Question}", "", Method, "", "| case | ours | rival | ratio | target | met |", "|---|---|---|---|---|---|",
        ];
        lines.AddRange(Rows.Select(row =>
            $"| {row.Case} | {row.Ours} | {row.Rival ?? "–"} | {(row.Ratio is { } ratio ? Number(ratio) : "–")} |"
                + $" {row.Target?.Text ?? "as measured"} | {Met(row)} |"));
        lines.AddRange(["", .. Facts.Concat(environment.Machine).Select(fact => $"- {WithoutHome(fact)}"), ""]);
        var path = Path.Combine(environment.Folder, "results", Question + ".md");
        await File.WriteAllTextAsync(path, string.Join('\n', lines), cancellationToken);
    }

    public static string Number(double value) => value.ToString(value < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture);

    /// <summary>A page is published, and whose home it was does not matter.</summary>
    private static string WithoutHome(string fact) => Environment.GetEnvironmentVariable("HOME") is { Length: > 1 } home
        ? fact.Replace(home + "/", "~/", StringComparison.Ordinal)
        : fact;

    private static string Met(Row row) => row.IsMet switch { true => "yes", false => "**no**", null => "–" };
}

/// <param name="Ours">With its unit.</param>
/// <param name="Ratio">Ours to the rival's.</param>
internal sealed record Row(string Case, string Ours, string? Rival, double? Ratio, double Value, Target? Target)
{
    public bool? IsMet => Target?.IsMetBy(Ratio, Value);

    public string Verdict => Target is null ? "as measured" : $"target {Target.Text}: {(IsMet == true ? "met" : "NOT met")}";

    /// <summary>A row of two medians.</summary>
    public static Row OfTimes(string name, Samples ours, Samples rival, Target? target) =>
        new(name, Text(ours), Text(rival), ours.Median / rival.Median, ours.Median, target);

    /// <summary>A row of one median, without a rival.</summary>
    public static Row OfTime(string name, Samples ours, Target? target) =>
        new(name, Text(ours), Rival: null, Ratio: null, ours.Median, target);

    private static string Text(Samples samples) => $"{Report.Number(samples.Median)} ms (p95 {Report.Number(samples.Percentile(0.95))})";
}

/// <summary>What we hold ourselves to; null bounds are not asked for.</summary>
internal sealed record Target(string Text, double? MostRatio = null, double? LeastRatio = null, double? Most = null)
{
    public bool IsMetBy(double? ratio, double value) =>
        (MostRatio is null || ratio <= MostRatio) && (LeastRatio is null || ratio >= LeastRatio) && (Most is null || value < Most);
}
