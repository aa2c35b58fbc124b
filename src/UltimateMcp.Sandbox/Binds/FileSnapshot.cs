using System.Collections.Immutable;
using UltimateMcp.Linux;

namespace UltimateMcp.Sandbox.Binds;

/// <summary>The status of some files at one moment, to find out later whether they have changed.</summary>
public sealed class FileSnapshot
{
    private readonly ImmutableArray<(string Path, FileStatus? Status)> _files;
    private readonly CachedCheck _check = new();

    private FileSnapshot(ImmutableArray<(string Path, FileStatus? Status)> files) => _files = files;

    public static FileSnapshot Of(IEnumerable<string> paths) =>
        new([.. paths.Distinct(StringComparer.Ordinal).Select(static path => (path, FileStatus.Of(path)))]);

    /// <summary>With further files, as they are now.</summary>
    public FileSnapshot With(IEnumerable<string> paths) =>
        new(_files.AddRange(paths.Select(static path => (path, FileStatus.Of(path)))));

    /// <summary>Calls stat once per file.</summary>
    public bool IsUnchanged()
    {
        foreach (var (path, status) in _files)
        {
            if (FileStatus.Of(path) != status)
            {
                return false;
            }
        }

        return true;
    }

    /// <param name="maximumAge">How old an earlier check may be.</param>
    public bool IsUnchanged(TimeSpan maximumAge, TimeProvider time) =>
        _check.Passes(maximumAge, time, this, static snapshot => snapshot.IsUnchanged());
}
