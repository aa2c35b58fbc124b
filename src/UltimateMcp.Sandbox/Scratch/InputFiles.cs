using System.Collections.Immutable;
using System.Text;
using Microsoft.Win32.SafeHandles;
using UltimateMcp.Linux;

namespace UltimateMcp.Sandbox.Scratch;

/// <summary>The files that the caller gave to a run. Unchanged ones are not artifacts.</summary>
internal sealed class InputFiles
{
    private const int CompareBuffer = 128 * 1024;

    /// <summary>The key is the path with each byte as one character: a name need not be UTF-8.</summary>
    private readonly Dictionary<string, ScratchFile> _files;

    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);

    internal InputFiles(ImmutableArray<ScratchFile> files)
    {
        _files = files
            .GroupBy(static file => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(file.Path.Value)), StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => group.Last(), StringComparer.Ordinal);
        foreach (var path in _files.Keys)
        {
            for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
            {
                _folders.Add(path[..slash]);
            }
        }
    }

    internal bool HasFolder(string path) => _folders.Contains(path);

    internal bool IsUnchanged(SafeFileHandle folder, string name, string path, long size)
    {
        if (!_files.TryGetValue(path, out var given) || size != given.Content.Length)
        {
            return false;
        }

        using var file = SystemCalls.OpenBeneath(
            folder, Encoding.Latin1.GetBytes(name), Libc.O_RDONLY | Libc.O_NOFOLLOW | Libc.O_NONBLOCK, 0);
        return !file.IsInvalid && Holds(file, given.Content.Span);
    }

    private static bool Holds(SafeFileHandle file, ReadOnlySpan<byte> content)
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
}
