using System.Diagnostics;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Linting;

/// <summary>Runs a linter as its makers do.</summary>
internal static class Original
{
    /// <summary>What the build has fetched.</summary>
    public static readonly string Tools = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../tools"));

    /// <summary>What it prints, whatever its exit code.</summary>
    public static async Task<string> OutputAsync(string program, IEnumerable<string> arguments, string input = "", string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = folder ?? "",
        };
        using var process = Process.Start(start)!;
        var reading = process.StandardOutput.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = await reading.WaitAsync(TestServer.Timeout);
        await process.WaitForExitAsync();
        return output;
    }

    public static void Write(string folder, string name, string text)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name), text);
    }
}
