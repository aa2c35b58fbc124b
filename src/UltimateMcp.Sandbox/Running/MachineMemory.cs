using System.Buffers.Text;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// The memory of the whole machine, from <c>/proc/meminfo</c>. One read shows that something took memory; a sample of
/// each run shows which.
/// </summary>
/// <param name="Available">What programs can still use without swapping.</param>
/// <param name="Kernel">Kernel memory that is not free and belongs to neither programs nor files: buffers of sockets
/// and pipes, epoll items, locks, mappings, stacks. Page tables are left out, because they are counted for each
/// process.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MachineMemory(ByteSize Total, ByteSize Available, ByteSize Kernel)
{
    private const int BufferSize = 4096;

    /// <summary>Before the first successful read, enough of everything is assumed.</summary>
    internal static readonly MachineMemory Unknown = new(ByteSize.Zero, new ByteSize(long.MaxValue), ByteSize.Zero);

    /// <summary>Stays open as long as the process lives, so that it can be read even if no descriptor is free.</summary>
    private static SafeFileHandle? _file;

    /// <summary>Null if it could not be read. Called only by the watch thread.</summary>
    internal static MachineMemory? Read()
    {
        Span<byte> buffer = stackalloc byte[BufferSize];
        try
        {
            _file ??= File.OpenHandle("/proc/meminfo", share: FileShare.ReadWrite);
            return Parse(buffer[..RandomAccess.Read(_file, buffer, 0)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    internal static MachineMemory Parse(ReadOnlySpan<byte> text)
    {
        long total = 0, available = 0, accounted = 0;
        foreach (var range in text.Split((byte)'\n'))
        {
            var line = text[range];
            var colon = line.IndexOf((byte)':');
            if (colon < 0 || !Utf8Parser.TryParse(line[(colon + 1)..].TrimStart((byte)' '), out long kibibytes, out _))
            {
                continue;
            }

            var name = line[..colon];
            if (name.SequenceEqual("MemTotal"u8))
            {
                total = kibibytes;
            }
            else if (name.SequenceEqual("MemAvailable"u8))
            {
                available = kibibytes;
            }
            else if (IsNotTheKernels(name))
            {
                accounted += kibibytes;
            }
        }

        return new MachineMemory(
            ByteSize.FromKibibytes(total),
            ByteSize.FromKibibytes(available),
            ByteSize.FromKibibytes(Math.Max(0, total - accounted)));
    }

    private static bool IsNotTheKernels(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("MemFree"u8)
        || name.SequenceEqual("Buffers"u8)
        || name.SequenceEqual("Cached"u8)
        || name.SequenceEqual("SwapCached"u8)
        || name.SequenceEqual("AnonPages"u8)
        || name.SequenceEqual("SReclaimable"u8)
        || name.SequenceEqual("PageTables"u8);
}
