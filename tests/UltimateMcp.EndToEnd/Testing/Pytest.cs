using UltimateMcp.EndToEnd.Linting;

namespace UltimateMcp.EndToEnd.Testing;

/// <summary>The pytest of this machine.</summary>
internal static class Pytest
{
    public const string WhyNot = "Not installed: pytest (apt-get install python3-pytest).";

    public const string Interpreter = "/usr/bin/python3";

    public static bool IsInstalled { get; } = File.Exists(Interpreter)
        && Original.OutputAsync(Interpreter, ["-c", "import pytest; print('yes')"]).GetAwaiter().GetResult().Trim() == "yes";
}
