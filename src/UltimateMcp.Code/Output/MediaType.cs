using System.Text;
using System.Text.Json;
using UltimateMcp.Code.Output.Encodings;

namespace UltimateMcp.Code.Output;

/// <summary>Detects media types by content, and by the file's extension where the content is ambiguous.</summary>
public static class MediaType
{
    public const string Text = "text/plain";
    public const string Bytes = "application/octet-stream";

    /// <summary>Bytes at the start of a file that <see cref="Sniff"/> needs.</summary>
    public const int SniffLength = 4096;

    private const string Svg = "image/svg+xml";
    private const string Html = "text/html";
    private const string Xhtml = "application/xhtml+xml";
    private const string Xml = "application/xml";
    private const string Json = "application/json";
    private const string JsonLines = "application/x-ndjson";
    private const int MaximumJsonDepth = 1000;

    private static readonly string[] Images = ["image/png", "image/jpeg", "image/gif", "image/webp"];

    private static readonly string[] TextTypes = [Svg, Xhtml, Xml, Json, JsonLines];

    /// <summary>Formats without a signature.</summary>
    private static readonly Dictionary<string, string> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".csv"] = "text/csv",
        [".tsv"] = "text/tab-separated-values",
        [".md"] = "text/markdown",
        [".markdown"] = "text/markdown",
        [".jsonl"] = JsonLines,
        [".ndjson"] = JsonLines,
    };

    private static readonly Dictionary<string, string> FallbackByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".svg"] = Svg,
        [".html"] = Html,
        [".htm"] = Html,
        [".xhtml"] = Xhtml,
        [".xml"] = Xml,
        [".json"] = Json,
    };

    /// <param name="start">At least <see cref="SniffLength"/> bytes, if there are.</param>
    /// <param name="name">Of the file.</param>
    public static string Sniff(ReadOnlySpan<byte> start, string name = "") => start switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => "image/gif",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => "application/pdf",
        [(byte)'P', (byte)'K', 3, 4, ..] => "application/zip",
        _ => EncodingDetector.Detect(start) is { IsBinary: false } detector
            ? SniffText(detector.Encoding.Decode(start), isWhole: start.Length < SniffLength, Path.GetExtension(name))
            : Bytes,
    };

    /// <summary>An image that can be shown to a model.</summary>
    public static bool IsImage(string mediaType) => Images.Contains(mediaType, StringComparer.Ordinal);

    /// <summary>Text that can be read in pages, including SVG.</summary>
    public static bool IsText(string mediaType) =>
        mediaType.StartsWith("text/", StringComparison.Ordinal) || TextTypes.Contains(mediaType, StringComparer.Ordinal);

    /// <param name="name">The artifact's name; the file at <paramref name="path"/> has another.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static string SniffFile(string path, string name)
    {
        using var file = File.OpenHandle(path);
        var start = new byte[SniffLength];
        var count = RandomAccess.Read(file, start, 0);
        return Sniff(start.AsSpan(0, count), name);
    }

    private static string SniffText(string text, bool isWhole, string extension) =>
        ByExtension.GetValueOrDefault(extension)
        ?? SniffMarkup(text, extension)
        ?? (IsJson(text, isWhole) ? Json : null)
        ?? FallbackByExtension.GetValueOrDefault(extension, Text);

    /// <summary>By the root element, after declarations and comments.</summary>
    private static string? SniffMarkup(ReadOnlySpan<char> text, string extension)
    {
        var isXml = text.TrimStart().StartsWith("<?xml", StringComparison.Ordinal);
        while (true)
        {
            text = text.TrimStart();
            if (text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || IsElement(text, "html"))
            {
                return isXml || extension.Equals(".xhtml", StringComparison.OrdinalIgnoreCase) ? Xhtml : Html;
            }

            if (IsElement(text, "svg") || IsElement(text, "svg:svg"))
            {
                return Svg;
            }

            var end = text.StartsWith("<!--", StringComparison.Ordinal) ? "-->"
                : text.StartsWith("<?xml", StringComparison.Ordinal) ? "?>"
                : text.StartsWith("<!doctype ", StringComparison.OrdinalIgnoreCase) ? ">"
                : null;
            var length = end is null ? -1 : text.IndexOf(end, StringComparison.Ordinal);
            if (length < 0)
            {
                return isXml ? FallbackByExtension.GetValueOrDefault(extension, Xml) : null;
            }

            text = text[(length + end!.Length)..];
        }
    }

    private static bool IsElement(ReadOnlySpan<char> text, string name) =>
        text.Length > name.Length + 1
        && text[0] == '<'
        && text[1..].StartsWith(name, StringComparison.OrdinalIgnoreCase)
        && (char.IsWhiteSpace(text[name.Length + 1]) || text[name.Length + 1] is '>' or '/');

    /// <summary>Whether the start is valid JSON: an object or array, not just a number or string.</summary>
    private static bool IsJson(string text, bool isWhole)
    {
        if (text.AsSpan().TrimStart() is not ['{' or '[', ..])
        {
            return false;
        }

        // The last character may be incomplete.
        var seen = isWhole ? text : text[..^1];
        var state = new JsonReaderState(new JsonReaderOptions { MaxDepth = MaximumJsonDepth });
        var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(seen), isWhole, state);
        try
        {
            while (json.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
