using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using UltimateMcp.Linux;

namespace UltimateMcp.Sandbox.Scratch;

/// <summary>Lists folders. A name may contain any byte, so each byte is one character of the string.</summary>
internal static class FolderList
{
    private const int BufferSize = 32 * 1024;

    internal static SafeFileHandle Open(SafeFileHandle parent, string name) =>
        SystemCalls.OpenBeneath(parent, Bytes(name), Libc.O_RDONLY | Libc.O_DIRECTORY | Libc.O_NOFOLLOW, 0);

    internal static byte[] Bytes(string name) => Encoding.Latin1.GetBytes(name);

    /// <summary>The entries except <c>.</c> and <c>..</c>, in the order of the kernel.</summary>
    internal static IEnumerable<FolderEntry> Of(SafeFileHandle folder)
    {
        var buffer = new byte[BufferSize];
        while (Read(folder, buffer) is { Count: > 0 } entries)
        {
            foreach (var entry in entries)
            {
                yield return entry;
            }
        }
    }

    /// <summary>The entries that one call of getdents64(2) returns.</summary>
    internal static IEnumerable<FolderEntry> FirstOf(SafeFileHandle folder) => Read(folder, new byte[BufferSize]);

    private static List<FolderEntry> Read(SafeFileHandle folder, byte[] buffer)
    {
        List<FolderEntry> entries = [];
        int count;
        do
        {
            count = SystemCalls.ReadEntries(folder, buffer);
            for (var offset = 0; offset < count;)
            {
                // struct linux_dirent64: inode, offset, record length, kind, name.
                var entry = buffer.AsSpan(offset);
                var length = MemoryMarshal.Read<ushort>(entry[16..]);
                var name = entry[19..length];
                name = name[..name.IndexOf((byte)0)];
                if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
                {
                    entries.Add(new FolderEntry(Encoding.Latin1.GetString(name), entry[18]));
                }

                offset += length;
            }
        }
        while (count > 0 && entries.Count == 0);
        return entries;
    }
}

/// <param name="Kind">d_type of readdir(3).</param>
internal sealed record FolderEntry(string Name, byte Kind)
{
    internal bool IsFolder => Kind == 4;

    internal bool IsFile => Kind == 8;
}
