using System.Globalization;

namespace UltimateMcp.Sandbox.Policy;

/// <summary>
/// A core_pattern that begins with <c>|</c> names a program that the kernel starts as root, outside any sandbox, for
/// each process that crashes; one that begins with <c>@</c> names a socket of such a program. According to core(5) an
/// RLIMIT_CORE of 0 does not prevent that, but 1 does. Programs inherit the limit from the server (setrlimit(2) in the
/// spawner), and the filter prevents them from changing it.
/// </summary>
internal static class CorePattern
{
    private const int StopsHandler = 1;

    /// <param name="pattern">Content of <c>/proc/sys/kernel/core_pattern</c>.</param>
    /// <param name="limits">Content of <c>/proc/self/limits</c>.</param>
    /// <exception cref="SandboxException">There is a handler, and the limit cannot be set.</exception>
    internal static void Check(string pattern, string limits)
    {
        if (HardLimit(limits) < StopsHandler && pattern is ['|' or '@', ..])
        {
            throw new SandboxException(
                SandboxError.Unavailable,
                $"A program that crashes would start this system's core handler ({pattern.Trim()}) outside the sandbox. "
                + "Only a core limit of 1 stops it, and the server's hard limit is 0.",
                "Raise the server's hard limit on core files to 1 or more (ulimit -Hc unlimited, or LimitCORE=infinity of its unit).");
        }
    }

    private static long HardLimit(string limits)
    {
        var line = limits.Split('\n').FirstOrDefault(static line => line.StartsWith("Max core file size ", StringComparison.Ordinal)) ?? "";
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is [.., var hard, _] && long.TryParse(hard, CultureInfo.InvariantCulture, out var bytes) ? bytes : long.MaxValue;
    }
}
