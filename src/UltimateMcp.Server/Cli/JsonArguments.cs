using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using UltimateMcp.Server.Hosting.Stdio;

namespace UltimateMcp.Server.Cli;

/// <summary>The value of <c>--json</c>: an object, <c>@FILE</c> for one in a file, or <c>-</c> for one on standard input.</summary>
internal static class JsonArguments
{
    /// <summary>The same as for a call over the protocol.</summary>
    public const int MaximumBytes = LineReader.LongestLine;

    private static readonly IReadOnlyDictionary<string, JsonElement> None = ImmutableDictionary<string, JsonElement>.Empty;

    private static readonly JsonDocumentOptions EachNameOnce = new() { AllowDuplicateProperties = false };

    /// <returns>The arguments, or the reason why they could not be read.</returns>
    public static (IReadOnlyDictionary<string, JsonElement> Arguments, string? Error) Read(string text, Stream input)
    {
        try
        {
            var bytes = text switch
            {
                "-" => ReadAll(input),
                ['@', .. var path] => ReadFile(path),
                _ => Encoding.UTF8.GetBytes(text),
            };
            return bytes.Length > MaximumBytes
                ? (None, $"must have at most {MaximumBytes} bytes; send the data in several smaller calls")
                : Parse(bytes.Span);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return (None, $"cannot be read: {unreadable.Message}");
        }
    }

    private static (IReadOnlyDictionary<string, JsonElement> Arguments, string? Error) Parse(ReadOnlySpan<byte> bytes)
    {
        var json = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        try
        {
            var root = JsonElement.Parse(json, EachNameOnce);
            return root.ValueKind == JsonValueKind.Object
                ? (root.EnumerateObject().ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal), null)
                : (None, "must be a JSON object");
        }
        catch (JsonException wrong)
        {
            return (None, $"must be a JSON object with each name once; it is not valid JSON at line {wrong.LineNumber + 1}");
        }
        catch (InvalidOperationException)
        {
            return (None, "must be a JSON object; a name in it contains a lone surrogate");
        }
    }

    private static ReadOnlyMemory<byte> ReadFile(string path)
    {
        using var file = File.OpenRead(path);
        return ReadAll(file);
    }

    /// <summary>Reads at most one buffer more than is allowed.</summary>
    private static ReadOnlyMemory<byte> ReadAll(Stream stream)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (bytes.Length <= MaximumBytes && stream.Read(buffer, 0, buffer.Length) is > 0 and var count)
        {
            bytes.Write(buffer, 0, count);
        }

        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }
}
