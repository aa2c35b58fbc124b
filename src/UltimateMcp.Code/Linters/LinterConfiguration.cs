using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Linters;

/// <summary>The configuration of a linter among the caller's files.</summary>
internal static class LinterConfiguration
{
    private const int MaximumShown = 200;

    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false,
    };

    private static ReadOnlySpan<byte> ByteOrderMark => "\ufeff"u8;

    /// <summary>The first of the names that is in the top folder; null if none is.</summary>
    public static ScratchFile? Find(ImmutableArray<ScratchFile> files, string name) =>
        files.FirstOrDefault(file => file.Path.Value == name);

    /// <summary>Comments and a comma behind the last member are allowed, as these tools allow them.</summary>
    /// <exception cref="CodeException">It is not a JSON object.</exception>
    public static JsonObject ParseJson(string file, ReadOnlyMemory<byte> content)
    {
        const string Hint = "Correct it, or leave it out.";
        try
        {
            var text = content.Span.StartsWith(ByteOrderMark) ? content.Span[ByteOrderMark.Length..] : content.Span;
            return JsonNode.Parse(text, documentOptions: Lenient) as JsonObject ?? throw Refused(file, "is not a JSON object", Hint);
        }
        catch (JsonException fault)
        {
            throw Refused(file, $"is not JSON: {fault.Message.TrimEnd('.')}", Hint);
        }
    }

    /// <summary>Removes keys.</summary>
    /// <returns>The name of the file, with what was left out of it.</returns>
    public static string LeaveOut(JsonObject options, FrozenSet<string> keys, string file)
    {
        string[] found = [.. options.Select(static option => option.Key).Where(keys.Contains)];
        foreach (var key in found)
        {
            options.Remove(key);
        }

        return Named(file, found);
    }

    public static string Named(string file, IReadOnlyCollection<string> leftOut) =>
        leftOut.Count == 0 ? file : $"{file} without {string.Join(", ", leftOut)}";

    /// <param name="file">Its name.</param>
    /// <param name="problem">As a sentence that follows the name, without a full stop.</param>
    public static CodeException Refused(string file, string problem, string hint) =>
        new(CodeError.InvalidRequest, $"\"{file}\" in files {OneLine.Of(problem, MaximumShown)}.", hint);
}
