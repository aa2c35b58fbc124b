using System.Buffers.Text;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// What <c>/proc/meminfo</c> says of the whole machine. One read of it tells that something took memory; a look at each
/// run tells which.
/// </summary>
/// <param name="Available">What programs can still have without swapping.</param>
/// <param name="Kernel">What the kernel holds that is neither free, nor a program's, nor a file's: buffers of sockets
/// and pipes, items of epoll, locks, mappings, stacks. Page tables are left out, because they are counted for each
/// process.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MachineMemory(ByteSize Total, ByteSize Available, ByteSize Kernel)
{
    private const int LargestFile = 4096;

    /// <summary>Where nothing could be read yet: there is enough of everything.</summary>
    internal static readonly MachineMemory Unknown = new(ByteSize.Zero, new ByteSize(long.MaxValue), ByteSize.Zero);

    /// <summary>Once opened, for as long as the process lives: it can be read also when no descriptor is free.</summary>
    private static SafeFileHandle? _file;

    /// <summary>Null when it could not be read. By the watch's thread alone.</summary>
    internal static MachineMemory? Read()
    {
        Span<byte> buffer = stackalloc byte[LargestFile];
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

        return new MachineMemory(ByteSize.FromKibibytes(total), ByteSize.FromKibibytes(available), ByteSize.FromKibibytes(Math.Max(0, total - accounted)));
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
