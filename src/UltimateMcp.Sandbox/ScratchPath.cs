using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace UltimateMcp.Sandbox;

/// <summary>
/// A relative path that stays inside the scratch folder: no empty part, no <c>.</c> or <c>..</c>, no NUL, at most 255 bytes a part.
/// </summary>
public sealed record ScratchPath
{
    /// <summary>The maximum number of parts.</summary>
    public const int MaximumDepth = 16;

    private const int MaximumPartBytes = 255;

    private ScratchPath(string value) => Value = value;

    public string Value { get; }

    public IEnumerable<string> Parts => Value.Split('/');

    /// <summary>
    /// Parses <paramref name="text"/>. If it is refused, <paramref name="fault"/> says why, worded to follow the path
    /// in a sentence.
    /// </summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ScratchPath? path, [NotNullWhen(false)] out string? fault)
    {
        path = null;
        fault = FaultOf(text);
        if (fault is null)
        {
            path = new ScratchPath(text);
        }

        return fault is null;
    }

    public override string ToString() => Value;

    private static string? FaultOf(string text)
    {
        if (text.Length == 0)
        {
            return "is empty";
        }

        if (text[0] == '/')
        {
            return "is absolute; paths are relative to the scratch folder";
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return "contains a NUL character";
        }

        var parts = text.Split('/');
        if (parts.Length > MaximumDepth)
        {
            return $"is nested deeper than {MaximumDepth} folders";
        }

        foreach (var part in parts)
        {
            switch (part)
            {
                case "":
                    return "has an empty part";
                case "." or "..":
                    return $"has a part \"{part}\"; it must stay inside the scratch folder";
                default:
                    if (Encoding.UTF8.GetByteCount(part) > MaximumPartBytes)
                    {
                        return $"has a part longer than {MaximumPartBytes} bytes";
                    }

                    break;
            }
        }

        return null;
    }
}
