using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace UltimateMcp.Sandbox.Binds;

/// <summary>
/// What an executable or shared object asks of the dynamic linker, see elf(5) and ld.so(8). Only 64-bit little-endian
/// files are read; no others run here.
/// </summary>
/// <param name="Interpreter">The path of the dynamic linker; only executables have one.</param>
/// <param name="Needed">Names or paths of libraries.</param>
/// <param name="SearchPaths">DT_RPATH or DT_RUNPATH, with <c>$ORIGIN</c> expanded.</param>
internal sealed record ElfFile(string? Interpreter, ImmutableArray<string> Needed, ImmutableArray<string> SearchPaths)
{
    private const int HeaderSize = 64;
    private const int SegmentSize = 56;
    private const int MaximumSegments = 128;
    private const int MaximumDynamicBytes = 64 * 1024;
    private const int MaximumTextLength = 4096;
    private const int EntrySize = 16;

    private const uint PT_LOAD = 1;
    private const uint PT_DYNAMIC = 2;
    private const uint PT_INTERP = 3;

    private const long DT_NEEDED = 1;
    private const long DT_STRTAB = 5;
    private const long DT_RPATH = 15;
    private const long DT_RUNPATH = 29;

    /// <summary>Null if it is not such a file. Any number in it may be hostile.</summary>
    internal static ElfFile? Read(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            return Read(file, Path.GetDirectoryName(path)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static ElfFile? Read(SafeFileHandle file, string origin)
    {
        var header = Bytes(file, 0, HeaderSize);
        if (header.Length < HeaderSize || !header.AsSpan().StartsWith("\u007fELF\u0002\u0001"u8))
        {
            return null;
        }

        var segments = SegmentsOf(file, header);
        var dynamic = segments.FirstOrDefault(static segment => segment.Type == PT_DYNAMIC);
        var entries = dynamic is null ? [] : EntriesOf(Bytes(file, dynamic.Offset, (int)Math.Min(dynamic.Size, MaximumDynamicBytes)));
        var strings = OffsetOf(segments, entries.FirstOrDefault(static entry => entry.Tag == DT_STRTAB).Value);
        var interpreter = segments.FirstOrDefault(static segment => segment.Type == PT_INTERP);
        var runPaths = TextsOf(DT_RUNPATH);
        return new ElfFile(
            interpreter is null ? null : Text(file, interpreter.Offset),
            TextsOf(DT_NEEDED),
            [
                .. (runPaths.IsEmpty ? TextsOf(DT_RPATH) : runPaths)
                    .SelectMany(static paths => paths.Split(':'))
                    .Select(WithOrigin)
                    .Where(Path.IsPathFullyQualified),
            ]);

        ImmutableArray<string> TextsOf(long tag) => strings is not { } start
            ? []
            :
            [
                .. entries.Where(entry => entry.Tag == tag)
                    .Select(entry => Text(file, unchecked(start + entry.Value)))
                    .Where(static text => text.Length > 0),
            ];

        string WithOrigin(string searched) =>
            searched.Replace("${ORIGIN}", origin, StringComparison.Ordinal).Replace("$ORIGIN", origin, StringComparison.Ordinal);
    }

    private static ImmutableArray<Segment> SegmentsOf(SafeFileHandle file, ReadOnlySpan<byte> header)
    {
        var count = Math.Min((int)BinaryPrimitives.ReadUInt16LittleEndian(header[56..]), MaximumSegments);
        var table = Bytes(file, BinaryPrimitives.ReadInt64LittleEndian(header[32..]), count * SegmentSize);
        var segments = ImmutableArray.CreateBuilder<Segment>();
        for (var at = 0; at + SegmentSize <= table.Length; at += SegmentSize)
        {
            var segment = table.AsSpan(at, SegmentSize);
            segments.Add(new Segment(
                BinaryPrimitives.ReadUInt32LittleEndian(segment),
                BinaryPrimitives.ReadInt64LittleEndian(segment[8..]),
                BinaryPrimitives.ReadInt64LittleEndian(segment[16..]),
                BinaryPrimitives.ReadInt64LittleEndian(segment[32..])));
        }

        return segments.ToImmutable();
    }

    private static ImmutableArray<(long Tag, long Value)> EntriesOf(ReadOnlySpan<byte> section)
    {
        var entries = ImmutableArray.CreateBuilder<(long, long)>();
        for (; section.Length >= EntrySize; section = section[EntrySize..])
        {
            entries.Add((BinaryPrimitives.ReadInt64LittleEndian(section), BinaryPrimitives.ReadInt64LittleEndian(section[8..])));
        }

        return entries.ToImmutable();
    }

    /// <summary>The offset in the file of what is loaded to an address.</summary>
    private static long? OffsetOf(ImmutableArray<Segment> segments, long address)
    {
        foreach (var segment in segments)
        {
            if (segment.Type == PT_LOAD && address >= segment.Address && address - segment.Address < segment.Size)
            {
                return segment.Offset + (address - segment.Address);
            }
        }

        return null;
    }

    private static string Text(SafeFileHandle file, long offset)
    {
        var bytes = Bytes(file, offset, MaximumTextLength);
        var end = Array.IndexOf(bytes, (byte)0);
        return end < 0 ? "" : Encoding.UTF8.GetString(bytes, 0, end);
    }

    /// <summary>Fewer if the file ends earlier.</summary>
    private static byte[] Bytes(SafeFileHandle file, long offset, int count)
    {
        if (offset < 0 || count <= 0)
        {
            return [];
        }

        var bytes = new byte[count];
        var read = RandomAccess.Read(file, bytes, offset);
        return read == count ? bytes : bytes[..read];
    }

    private sealed record Segment(uint Type, long Offset, long Address, long Size);
}
