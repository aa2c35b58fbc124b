using System.Collections.Immutable;
using UltimateMcp.Linux;

namespace UltimateMcp.Sandbox.Binds;

/// <summary>The state of some files at one moment, to see later whether they are still the same.</summary>
public sealed class FileStamps
{
    private readonly ImmutableArray<(string Path, FileStamp? Stamp)> _stamps;
    private readonly RecentLook _lastLook = new();

    private FileStamps(ImmutableArray<(string Path, FileStamp? Stamp)> stamps) => _stamps = stamps;

    public static FileStamps Of(IEnumerable<string> paths) => new([.. paths.Distinct(StringComparer.Ordinal).Select(static path => (path, FileStamp.Of(path)))]);

    /// <summary>One stat a file.</summary>
    public bool StillHold()
    {
        foreach (var (path, stamp) in _stamps)
        {
            if (FileStamp.Of(path) != stamp)
            {
                return false;
            }
        }

        return true;
    }

    /// <param name="tolerance">For how long a look is good enough.</param>
    public bool StillHold(TimeSpan tolerance, TimeProvider time) => _lastLook.Finds(tolerance, time, this, static stamps => stamps.StillHold());
}
