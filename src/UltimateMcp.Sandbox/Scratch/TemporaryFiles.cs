using System.Collections.Immutable;
using Microsoft.Win32.SafeHandles;

namespace UltimateMcp.Sandbox.Scratch;

/// <summary>What a program left in a folder that is not kept.</summary>
internal static class TemporaryFiles
{
    private const int Most = 16;

    /// <summary>Names of visible plain files, as they may be shown; only what the first page of the folder's list holds.</summary>
    internal static ImmutableArray<string> In(SafeFileHandle parent)
    {
        using var folder = FolderList.Open(parent, ".");
        return folder.IsInvalid
            ? []
            : [.. FolderList.FirstOf(folder).Where(static entry => entry.IsFile && entry.Name[0] != '.').Take(Most).Select(static entry => DisplayName.Of(FolderList.Bytes(entry.Name)))];
    }
}
