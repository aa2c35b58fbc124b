using System.Diagnostics.CodeAnalysis;

namespace UltimateMcp.Code.Records;

/// <summary>
/// Uris of a run's outputs: <c>ultimate://run/{run_id}/{stdout|stderr}</c> and
/// <c>ultimate://run/{run_id}/artifact/{+path}</c>.
/// </summary>
/// <param name="Stream">Set for a stream, else <paramref name="ArtifactPath"/> is.</param>
public sealed record RunUri(string RunId, string? Stream, string? ArtifactPath)
{
    public const string StreamTemplate = "ultimate://run/{run_id}/{stream}";
    public const string ArtifactTemplate = "ultimate://run/{run_id}/artifact/{+path}";

    /// <summary>The prefix of all these uris.</summary>
    public const string Start = "ultimate://run/";
    private const string Artifact = "artifact/";

    public static string OfStream(string runId, string stream) => $"{Start}{runId}/{stream}";

    /// <summary>Reserved characters are escaped, except the slashes between folders.</summary>
    public static string OfArtifact(string runId, string path) =>
        $"{Start}{runId}/{Artifact}{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}";

    public static bool TryParse(string text, [NotNullWhen(true)] out RunUri? uri)
    {
        uri = null;
        var slash = text.StartsWith(Start, StringComparison.Ordinal) ? text.IndexOf('/', Start.Length) : -1;
        if (slash < 0)
        {
            return false;
        }

        var runId = text[Start.Length..slash];
        var rest = text[(slash + 1)..];
        uri = rest switch
        {
            StreamName.Stdout or StreamName.Stderr => new RunUri(runId, rest, null),
            _ when rest.StartsWith(Artifact, StringComparison.Ordinal) =>
                new RunUri(runId, null, Uri.UnescapeDataString(rest[Artifact.Length..])),
            _ => null,
        };
        return uri is not null && Identifier.IsValid(runId, RunRecords.Prefix);
    }
}
