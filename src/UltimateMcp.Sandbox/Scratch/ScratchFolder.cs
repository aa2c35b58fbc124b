using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using UltimateMcp.Linux;
using UltimateMcp.Sandbox.Binds;

namespace UltimateMcp.Sandbox.Scratch;

/// <summary>
/// The writable folders of a sandbox, accessed from outside through descriptors that outlive its namespaces. Opened
/// only once the worker is ready: before that, the same path leads to the host's root.
/// </summary>
internal sealed class ScratchFolder : IDisposable
{
    // 0700 and 0600: the umask of the server does not restrict these.
    private const uint FolderMode = 0x1c0;
    private const uint FileMode = 0x180;

    private readonly SafeFileHandle[] _all;

    private ScratchFolder(SafeFileHandle[] all) => _all = all;

    /// <summary><c>/scratch</c> itself.</summary>
    internal SafeFileHandle Root => _all[0];

    /// <summary><c>/tmp</c>.</summary>
    internal SafeFileHandle Temporary => _all[1];

    /// <summary>Files, folders and links in all writable folders.</summary>
    internal long Entries =>
        _all.Sum(static folder => StatisticsOf(folder) is var statistics ? (long)(statistics.Files - statistics.FreeFiles) : 0);

    /// <summary>The memory of all files.</summary>
    internal ByteSize UsedSize => new(_all.Sum(static folder =>
        StatisticsOf(folder) is var statistics ? (long)(statistics.Blocks - statistics.FreeBlocks) * statistics.BlockSize : 0));

    internal bool AnyIsFull => _all.Any(static folder => StatisticsOf(folder) is { Blocks: > 0, AvailableBlocks: 0 });

    /// <exception cref="SandboxException">The sandbox is gone, or the path is not its scratch folder.</exception>
    internal static ScratchFolder Open(int init, ByteSize size)
    {
        var folder = new ScratchFolder([OpenFolder(init, "scratch"), OpenFolder(init, "tmp"), OpenFolder(init, "dev/shm")]);
        var error = Marshal.GetLastPInvokeError();
        var statistics = StatisticsOf(folder.Root);
        if (Array.Exists(folder._all, static one => one.IsInvalid)
            || statistics.Type != Libc.TMPFS_MAGIC
            || (long)statistics.Blocks * statistics.BlockSize != size.Bytes)
        {
            folder.Dispose();
            const string Fault = "The scratch folder of the sandbox could not be opened; nothing was run";
            throw ResourceExhaustion.IsIndicatedBy(error)
                ? ResourceExhaustion.Of(Fault, error)
                : new SandboxException(SandboxError.Failed, Fault + ".");
        }

        return folder;
    }

    /// <summary>Writes files before the program runs. It must not await, because setfsuid(2) applies to the thread.</summary>
    /// <exception cref="ArgumentException">A path needs a folder where there is a file.</exception>
    /// <exception cref="SandboxException">They do not fit.</exception>
    /// <param name="cancellationToken">If cancelled, the remaining files are skipped.</param>
    internal void WriteFiles(IEnumerable<ScratchFile> files, CancellationToken cancellationToken)
    {
        // root is not mapped in the sandbox's user namespace, so the kernel does not let it create files there.
        var actsForProgram = SandboxUser.OfServer.IsUnprivileged;
        if (actsForProgram)
        {
            _ = Libc.setfsgid(SandboxUser.UnprivilegedId);
            _ = Libc.setfsuid(SandboxUser.UnprivilegedId);
        }

        try
        {
            foreach (var file in files.TakeWhile(_ => !cancellationToken.IsCancellationRequested))
            {
                WriteFile(file);
            }
        }
        finally
        {
            if (actsForProgram)
            {
                _ = Libc.setfsuid(0);
                _ = Libc.setfsgid(0);
            }
        }
    }

    public void Dispose() => Array.ForEach(_all, static folder => folder.Dispose());

    private static SafeFileHandle OpenFolder(int init, string name) =>
        new(
            Libc.open(
                $"/proc/{init}/root/{name}",
                Libc.O_PATH | Libc.O_DIRECTORY | Libc.O_NOFOLLOW | Libc.O_CLOEXEC,
                0),
            ownsHandle: true);

    private static unsafe FileSystemStatistics StatisticsOf(SafeFileHandle folder)
    {
        FileSystemStatistics statistics = default;
        return !folder.IsInvalid && Libc.fstatfs(folder, &statistics) == 0 ? statistics : default;
    }

    private void WriteFile(ScratchFile file)
    {
        string[] parts = [.. file.Path.Parts];
        List<SafeFileHandle> opened = [];
        try
        {
            var folder = Root;
            foreach (var part in parts[..^1])
            {
                _ = Libc.mkdirat(folder, part, FolderMode);
                folder = OpenBeneath(folder, part, Libc.O_PATH | Libc.O_DIRECTORY, 0, file.Path);
                opened.Add(folder);
            }

            var target = OpenBeneath(folder, parts[^1], Libc.O_WRONLY | Libc.O_CREAT | Libc.O_TRUNC, FileMode, file.Path);
            opened.Add(target);
            RandomAccess.Write(target, file.Content.Span, 0);
        }
        catch (IOException e)
        {
            throw ResourceExhaustion.Explain(e.InnerException ?? e) ?? new SandboxException(
                SandboxError.Failed,
                $"The files do not fit into the scratch folder: \"{file.Path}\" could not be written.",
                null,
                e);
        }
        finally
        {
            opened.ForEach(static one => one.Dispose());
        }
    }

    private static SafeFileHandle OpenBeneath(SafeFileHandle folder, string part, int flags, uint mode, ScratchPath path)
    {
        var opened = SystemCalls.OpenBeneath(folder, Encoding.UTF8.GetBytes(part), flags, mode);
        if (!opened.IsInvalid)
        {
            return opened;
        }

        var error = Marshal.GetLastPInvokeError();
        throw error is Libc.ENOTDIR or Libc.EISDIR
            ? new ArgumentException(
                $"The path \"{path}\" and the path of another file use the same name for a file and a folder.", nameof(path))
            : new IOException("openat2", new Win32Exception(error));
    }
}
