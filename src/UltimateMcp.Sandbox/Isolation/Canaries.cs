using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using UltimateMcp.Sandbox.Binds;
using UltimateMcp.Linux;

namespace UltimateMcp.Sandbox.Isolation;

/// <summary>
/// Canary files: one in each writable private folder, and one in the temporary folder. The self test looks for each by
/// every path that leads to it. Disposing removes them; a later server removes those of a server that died.
/// </summary>
internal sealed class Canaries : IDisposable
{
    private const string Prefix = ".ultimate-mcp-canary-";

    /// <summary>Much longer than a self test takes.</summary>
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromMinutes(10);

    private readonly List<Canary> _canaries = [];

    private Canaries()
    {
    }

    /// <summary>All paths of all canaries.</summary>
    internal IEnumerable<string> Names => _canaries.SelectMany(static canary => canary.Names).Distinct(StringComparer.Ordinal);

    /// <summary>The device of each canary's file system and its path in that file system, as mountinfo writes them.</summary>
    internal IEnumerable<string> Locations => _canaries.Select(static canary => canary.Place).OfType<string>();

    /// <exception cref="SandboxException">No folder is writable: without a canary, a hidden file could not be told from
    /// a missing one.</exception>
    internal static Canaries Create(BubblewrapOptions options, ImmutableArray<ReadOnlyBind> binds, TimeProvider time, ILogger logger)
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

                if (FileStatus.Of(folder) is { } status && known.Add(status.Identity))
                {
                    Sweep(folder, time);
                    canaries.Add(folder.Length > 1 ? folder.TrimEnd('/') : folder, binds, mounts);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException || ResourceExhaustion.Explain(e) is not null)
            {
                Log.CanaryNotWritten(logger, folder, e.Message);
                shortage ??= ResourceExhaustion.Explain(e);
            }
        }

        return canaries._canaries.Count > 0
            ? canaries
            : throw shortage ?? new SandboxException(
                SandboxError.Unavailable,
                "The self test has no writable folder, so it cannot verify that files of the server are hidden.",
                $"Make {options.CanaryFolder} or {Path.GetTempPath()} writable.");
    }

    public void Dispose() => _canaries.ForEach(static canary => File.Delete(canary.Path));

    private void Add(string folder, ImmutableArray<ReadOnlyBind> binds, MountTable mounts)
    {
        var path = MountTable.Join(folder, Prefix + RandomNumberGenerator.GetHexString(16, lowercase: true));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
#pragma warning disable CA1416 // Only the Linux tier comes here.
        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
#pragma warning restore CA1416
        using (var file = new FileStream(path, options))
        {
            // From here on it is deleted on dispose, even if writing fails.
            _canaries.Add(new Canary(path, [path], null));
            file.Write("visible\n"u8);
        }

        var real = RealPath.Of(path) ?? path;
        var names = mounts.NamesOf(real).Prepend(path)
            .Concat(binds
                .Select(bind => MountTable.Below(real, bind.Source) is { } relative ? MountTable.Join(bind.Target, relative) : null)
                .OfType<string>())
            .ToImmutableArray();
        _canaries[^1] = new Canary(
            path,
            [
                .. names,
                .. names.Select(static name => "/proc/self/root" + name),
                .. names.Select(static name => "/proc/self/cwd/.." + name),
            ],
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
        var oldest = time.GetUtcNow().UtcDateTime - AbandonedAfter;
        foreach (var old in Directory.EnumerateFiles(folder, Prefix + "*").Where(file => File.GetLastWriteTimeUtc(file) < oldest))
        {
            try
            {
                File.Delete(old);
            }
            catch (UnauthorizedAccessException)
            {
                // It belongs to another user, in the temporary folder.
            }
        }
    }

    private sealed record Canary(string Path, ImmutableArray<string> Names, string? Place);
}
