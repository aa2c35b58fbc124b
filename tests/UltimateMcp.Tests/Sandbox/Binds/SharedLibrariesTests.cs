using System.Text;
using UltimateMcp.Sandbox.Binds;

namespace UltimateMcp.Tests.Sandbox.Binds;

public sealed class SharedLibrariesTests : IDisposable
{
    private const long TagNeeded = 1;
    private const long TagSearchPath = 15;
    private const long TagRunPath = 29;

    private readonly string _folder = Directory.CreateTempSubdirectory("um-elf-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_program_of_the_system_names_its_loader_and_its_libraries()
    {
        var bash = ElfFile.Read("/usr/bin/bash");

        Assert.Contains("/ld-", bash!.Interpreter, StringComparison.Ordinal);
        Assert.Contains(bash.Needed, name => name.StartsWith("libc.", StringComparison.Ordinal));
        Assert.Empty(SharedLibraries.Of("/usr/bin/bash", []));
    }

    [Fact]
    public void Libraries_are_found_by_the_paths_that_a_file_gives_and_so_are_theirs()
    {
        WriteElf("bin/tool", (TagNeeded, "libone.so.1"), (TagNeeded, "libc.so.6"), (TagRunPath, "/nowhere:$ORIGIN/../lib"));
        WriteElf("lib/libone.so.1", (TagNeeded, "libtwo.so"), (TagSearchPath, "${ORIGIN}/more"));
        WriteElf("lib/more/libtwo.so");
        WriteElf("lib/libother.so");

        Assert.Equal(
            [$"{_folder}/lib/libone.so.1", $"{_folder}/lib/more/libtwo.so"],
            SharedLibraries.Of($"{_folder}/bin/tool", []).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_extension_s_libraries_are_found_by_its_own_path_or_by_the_program_s()
    {
        WriteElf("bin/tool", (TagSearchPath, "$ORIGIN/../lib"));
        WriteElf("lib/ext/a.so", (TagNeeded, "libown.so"), (TagNeeded, "libprogram.so"), (TagRunPath, "$ORIGIN"));
        WriteElf("lib/ext/libown.so");
        WriteElf("lib/libprogram.so");

        Assert.Equal(
            [$"{_folder}/lib/ext/libown.so", $"{_folder}/lib/libprogram.so"],
            SharedLibraries.Of($"{_folder}/bin/tool", [$"{_folder}/lib/ext/a.so"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Libraries_that_need_each_other_are_read_once()
    {
        WriteElf("a.so", (TagNeeded, "b.so"), (TagRunPath, "$ORIGIN"));
        WriteElf("b.so", (TagNeeded, "a.so"), (TagRunPath, "$ORIGIN"));

        Assert.Equal(2, SharedLibraries.Of($"{_folder}/a.so", []).Count);
    }

    [Fact]
    public void A_file_that_is_cut_off_or_damaged_anywhere_is_read_without_a_fault()
    {
        var whole = Elf((TagNeeded, "libone.so.1"), (TagRunPath, "$ORIGIN"));
        var path = $"{_folder}/damaged";
        for (var at = 0; at < whole.Length; at++)
        {
            File.WriteAllBytes(path, whole[..at]);
            _ = ElfFile.Read(path);
            byte[] changed = [.. whole[..at], 0xff, .. whole[(at + 1)..]];
            File.WriteAllBytes(path, changed);
            _ = ElfFile.Read(path);
        }

        File.WriteAllBytes(path, whole);
        Assert.Equal(["libone.so.1"], ElfFile.Read(path)!.Needed);
    }

    private void WriteElf(string name, params (long Tag, string Text)[] entries)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, Elf(entries));
    }

    /// <summary>A header, a loaded segment of the whole file, and a dynamic section with its strings behind it.</summary>
    private static byte[] Elf(params (long Tag, string Text)[] entries)
    {
        const int Base = 0x10000;
        const int DynamicOffset = 64 + (2 * 56);
        var stringsOffset = DynamicOffset + (16 * (entries.Length + 2));
        using var texts = new MemoryStream();
        texts.WriteByte(0);
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        var size = stringsOffset + 1 + entries.Sum(static entry => Encoding.UTF8.GetByteCount(entry.Text) + 1);
        writer.Write((byte[])[0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        writer.Write((byte[])[3, 0, 62, 0, 1, 0, 0, 0]);
        WriteAll(0L, 64L, 0L);
        writer.Write(0);
        writer.Write((byte[])[64, 0, 56, 0, 2, 0, 0, 0, 0, 0, 0, 0]);
        writer.Write((byte[])[1, 0, 0, 0, 4, 0, 0, 0]);
        WriteAll(0L, Base, Base, size, size, 4096L);
        writer.Write((byte[])[2, 0, 0, 0, 4, 0, 0, 0]);
        WriteAll(
            DynamicOffset, Base + DynamicOffset, Base + DynamicOffset, stringsOffset - DynamicOffset, stringsOffset - DynamicOffset, 8L);
        WriteAll(5L, Base + stringsOffset);
        foreach (var (tag, text) in entries)
        {
            WriteAll(tag, texts.Length);
            texts.Write(Encoding.UTF8.GetBytes(text + "\0"));
        }

        WriteAll(0L, 0L);
        writer.Write(texts.ToArray());
        return file.ToArray();

        void WriteAll(params long[] numbers) => Array.ForEach(numbers, writer.Write);
    }
}
