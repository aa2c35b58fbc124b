using System.Collections.Immutable;

namespace UltimateMcp.Sandbox.Binds;

/// <summary>A file or folder of the host that is bound read-only.</summary>
/// <param name="Source">Its real path on the host.</param>
/// <param name="Target">Its path in the sandbox, usually the same, so that references to it still work.</param>
/// <param name="MaskedFiles">Paths in the sandbox of hidden files, sockets, pipes and devices below it. Each is covered
/// by a <c>/dev/null</c> that cannot be opened.</param>
/// <param name="MaskedFolders">Paths in the sandbox of hidden folders below it. Each looks empty.</param>
public sealed record ReadOnlyBind(
    string Source, string Target, bool IsFolder, ImmutableArray<string> MaskedFiles, ImmutableArray<string> MaskedFolders)
{
    /// <summary>
    /// The part of <see cref="Source"/> below the last folder that the sandbox's user cannot enter. Root mounts it where
    /// that user can reach it. Null if the source can be reached as it is.
    /// </summary>
    public string? RootMount { get; init; }

    /// <summary>A folder of the product: it holds nothing of the host's, so it is not listed.</summary>
    public bool IsShipped { get; init; }

    /// <summary>Describes the file system that a program sees, for the isolation status.</summary>
    public static string Summarize(IEnumerable<ReadOnlyBind> binds)
    {
        var names = NamesOf(binds);
        return names.IsEmpty ? "scratch only" : $"scratch; read-only: {string.Join(", ", names)}";
    }

    /// <summary>The visible paths outside <c>/usr</c>, sorted. Several single files of one folder are summarized as one entry.</summary>
    public static ImmutableArray<string> NamesOf(IEnumerable<ReadOnlyBind> binds)
    {
        var sorted = binds.Where(static bind => !bind.IsShipped).ToLookup(static bind => bind.IsFolder, static bind => bind.Target);
        var files = sorted[false].GroupBy(static file => Path.GetDirectoryName(file)!, StringComparer.Ordinal)
            .Select(static group => group.Count() == 1 ? group.First() : $"{group.Key}/ ({group.Count()} files)");
        return [.. sorted[true].Concat(files).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}
