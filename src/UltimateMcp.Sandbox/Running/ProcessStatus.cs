using System.Buffers.Text;
using System.Runtime.InteropServices;

namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// What proc_pid_status(5) tells of a process. A program chooses the name in its first line; the kernel escapes line
/// breaks there, so a field is only what begins a line.
/// </summary>
/// <param name="Pages">Anonymous, shared and swapped ones. Pages of files are not counted.</param>
/// <param name="PeakMemory">Pages of files included.</param>
/// <param name="DescriptorSlots">At least as many as it has open.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ProcessStatus(
    ByteSize Pages, ByteSize PageTables, ByteSize PeakMemory, ByteSize AddressSpace, int DescriptorSlots, int Threads)
{
    internal ByteSize Memory => Pages + PageTables;

    internal static ProcessStatus Parse(ReadOnlySpan<byte> status)
    {
        long pages = 0, tables = 0, peak = 0, space = 0, slots = 0, threads = 0;
        foreach (var range in status.Split((byte)'\n'))
        {
            var line = status[range];
            pages += Value(line, "RssAnon:"u8) + Value(line, "RssShmem:"u8) + Value(line, "VmSwap:"u8);
            tables += Value(line, "VmPTE:"u8);
            peak += Value(line, "VmHWM:"u8);
            space += Value(line, "VmSize:"u8);
            slots += Value(line, "FDSize:"u8);
            threads += Value(line, "Threads:"u8);
        }

        return new ProcessStatus(
            ByteSize.FromKibibytes(pages),
            ByteSize.FromKibibytes(tables),
            ByteSize.FromKibibytes(peak),
            ByteSize.FromKibibytes(space),
            (int)slots,
            (int)threads);
    }

    /// <summary>The number that follows a name at the start of a line; 0 where the line is another.</summary>
    internal static long Value(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name) =>
        line.StartsWith(name) && Utf8Parser.TryParse(line[name.Length..].TrimStart(" \t"u8), out long value, out _) ? value : 0;
}
