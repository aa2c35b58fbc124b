using System.Diagnostics;
using System.Text;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Linting;

/// <summary>Applies diffs by patch(1), the program that everybody has.</summary>
internal static class Patch
{
    private const string Program = "/usr/bin/patch";

    public const string WhyNot = "Not installed: patch.";

    public static bool IsInstalled => File.Exists(Program);

    /// <summary>The text after the diff, which must apply exactly.</summary>
    public static async Task<string> ApplyAsync(string before, string diff)
    {
        using var folder = new TemporaryFolder();
        var (code, change) = (Path.Combine(folder.Path, "code"), Path.Combine(folder.Path, "change"));
        await File.WriteAllBytesAsync(code, Encoding.UTF8.GetBytes(before));
        await File.WriteAllBytesAsync(change, Encoding.UTF8.GetBytes(diff));
        var start = new ProcessStartInfo(Program, ["--binary", "--fuzz=0", "--silent", code, change])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var patch = Process.Start(start)!;
        var said = await patch.StandardOutput.ReadToEndAsync();
        await patch.WaitForExitAsync();
        Assert.Equal((0, ""), (patch.ExitCode, said));
        return Encoding.UTF8.GetString(await File.ReadAllBytesAsync(code));
    }
}
