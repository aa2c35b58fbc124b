using UltimateMcp.Code.Languages.Python.Linting;

namespace UltimateMcp.Tests.Code.Languages;

public sealed class RuffModuleTests : IDisposable
{
    /// <summary>The smallest module: only the header of the format.</summary>
    private static readonly byte[] Module = [0, (byte)'a', (byte)'s', (byte)'m', 1, 0, 0, 0];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("um-ruff-");

    private string Portable => Path.Combine(_folder.FullName, RuffModule.Portable);

    private string Compiled => Path.Combine(_folder.FullName, RuffModule.Compiled);

    private string Cache => Path.Combine(_folder.FullName, "cache");

    [Fact]
    public void What_the_build_has_compiled_is_loaded()
    {
        using var engine = RuffEngine.Create();
        using var module = Wasmtime.Module.FromBytes(engine, "ruff", Module);
        File.WriteAllBytes(Compiled, module.Serialize());

        using var loaded = RuffModule.Load(engine, _folder.FullName, Cache);

        Assert.False(Directory.Exists(Cache));
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 1, 2, 3 })]
    public void Where_that_is_refused_it_is_compiled_once_and_kept(byte[] refused)
    {
        File.WriteAllBytes(Compiled, refused);
        File.WriteAllBytes(Portable, Module);
        using var engine = RuffEngine.Create();

        RuffModule.Load(engine, _folder.FullName, Cache).Dispose();
        File.Delete(Portable);
        RuffModule.Load(engine, _folder.FullName, Cache).Dispose();

        var kept = Assert.Single(Directory.GetFiles(Cache));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(kept));
    }

    [Fact]
    public void A_kept_one_that_is_damaged_is_made_again()
    {
        File.WriteAllBytes(Portable, Module);
        using var engine = RuffEngine.Create();
        RuffModule.Load(engine, _folder.FullName, Cache).Dispose();
        File.WriteAllText(Directory.GetFiles(Cache)[0], "damaged");

        RuffModule.Load(engine, _folder.FullName, Cache).Dispose();

        Assert.NotEqual("damaged", File.ReadAllText(Directory.GetFiles(Cache)[0]));
    }

    [Fact]
    public void A_cache_that_cannot_be_written_keeps_nothing_from_working()
    {
        File.WriteAllBytes(Portable, Module);
        File.WriteAllText(Cache, "a file in place of the folder");
        using var engine = RuffEngine.Create();

        RuffModule.Load(engine, _folder.FullName, Cache).Dispose();
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
