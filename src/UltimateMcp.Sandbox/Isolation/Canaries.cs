using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using UltimateMcp.Sandbox.Binds;
using UltimateMcp.Linux;

namespace UltimateMcp.Sandbox.Isolation;

/// <summary>
/// Files that are there to be found: one in each private folder that can be written, and one among the temporary files.
/// The self test looks for each by every name that leads to it. Disposing removes them; those of a server that died
/// meanwhile are removed by a later one.
/// </summary>
internal sealed class Canaries : IDisposable
{
    private const string Prefix = ".ultimate-mcp-canary-";

    /// <summary>Far longer than a proof takes.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(10);

    private readonly List<Canary> _placed = [];

    private Canaries()
    {
    }

    /// <summary>Every name of every canary.</summary>
    internal IEnumerable<string> Names => _placed.SelectMany(static canary => canary.Names).Distinct(StringComparer.Ordinal);

    /// <summary>Of each canary its file system's device and its path in there, as mountinfo writes them.</summary>
    internal IEnumerable<string> Locations => _placed.Select(static canary => canary.Place).OfType<string>();

    /// <exception cref="SandboxException">No folder can be written: what is hidden could not be told from what is not there.</exception>
    internal static Canaries Place(BubblewrapOptions options, ImmutableArray<ReadOnlyBind> binds, TimeProvider time, ILogger logger)
    {
        SandboxException? shortage = null;
        var canaries = new Canaries();
        var mounts = MountTable.Read();
        var known = new HashSet<FileIdentity>();
        foreach (var folder in (IEnumerable<string>)[options.CanaryFolder, .. options.PrivateFolders, Path.GetTempPath()])
        {
            try
            {
                if (folder == options.CanaryFolder)
                {
                    MakePrivate(folder);
                }

                if (FileStatus.Of(folder) is { } stamp && known.Add(stamp.Identity))
                {
                    Sweep(folder, time);
                    canaries.Add(folder.Length > 1 ? folder.TrimEnd('/') : folder, binds, mounts);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException || ResourceExhaustion.Explain(e) is not null)
            {
                Log.CanaryNotPlaced(logger, folder, e.Message);
                shortage ??= ResourceExhaustion.Explain(e);
            }
        }

        return canaries._placed.Count > 0
            ? canaries
            : throw shortage ?? new SandboxException(
                SandboxError.Unavailable,
                "The self test has no folder that it can write, so it cannot prove that files of the server are hidden.",
                $"Make {options.CanaryFolder} or {Path.GetTempPath()} writable.");
    }

    public void Dispose() => _placed.ForEach(static canary => File.Delete(canary.Path));

    private void Add(string folder, ImmutableArray<ReadOnlyBind> binds, MountTable mounts)
    {
        var path = MountTable.Join(folder, Prefix + RandomNumberGenerator.GetHexString(16, lowercase: true));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
#pragma warning disable CA1416 // Only the Linux tier comes here.
        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
#pragma warning restore CA1416
        using (var file = new FileStream(path, options))
        {
            // Disposed of from here on, whether or not it can be filled.
            _placed.Add(new Canary(path, [path], null));
            file.Write("visible\n"u8);
        }

        var real = RealPath.Of(path) ?? path;
        var names = mounts.NamesOf(real).Prepend(path)
            .Concat(binds.Select(bind => MountTable.Below(real, bind.Source) is { } rest ? MountTable.Join(bind.Target, rest) : null).OfType<string>())
            .ToImmutableArray();
        _placed[^1] = new Canary(
            path,
            [.. names, .. names.Select(static name => "/proc/self/root" + name), .. names.Select(static name => "/proc/self/cwd/.." + name)],
            mounts.LocationOf(real) is { } place ? $"{place.Device} {MountTable.Escape(place.Path)}" : null);
    }

    private static void MakePrivate(string folder)
    {
        if (!Directory.Exists(folder))
        {
            MakePrivate(Path.GetDirectoryName(folder)!);
#pragma warning disable CA1416 // Only the Linux tier comes here.
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
#pragma warning restore CA1416
        }
    }

    private static void Sweep(string folder, TimeProvider time)
    {
        foreach (var old in Directory.EnumerateFiles(folder, Prefix + "*").Where(file => time.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(file) > Abandoned))
        {
            try
            {
                File.Delete(old);
            }
            catch (UnauthorizedAccessException)
            {
                // Another user's, among the temporary files.
            }
        }
    }

    private sealed record Canary(string Path, ImmutableArray<string> Names, string? Place);
}
