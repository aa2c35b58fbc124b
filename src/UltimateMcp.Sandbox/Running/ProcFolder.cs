using System.Buffers.Text;
using System.Text.Unicode;
using Microsoft.Win32.SafeHandles;
using UltimateMcp.Linux;

namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// The procfs of one sandbox, accessed from outside. It lists exactly the processes of the run, whatever their parents,
/// by their pids inside. A process may exit while it is read: what cannot be read counts as gone.
/// </summary>
internal sealed class ProcFolder : IDisposable
{
    private const int MaximumPathLength = 64;
    private const int EntriesSize = 8192;
    private const int StatusSize = 4096;

    // struct linux_dirent64: inode and offset, the record's length, its type, the name.
    private const int LengthOffset = 16;
    private const int NameOffset = 19;

    private readonly SafeFileHandle _folder;

    /// <summary>The pid on the host.</summary>
    private readonly int _init;

    private ProcFolder(SafeFileHandle folder, int init) => (_folder, _init) = (folder, init);

    /// <summary>
    /// Null if the sandbox is gone. Call only once the worker is ready: before that, the path leads to the host's own
    /// procfs.
    /// </summary>
    internal static unsafe ProcFolder? Open(int init)
    {
        var folder = new SafeFileHandle(
            Libc.open($"/proc/{init}/root/proc", Libc.O_DIRECTORY | Libc.O_NOFOLLOW | Libc.O_CLOEXEC, 0), ownsHandle: true);
        FileSystemStatistics state = default;
        if (!folder.IsInvalid && Libc.fstatfs(folder, &state) == 0 && state.Type == Libc.PROC_SUPER_MAGIC)
        {
            return new ProcFolder(folder, init);
        }

        folder.Dispose();
        return null;
    }

    /// <summary>All processes. The first one is pid 1, bubblewrap.</summary>
    internal void List(List<int> processes)
    {
        processes.Clear();
        Walk(_folder, processes);
    }

    /// <summary>The ids of a process's threads, each of which is also a folder beside those of the processes.</summary>
    internal void ListThreads(int process, List<int> threads)
    {
        threads.Clear();
        Span<byte> path = stackalloc byte[MaximumPathLength];
        _ = Utf8.TryWrite(path, $"{process}/task\0", out _);
        using var folder = new SafeFileHandle(Open(path, Libc.O_DIRECTORY), ownsHandle: true);
        if (!folder.IsInvalid)
        {
            Walk(folder, threads);
        }
    }

    /// <summary>Reads as much of a file as fits into the buffer.</summary>
    internal ReadOnlySpan<byte> Read(int process, string file, Span<byte> buffer)
    {
        Span<byte> path = stackalloc byte[MaximumPathLength];
        return Utf8.TryWrite(path, $"{process}/{file}\0", out _) ? Read(path, buffer) : default;
    }

    /// <summary>The status of a process or a thread.</summary>
    internal ProcessStatus StatusOf(int process)
    {
        Span<byte> buffer = stackalloc byte[StatusSize];
        return ProcessStatus.Parse(Read(process, "status", buffer));
    }

    /// <summary>Reads a file of the network namespace.</summary>
    internal ReadOnlySpan<byte> ReadNetwork(string file, Span<byte> buffer) => ReadOfInit($"net/{file}", buffer);

    /// <summary>
    /// Pid 1 exits, and the kernel kills all others. An exiting process gives up its memory first and its namespaces
    /// later, so its network cannot be read only if this is true.
    /// </summary>
    internal bool IsEnding
    {
        get
        {
            Span<byte> buffer = stackalloc byte[StatusSize];
            return ProcessStatus.Parse(ReadOfInit("status", buffer)).AddressSpace == ByteSize.Zero;
        }
    }

    /// <summary>Counts the lines of a file at the top of this procfs; null if it cannot be opened.</summary>
    internal int? CountLines(ReadOnlySpan<byte> terminatedName, int most)
    {
        Span<byte> buffer = stackalloc byte[EntriesSize];
        var file = Open(terminatedName, 0);
        if (file < 0)
        {
            return null;
        }

        var lines = 0;
        int count;
        while (lines < most && (count = ReadOnce(file, buffer)) > 0)
        {
            lines += buffer[..count].Count((byte)'\n');
        }

        _ = Libc.close(file);
        return Math.Min(lines, most);
    }

    /// <summary>
    /// Calls back with the number and the link text of each descriptor of a process. A text that starts with a slash is
    /// a path; any other comes from the kernel.
    /// </summary>
    internal unsafe void ForEachDescriptor(int process, Action<int, ReadOnlySpan<byte>> use)
    {
        Span<byte> path = stackalloc byte[MaximumPathLength];
        _ = Utf8.TryWrite(path, $"{process}/fd\0", out _);
        using var folder = new SafeFileHandle(Open(path, Libc.O_DIRECTORY), ownsHandle: true);
        if (folder.IsInvalid)
        {
            return;
        }

        List<int> descriptors = [];
        Walk(folder, descriptors);
        Span<byte> text = stackalloc byte[MaximumPathLength];
        foreach (var descriptor in descriptors)
        {
            _ = Utf8.TryWrite(path, $"{descriptor}\0", out _);
            fixed (byte* name = path, target = text)
            {
                var length = Libc.readlinkat(folder, name, target, text.Length);
                use(descriptor, text[..(int)Math.Max(0, length)]);
            }
        }
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The entries whose names are numbers.</summary>
    private static void Walk(SafeFileHandle folder, List<int> numbers)
    {
        Span<byte> entries = stackalloc byte[EntriesSize];
        _ = Libc.lseek(folder, 0, 0);
        int size;
        while ((size = SystemCalls.ReadEntries(folder, entries)) > 0)
        {
            for (var at = 0; at < size; at += BitConverter.ToUInt16(entries[(at + LengthOffset)..]))
            {
                if (Utf8Parser.TryParse(entries[(at + NameOffset)..size], out int number, out _))
                {
                    numbers.Add(number);
                }
            }
        }
    }

    /// <summary>Reads a file of pid 1 in the host's procfs: programs do not see that process in theirs.</summary>
    private ReadOnlySpan<byte> ReadOfInit(string file, Span<byte> buffer)
    {
        Span<byte> path = stackalloc byte[MaximumPathLength];
        return Utf8.TryWrite(path, $"/proc/{_init}/{file}\0", out _) ? Read(path, buffer) : default;
    }

    private ReadOnlySpan<byte> Read(scoped ReadOnlySpan<byte> path, Span<byte> buffer)
    {
        var file = Open(path, 0);
        if (file < 0)
        {
            return default;
        }

        var length = 0;
        int count;
        while (length < buffer.Length && (count = ReadOnce(file, buffer[length..])) > 0)
        {
            length += count;
        }

        _ = Libc.close(file);
        return buffer[..length];
    }

    private unsafe int Open(scoped ReadOnlySpan<byte> path, int flags)
    {
        fixed (byte* pointer = path)
        {
            return Libc.openat(_folder, pointer, flags | Libc.O_CLOEXEC);
        }
    }

    private static unsafe int ReadOnce(int file, scoped Span<byte> buffer)
    {
        fixed (byte* pointer = buffer)
        {
            return (int)Libc.read(file, pointer, buffer.Length);
        }
    }
}
