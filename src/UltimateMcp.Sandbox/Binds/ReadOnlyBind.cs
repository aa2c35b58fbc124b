using System.Collections.Immutable;

namespace UltimateMcp.Sandbox.Binds;

/// <summary>A file or folder of the host that a program sees, read-only.</summary>
/// <param name="Source">Its real path on the host.</param>
/// <param name="Target">Where it stands inside: its own path, so that what refers to it by that still finds it.</param>
/// <param name="MaskedFiles">Paths inside of hidden files, sockets, pipes and devices below it: each shows as a <c>/dev/null</c> that
/// cannot be opened.</param>
/// <param name="MaskedFolders">Paths inside of hidden folders below it: each shows empty.</param>
public sealed record ReadOnlyBind(string Source, string Target, bool IsFolder, ImmutableArray<string> MaskedFiles, ImmutableArray<string> MaskedFolders)
{
    /// <summary>What a receipt tells of the file system that a program sees.</summary>
    public static string Summarize(IEnumerable<ReadOnlyBind> binds)
    {
        var names = NamesOf(binds);
        return names.IsEmpty ? "scratch only" : $"scratch; read-only: {string.Join(", ", names)}";
    }

    /// <summary>The places outside <c>/usr</c> that are visible, in order. Several single files of one folder are told as one.</summary>
    public static ImmutableArray<string> NamesOf(IEnumerable<ReadOnlyBind> binds)
    {
        var sorted = binds.ToLookup(static bind => bind.IsFolder, static bind => bind.Target);
        var files = sorted[false].GroupBy(static file => Path.GetDirectoryName(file)!, StringComparer.Ordinal)
            .Select(static group => group.Count() == 1 ? group.First() : $"{group.Key}/ ({group.Count()} files)");
        return [.. sorted[true].Concat(files).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}
