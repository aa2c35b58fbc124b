using System.Collections.Immutable;
using UltimateMcp.Sandbox.Binds;

namespace UltimateMcp.Code.Toolchains;

/// <summary>What an interpreter prints about its installation.</summary>
/// <param name="Files">Kinds <c>folder</c>, <c>optional</c> and <c>file</c>.</param>
/// <param name="Links">Kind <c>link</c>: the path of an environment's link to its interpreter.</param>
/// <param name="Packages">Kind <c>packages</c>: a folder of packages that programs can import. It is bound too.</param>
internal sealed record InstalledFiles(ProgramFiles Files, ImmutableArray<string> Links, ImmutableArray<string> Packages)
{
    internal static InstalledFiles Only(string executable) => new(new ProgramFiles(executable, [], [], []), [], []);

    /// <summary>Null if an entry is invalid.</summary>
    /// <param name="executable">The interpreter's real path.</param>
    internal static InstalledFiles? Parse(string executable, string output)
    {
        var entries = output.Split('\0')[..^1]
            .Select(static entry => entry.Split(' ', 2))
            .ToLookup(static entry => entry[0], static entry => entry[^1], StringComparer.Ordinal);
        return entries.All(static kind =>
            kind.Key is "folder" or "optional" or "file" or "link" or "packages" && kind.All(Path.IsPathFullyQualified))
            ? new InstalledFiles(
                new ProgramFiles(
                    executable, [.. entries["folder"], .. entries["packages"]], [.. entries["optional"]], [.. entries["file"]]),
                [.. entries["link"]],
                [.. entries["packages"]])
            : null;
    }
}
