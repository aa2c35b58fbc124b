using System.Collections.Immutable;
using UltimateMcp.Linux;

namespace UltimateMcp.Sandbox.Binds;

/// <summary>The state of some files at one moment, to see later whether they are still the same.</summary>
public sealed class FileSnapshot
{
    private readonly ImmutableArray<(string Path, FileStatus? Stamp)> _stamps;
    private readonly CachedCheck _lastLook = new();

    private FileSnapshot(ImmutableArray<(string Path, FileStatus? Stamp)> stamps) => _stamps = stamps;

    public static FileSnapshot Of(IEnumerable<string> paths) => new([.. paths.Distinct(StringComparer.Ordinal).Select(static path => (path, FileStatus.Of(path)))]);

    /// <summary>One stat a file.</summary>
    public bool IsUnchanged()
    {
        foreach (var (path, stamp) in _stamps)
        {
            if (FileStatus.Of(path) != stamp)
            {
                return false;
            }
        }

        return true;
    }

    /// <param name="tolerance">For how long a look is good enough.</param>
    public bool IsUnchanged(TimeSpan tolerance, TimeProvider time) => _lastLook.Passes(tolerance, time, this, static stamps => stamps.IsUnchanged());
}
