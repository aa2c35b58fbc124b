using Microsoft.Win32.SafeHandles;
using UltimateMcp.Linux;

namespace UltimateMcp.Sandbox.Scratch;

/// <summary>Copies a sparse file without filling its holes.</summary>
internal static class ArtifactCopy
{
    private const int BufferSize = 128 * 1024;
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    /// <summary>False if the folder cannot be written: a full host disk costs only the artifact, not the result.</summary>
    internal static bool TryMake(SafeFileHandle source, long size, string folder, string name, CancellationToken cancellationToken)
    {
        var target = Path.Combine(folder, name);
        try
        {
#pragma warning disable CA1416 // Only the Linux tier comes here.
            Directory.CreateDirectory(folder, OwnerFolder);
#pragma warning restore CA1416
            Make(source, size, target, cancellationToken);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(target))
            {
                File.Delete(target);
            }

            return false;
        }
    }

    private static void Make(SafeFileHandle source, long size, string target, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
#pragma warning disable CA1416 // Only the Linux tier comes here.
        options.UnixCreateMode = OwnerFile;
#pragma warning restore CA1416
        using var copy = new FileStream(target, options);
        copy.SetLength(size);
        var buffer = new byte[BufferSize];
        long end;
        for (var start = Libc.lseek(source, 0, Libc.SEEK_DATA); start >= 0 && start < size; start = Libc.lseek(source, end, Libc.SEEK_DATA))
        {
            end = Libc.lseek(source, start, Libc.SEEK_HOLE) is var hole and > 0 ? Math.Min(hole, size) : size;
            while (start < end
                && RandomAccess.Read(source, buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - start)), start) is var count and > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                RandomAccess.Write(copy.SafeFileHandle, buffer.AsSpan(0, count), start);
                start += count;
            }
        }
    }
}
