using System.Globalization;
using UltimateMcp.Linux;

namespace UltimateMcp.Tests.Sandbox.Pool;

/// <summary>Processes of the host that are known by an argument.</summary>
internal static class Processes
{
    public static IEnumerable<int> WithArgument(string argument) =>
        from folder in Directory.EnumerateDirectories("/proc")
        let id = int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var number) ? number : 0
        where id > 0 && ArgumentsOf(folder).Contains(argument, StringComparer.Ordinal)
        select id;

    public static void Kill(int process) => Assert.Equal(0, Libc.kill(process, Libc.SIGKILL));

    private static string[] ArgumentsOf(string folder)
    {
        try
        {
            return File.ReadAllText(folder + "/cmdline").Split('\0');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
