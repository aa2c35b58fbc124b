using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Win32.SafeHandles;
using UltimateMcp.Linux;

namespace UltimateMcp.Sandbox.Scratch;

/// <summary>
/// Collects what a program left in its scratch folder, once none of its processes is left. It prefers what a person
/// would look for first: files near the top, visible files, recently written files. Names, types, sizes and depth are
/// hostile: it follows no links, opens nothing that could block, and reads only regular files with a single hard link.
/// </summary>
internal sealed class ArtifactCollector(SandboxRequest request, ByteSize largestFile, CancellationToken cancellationToken)
{
    internal const int MaximumCount = SandboxArtifact.MaximumCount;
    internal const int MaximumDepth = SandboxArtifact.MaximumDepth;

    /// <summary>
    /// Maximum number of entries that are visited; a program that respects its limits cannot create more. Further
    /// entries are only counted.
    /// </summary>
    internal const int MaximumListed = 32 * 1024;

    /// <summary>A sparse file counts with its full size.</summary>
    internal static readonly ByteSize MaximumTotal = ByteSize.FromMebibytes(64);

    private readonly InputFiles _given = new(request.Files);
    private readonly List<Candidate> _candidates = [];
    private readonly LeftOutEntries _leftOut = new();
    private int _listed;
    private bool _sawFullFile;

    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    internal CollectedArtifacts Collect(SafeFileHandle scratch)
    {
        Walk(scratch, ".", "", depth: 1);
        var kept = Copy(scratch, Chosen());
        return new CollectedArtifacts(kept, _leftOut.ToImmutable(), _sawFullFile);
    }

    private void Walk(SafeFileHandle parent, string name, string prefix, int depth)
    {
        using var folder = FolderList.Open(parent, name);
        if (folder.IsInvalid)
        {
            _leftOut.Add(prefix, LeftOutReason.Unreadable);
            return;
        }

        foreach (var entry in EntriesOf(folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var path = prefix + entry.Name;
            if (!entry.IsFolder)
            {
                Visit(folder, entry.Name, path, depth);
            }
            else if (!_given.HasFolder(path) && IsOfTool(folder, entry.Name))
            {
                _leftOut.Add(path + "/", LeftOutReason.ToolFolder, EntriesBelow(folder, entry.Name, MaximumDepth));
            }
            else if (depth < MaximumDepth)
            {
                Walk(folder, entry.Name, path + "/", depth + 1);
            }
            else if (!_given.HasFolder(path))
            {
                _leftOut.Add(path + "/", LeftOutReason.TooDeep);
            }
        }
    }

    private void Visit(SafeFileHandle folder, string name, string path, int depth)
    {
        if (SystemCalls.StatusOf(folder, FolderList.Bytes(name)) is not { } status || !status.IsRegular || status.Links != 1)
        {
            _leftOut.Add(path, LeftOutReason.NoPlainFile);
            return;
        }

        _sawFullFile |= status.Size == largestFile.Bytes;
        if (!_given.IsUnchanged(folder, name, path, status.Size))
        {
            _candidates.Add(new Candidate(path, status.Size, depth, status.Modified));
        }
    }

    /// <summary>The files to keep, sorted by name.</summary>
    private List<Candidate> Chosen()
    {
        List<Candidate> chosen = [];
        var total = 0L;
        foreach (var candidate in _candidates
            .OrderBy(static file => file.Depth)
            .ThenBy(static file => file.IsHidden)
            .ThenByDescending(static file => file.Modified)
            .ThenBy(static file => file.Path, StringComparer.Ordinal))
        {
            if (candidate.Size > largestFile.Bytes || total + candidate.Size > MaximumTotal.Bytes)
            {
                _leftOut.Add(candidate.Path, LeftOutReason.TooLarge);
            }
            else if (chosen.Count == MaximumCount || request.ArtifactFolder is null)
            {
                _leftOut.Add(candidate.Path, LeftOutReason.TooMany);
            }
            else
            {
                chosen.Add(candidate);
                total += candidate.Size;
            }
        }

        chosen.Sort(static (left, right) => string.CompareOrdinal(left.Path, right.Path));
        return chosen;
    }

    private ImmutableArray<SandboxArtifact> Copy(SafeFileHandle scratch, List<Candidate> chosen)
    {
        var kept = ImmutableArray.CreateBuilder<SandboxArtifact>();
        var shown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, size, _, _) in chosen)
        {
            using var file = SystemCalls.OpenBeneath(scratch, FolderList.Bytes(path), Libc.O_RDONLY | Libc.O_NOFOLLOW | Libc.O_NONBLOCK, 0);
            var storedAs = kept.Count.ToString(CultureInfo.InvariantCulture);
            if (file.IsInvalid || !ArtifactCopy.TryMake(file, size, request.ArtifactFolder!, storedAs, cancellationToken))
            {
                _leftOut.Add(path, LeftOutReason.Unreadable);
                continue;
            }

            kept.Add(new SandboxArtifact(Unique(DisplayName.Of(FolderList.Bytes(path)), shown), new ByteSize(size), storedAs));
        }

        return kept.ToImmutable();
    }

    /// <summary>Different names may look the same when displayed, but each must identify one file.</summary>
    private static string Unique(string name, HashSet<string> shown)
    {
        var unique = name;
        for (var number = 2; !shown.Add(unique); number++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}~{number}");
        }

        return unique;
    }

    private bool IsOfTool(SafeFileHandle parent, string name) =>
        request.ToolFolders.Names.Contains(name)
        || request.ToolFolders.MarkerFiles.Any(
            marker => SystemCalls.StatusOf(parent, FolderList.Bytes($"{name}/{marker}")) is { IsRegular: true });

    private int EntriesBelow(SafeFileHandle parent, string name, int depth)
    {
        using var folder = FolderList.Open(parent, name);
        var entries = folder.IsInvalid ? [] : EntriesOf(folder);
        return depth == 0
            ? entries.Count
            : entries.Count + entries.Where(static entry => entry.IsFolder).Sum(entry => EntriesBelow(folder, entry.Name, depth - 1));
    }

    /// <summary>Sorted by the bytes of their names; those over the limit are only counted.</summary>
    private List<FolderEntry> EntriesOf(SafeFileHandle folder)
    {
        List<FolderEntry> entries = [];
        foreach (var entry in FolderList.Of(folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (++_listed > MaximumListed)
            {
                _leftOut.AddUnnamed();
            }
            else
            {
                entries.Add(entry);
            }
        }

        entries.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        return entries;
    }

    /// <param name="Path">Each byte is one character.</param>
    private sealed record Candidate(string Path, long Size, int Depth, long Modified)
    {
        public bool IsHidden => Path[0] == '.' || Path.Contains("/.", StringComparison.Ordinal);
    }
}

/// <param name="LeftOut">New or changed entries that were not kept.</param>
/// <param name="SawFullFile">A file has exactly the maximum size: probably the program tried to write more.</param>
internal sealed record CollectedArtifacts(ImmutableArray<SandboxArtifact> Kept, LeftOut LeftOut, bool SawFullFile)
{
    internal static readonly CollectedArtifacts None = new([], LeftOut.Nothing, SawFullFile: false);
}
