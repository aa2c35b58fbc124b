using System.Text.Json;

namespace UltimateMcp.Server.Hosting.Stdio;

/// <summary>
/// Finds a name that stands twice in one object of a line. JSON leaves open what that means (RFC 8259, section 4), and parsers differ: a host that checks what it hands on may have
/// read the first value where we would act on the last.
/// </summary>
internal static class RepeatedName
{
    /// <summary>A set that grew beyond this is not used for another object: emptying it costs what it once held.</summary>
    private const int LargestKept = 64;

    /// <param name="line">JSON without half of a surrogate pair.</param>
    /// <returns>The first, unescaped; null where there is none.</returns>
    public static string? In(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = int.MaxValue });
        List<HashSet<string>> open = [];
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    Open(open, reader.CurrentDepth);
                    break;
                case JsonTokenType.PropertyName when reader.GetString()! is var name && !open[reader.CurrentDepth - 1].Add(name):
                    return name;
            }
        }

        return null;
    }

    private static void Open(List<HashSet<string>> open, int depth)
    {
        while (open.Count <= depth)
        {
            open.Add(new HashSet<string>(StringComparer.Ordinal));
        }

        if (open[depth].Count > LargestKept)
        {
            open[depth] = new HashSet<string>(StringComparer.Ordinal);
        }
        else
        {
            open[depth].Clear();
        }
    }
}
