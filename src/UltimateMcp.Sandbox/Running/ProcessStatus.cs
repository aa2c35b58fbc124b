using System.Buffers.Text;
using System.Runtime.InteropServices;

namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// The status of a process, proc_pid_status(5). A program chooses the name in the first line, but the kernel escapes
/// line breaks in it, so a field name counts only at the start of a line.
/// </summary>
/// <param name="Pages">Anonymous, shared and swapped pages, without file pages.</param>
/// <param name="PeakMemory">Including file pages.</param>
/// <param name="Data">VmData, which RLIMIT_DATA limits.</param>
/// <param name="DescriptorSlots">FDSize, at least the number of open descriptors.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ProcessStatus(
    ByteSize Pages, ByteSize PageTables, ByteSize PeakMemory, ByteSize Data, ByteSize AddressSpace, int DescriptorSlots, int Threads)
{
    internal ByteSize Memory => Pages + PageTables;

    /// <summary>
    /// The first thread has exited and others run, pthread_exit(3): the process is a zombie under its own id, but each
    /// thread's id still shows all of it.
    /// </summary>
    internal bool IsZombieWithThreads => AddressSpace == ByteSize.Zero && Threads > 1;

    internal static ProcessStatus Parse(ReadOnlySpan<byte> status)
    {
        long pages = 0, tables = 0, peak = 0, data = 0, space = 0, slots = 0, threads = 0;
        foreach (var range in status.Split((byte)'\n'))
        {
            var line = status[range];
            pages += Value(line, "RssAnon:"u8) + Value(line, "RssShmem:"u8) + Value(line, "VmSwap:"u8);
            tables += Value(line, "VmPTE:"u8);
            peak += Value(line, "VmHWM:"u8);
            data += Value(line, "VmData:"u8);
            space += Value(line, "VmSize:"u8);
            slots += Value(line, "FDSize:"u8);
            threads += Value(line, "Threads:"u8);
        }

        return new ProcessStatus(
            ByteSize.FromKibibytes(pages),
            ByteSize.FromKibibytes(tables),
            ByteSize.FromKibibytes(peak),
            ByteSize.FromKibibytes(data),
            ByteSize.FromKibibytes(space),
            (int)slots,
            (int)threads);
    }

    /// <summary>The number after a name at the start of a line; 0 if the line has another name.</summary>
    internal static long Value(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name) =>
        line.StartsWith(name) && Utf8Parser.TryParse(line[name.Length..].TrimStart(" \t"u8), out long value, out _) ? value : 0;
}
