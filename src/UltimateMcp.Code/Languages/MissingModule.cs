using System.Text.RegularExpressions;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Primitives.Settings;

namespace UltimateMcp.Code.Languages;

/// <summary>How a language says that it did not find a module that a program imports.</summary>
/// <param name="Error">Matches the error; the group <c>name</c> is the package, not one of its parts.</param>
/// <param name="Setting">Names an environment or folder that may have it.</param>
public sealed record MissingModule(Regex Error, PathSetting Setting)
{
    private const int LongestName = 80;

    /// <summary>The hint for a program that ended with this error; null if it did not.</summary>
    /// <param name="standardError">Its readable end.</param>
    public string? HintFor(string standardError, Toolchain toolchain)
    {
        if (NameIn(standardError) is not { } name)
        {
            return null;
        }

        var modules = toolchain.Packages.Modules;
        if (modules.Contains(name, StringComparer.Ordinal))
        {
            return $"The package {name} is there, but not this part of it.";
        }

        var nearest = NearestName.Find(name, modules, name.Length < 5 ? 1 : 2) is { } other ? $"; did you mean {other}?" : ".";
        return $"{toolchain.Executable} has no package {Truncation.Of(name, LongestName)}{nearest} Nothing can be installed here: "
            + $"{Setting.Name} may name {Setting.Noun} that has it (health lists the packages), and modules of your own go into files.";
    }

    private string? NameIn(string text)
    {
        try
        {
            return Error.Matches(text) is [.., var last] ? last.Groups["name"].Value : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }
}
