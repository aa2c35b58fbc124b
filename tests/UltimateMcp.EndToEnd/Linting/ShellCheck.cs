using System.Diagnostics;

namespace UltimateMcp.EndToEnd.Linting;

/// <summary>The shellcheck of this machine.</summary>
internal static class ShellCheck
{
    /// <summary>Other versions find other things.</summary>
    private const string Version = "0.9.0";

    public const string WhyNot = "Not installed: shellcheck " + Version + ".";

    public static bool IsExpected { get; } =
        File.Exists("/usr/bin/shellcheck") && Output(["--version"], "").Contains($"version: {Version}\n", StringComparison.Ordinal);

    /// <summary>What it prints.</summary>
    public static string Output(string[] arguments, string input)
    {
        var start = new ProcessStartInfo("/usr/bin/shellcheck", arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false,
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        return process.StandardOutput.ReadToEnd();
    }
}
