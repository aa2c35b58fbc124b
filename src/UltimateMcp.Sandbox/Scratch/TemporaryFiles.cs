using System.Collections.Immutable;
using Microsoft.Win32.SafeHandles;

namespace UltimateMcp.Sandbox.Scratch;

/// <summary>What a program left in <c>/tmp</c>, which is not kept.</summary>
internal static class TemporaryFiles
{
    private const int MaximumNames = 16;

    /// <summary>Display names of visible regular files. Only the first batch of directory entries is read.</summary>
    internal static ImmutableArray<string> In(SafeFileHandle parent)
    {
        using var folder = FolderList.Open(parent, ".");
        return folder.IsInvalid
            ? []
            :
            [
                .. FolderList.FirstOf(folder)
                    .Where(static entry => entry.IsFile && entry.Name[0] != '.')
                    .Take(MaximumNames)
                    .Select(static entry => DisplayName.Of(FolderList.Bytes(entry.Name))),
            ];
    }
}
