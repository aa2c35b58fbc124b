using Wasmtime;

namespace UltimateMcp.Code.Languages.Python.Linting;

/// <summary>
/// ruff as code of this processor. The build compiles it. Where that is refused, because it was compiled for another
/// processor, it is compiled here, which takes up to half a minute, and kept for the next start.
/// </summary>
internal static class RuffModule
{
    public const string Portable = "ruff.wasm";
    public const string Compiled = "ruff.cwasm";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <param name="folder">Holds <see cref="Portable"/> and <see cref="Compiled"/>.</param>
    /// <param name="cacheFolder">Is only used if <see cref="Compiled"/> is refused.</param>
    /// <exception cref="IOException"><see cref="Portable"/> cannot be read.</exception>
    public static Module Load(Engine engine, string folder, string cacheFolder)
    {
        var cached = Path.Combine(cacheFolder, $"ruff-{PythonLinter.Version}.cwasm");
        return Deserialize(engine, Path.Combine(folder, Compiled))
            ?? Deserialize(engine, cached)
            ?? Compile(engine, Path.Combine(folder, Portable), cached);
    }

    private static Module? Deserialize(Engine engine, string file)
    {
        try
        {
            return File.Exists(file) ? Module.DeserializeFile(engine, "ruff", file) : null;
        }
        catch (WasmtimeException)
        {
            return null;
        }
    }

    private static Module Compile(Engine engine, string file, string cached)
    {
        var module = Module.FromBytes(engine, "ruff", File.ReadAllBytes(file));
        var temporary = $"{cached}.{Environment.ProcessId}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(cached)!, OwnerOnly | UnixFileMode.UserExecute);
            File.WriteAllBytes(temporary, module.Serialize());
            File.SetUnixFileMode(temporary, OwnerOnly);
            File.Move(temporary, cached, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The home cannot be written: it is compiled again by the next server.
        }

        return module;
    }
}
