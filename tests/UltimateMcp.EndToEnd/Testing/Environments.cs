using UltimateMcp.EndToEnd.Linting;

namespace UltimateMcp.EndToEnd.Testing;

/// <summary>A virtual environment without any package.</summary>
internal static class Environments
{
    public static async Task<string> CreateAsync(string folder)
    {
        var path = Path.Combine(folder, "environment");
        await Original.OutputAsync(Pytest.Interpreter, ["-m", "venv", "--without-pip", path]);
        foreach (var one in (string[])[folder, path])
        {
            File.SetUnixFileMode(one, File.GetUnixFileMode(one) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }

        return path;
    }
}
