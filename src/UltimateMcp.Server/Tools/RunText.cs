using System.Globalization;
using System.Text;
using UltimateMcp.Code.Limits;
using UltimateMcp.Code.Output;
using UltimateMcp.Code.Records;

namespace UltimateMcp.Server.Tools;

/// <summary>What the tools that run code have in common in their schemas and replies.</summary>
internal static class RunText
{
    /// <summary>The schema of <c>timeout_seconds</c>.</summary>
    /// <param name="description">What it limits.</param>
    public static string TimeoutSchema(RunOptions options, string description) =>
        $$"""
        {
          "type": "number",
          "minimum": {{RunSettings.MaxExecutionTime.Minimum}},
          "maximum": {{options.MaxExecutionTime.TotalSeconds.ToString(CultureInfo.InvariantCulture)}},
          "description": "{{description}}; the maximum when left out."
        }
        """;

    /// <summary>The last lines of the server's own: how it was isolated, and limits, if one ended the run.</summary>
    public static void AppendIsolation(StringBuilder text, string? hint, RunIsolation isolation)
    {
        text.Append(hint is null ? "" : $"\nhint: {hint}").Append("\nisolation: ").Append(isolation.Summary);
        if (isolation.Limits is { } limits)
        {
            text.Append("\nlimits: ").AppendJoin(", ", limits.Select(static limit => $"{limit.Key} {limit.Value}"));
        }
    }

    /// <summary>A stream under a header that counts its lines, so that output cannot forge other lines.</summary>
    /// <param name="howToRead">How to read what is left out.</param>
    public static void AppendStream(StringBuilder text, string name, OutputExcerpt stream, string howToRead)
    {
        if (stream.Head.Length > 0 || stream.OmittedBytes > 0)
        {
            stream.AppendBlock(text.Append('\n'), name, howToRead);
        }
    }
}
