namespace UltimateMcp.Code.Running;

/// <summary>The name under which a reply shows the code. It is never used as a path.</summary>
public static class FileLabel
{
    /// <summary>Of what a caller passes.</summary>
    public const int MaximumName = 1024;

    private const int MaximumLength = 255;
    private const int MaximumShown = 80;

    /// <summary>The last segment of the name.</summary>
    /// <param name="defaultName">If the caller gave none.</param>
    /// <exception cref="CodeException">It is empty, too long, or has control characters.</exception>
    public static string Of(string? name, string defaultName)
    {
        if (name is null)
        {
            return defaultName;
        }

        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var fault = last.Length == 0 ? "has no last segment"
            : last.Length > MaximumLength ? $"has a last segment of {last.Length} characters; at most {MaximumLength} are allowed"
            : last.Any(char.IsControl) ? "contains control characters"
            : null;
        return fault is null
            ? last
            : throw new CodeException(
                CodeError.InvalidRequest,
                $"The filename \"{OneLine.Of(name, MaximumShown)}\" {fault}.",
                $"Pass a name such as \"{defaultName}\", or leave it out.");
    }
}
