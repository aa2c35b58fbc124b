using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using UltimateMcp.Sandbox.Native;

namespace UltimateMcp.Sandbox.Scratch;

/// <summary>
/// Copies what a program left in its scratch folder, when no process of it is left. Names, kinds, sizes and depth are hostile: nothing is followed,
/// nothing is opened that could block, and only plain files with a single name are read.
/// </summary>
internal sealed class ArtifactWalk(SandboxRequest request, ByteSize largestFile, CancellationToken cancellationToken)
{
    internal const int MaximumCount = 64;
    internal const int MaximumDepth = 8;

    /// <summary>Entries that are looked at; beyond, they are only counted, or names would take memory without bound.</summary>
    internal const int MaximumVisited = 4096;

    /// <summary>Entries whose names are held at once, to be ordered; a folder with more is no work of a program that respects its limits.</summary>
    internal const int MaximumListed = 32 * 1024;

    /// <summary>By their sizes: a file of holes counts in full.</summary>
    internal static readonly ByteSize MaximumTotal = ByteSize.FromMebibytes(64);

    private const byte KindFolder = 4;
    private const int ListingBuffer = 32 * 1024;
    private const int CompareBuffer = 128 * 1024;

    /// <summary>By the bytes of their path, each byte one character: a name need not be UTF-8.</summary>
    private readonly Dictionary<string, ScratchFile> _given = request.Files
        .GroupBy(static file => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(file.Path.Value)), StringComparer.Ordinal)
        .ToDictionary(static group => group.Key, static group => group.Last(), StringComparer.Ordinal);

    private readonly HashSet<string> _givenFolders = new(StringComparer.Ordinal);
    private readonly ImmutableArray<SandboxArtifact>.Builder _kept = ImmutableArray.CreateBuilder<SandboxArtifact>();
    private readonly HashSet<string> _shown = new(StringComparer.Ordinal);
    private int _visited;
    private int _listed;
    private int _leftOut;
    private long _total;
    private bool _sawFullFile;

    /// <exception cref="OperationCanceledException">Nobody wants them any more.</exception>
    internal ArtifactHarvest Collect(SafeFileHandle scratch)
    {
        foreach (var path in _given.Keys)
        {
            for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
            {
                _givenFolders.Add(path[..slash]);
            }
        }

        Walk(scratch, "."u8, "", depth: 1);
        return new ArtifactHarvest(_kept.ToImmutable(), _leftOut, _sawFullFile);
    }

    private void Walk(SafeFileHandle parent, ReadOnlySpan<byte> name, string prefix, int depth)
    {
        using var folder = KernelCalls.OpenBeneath(parent, name, Constants.OpenReadOnly | Constants.OpenFolder | Constants.OpenNoFollow, 0);
        if (folder.IsInvalid)
        {
            _leftOut++;
            return;
        }

        foreach (var (entry, kind) in EntriesOf(folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (++_visited > MaximumVisited)
            {
                _leftOut++;
                continue;
            }

            var path = prefix + Encoding.Latin1.GetString(entry);
            if (kind != KindFolder)
            {
                Visit(folder, entry, path);
            }
            else if (depth < MaximumDepth)
            {
                Walk(folder, entry, path + "/", depth + 1);
            }
            else if (!_givenFolders.Contains(path))
            {
                _leftOut++;
            }
        }
    }

    private void Visit(SafeFileHandle folder, byte[] name, string path)
    {
        using var file = KernelCalls.OpenBeneath(
            folder, name, Constants.OpenReadOnly | Constants.OpenNoFollow | Constants.OpenNonBlocking, 0);
        if (file.IsInvalid || KernelCalls.StateOf(file) is not { IsRegular: true, Links: 1 } state)
        {
            _leftOut++;
            return;
        }

        _sawFullFile |= state.Size == largestFile.Bytes;
        if (_given.TryGetValue(path, out var given) && state.Size == given.Content.Length && IsUnchanged(file, given.Content.Span))
        {
            return;
        }

        Keep(file, path, state.Size);
    }

    private void Keep(SafeFileHandle file, string path, long size)
    {
        if (request.ArtifactFolder is not { } target
            || _kept.Count == MaximumCount
            || size > largestFile.Bytes
            || _total + size > MaximumTotal.Bytes)
        {
            _leftOut++;
            return;
        }

        var storedAs = _kept.Count.ToString(CultureInfo.InvariantCulture);
        if (!ArtifactCopy.TryMake(file, size, target, storedAs, cancellationToken))
        {
            _leftOut++;
            return;
        }

        _total += size;
        _kept.Add(new SandboxArtifact(Unique(ShownName.Of(Encoding.Latin1.GetBytes(path))), new ByteSize(size), storedAs));
    }

    /// <summary>Names that differ may look alike when they are shown, and an address leads to one file.</summary>
    private string Unique(string name)
    {
        var unique = name;
        for (var number = 2; !_shown.Add(unique); number++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}~{number}");
        }

        return unique;
    }

    private static bool IsUnchanged(SafeFileHandle file, ReadOnlySpan<byte> content)
    {
        var buffer = new byte[CompareBuffer];
        var offset = 0;
        while (offset < content.Length)
        {
            var count = RandomAccess.Read(file, buffer, offset);
            if (count == 0 || !content[offset..].StartsWith(buffer.AsSpan(0, count)))
            {
                return false;
            }

            offset += count;
        }

        return true;
    }

    /// <summary>The entries but <c>.</c> and <c>..</c>, ordered by their bytes; what is over the bound is counted.</summary>
    private List<(byte[] Name, byte Kind)> EntriesOf(SafeFileHandle folder)
    {
        List<(byte[] Name, byte Kind)> entries = [];
        var buffer = new byte[ListingBuffer];
        int count;
        while ((count = KernelCalls.ReadEntries(folder, buffer)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var offset = 0; offset < count;)
            {
                // struct linux_dirent64: inode, offset, record length, kind, name.
                var entry = buffer.AsSpan(offset);
                var length = MemoryMarshal.Read<ushort>(entry[16..]);
                var name = entry[19..length];
                name = name[..name.IndexOf((byte)0)];
                if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
                {
                    if (++_listed > MaximumListed)
                    {
                        _leftOut++;
                    }
                    else
                    {
                        entries.Add((name.ToArray(), entry[18]));
                    }
                }

                offset += length;
            }
        }

        entries.Sort(static (left, right) => left.Name.AsSpan().SequenceCompareTo(right.Name));
        return entries;
    }
}

/// <param name="LeftOut">New or changed entries that were not kept.</param>
/// <param name="SawFullFile">A file has exactly the largest size allowed: most likely it was to become larger.</param>
internal sealed record ArtifactHarvest(ImmutableArray<SandboxArtifact> Kept, int LeftOut, bool SawFullFile)
{
    internal static readonly ArtifactHarvest None = new([], 0, SawFullFile: false);
}
