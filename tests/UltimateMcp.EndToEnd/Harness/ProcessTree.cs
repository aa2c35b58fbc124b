using System.Globalization;

namespace UltimateMcp.EndToEnd.Harness;

/// <summary>The processes below one, as /proc shows them.</summary>
public static class ProcessTree
{
    public static IReadOnlyList<int> Below(int processId)
    {
        var parents = Directory.GetDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
            .Where(id => id > 0)
            .ToLookup(ParentOf);
        var found = new List<int>(parents[processId]);
        for (var index = 0; index < found.Count; index++)
        {
            found.AddRange(parents[found[index]]);
        }

        return found;
    }

    /// <summary>Waits until there are some.</summary>
    public static async Task<IReadOnlyList<int>> AppearingBelowAsync(int processId, TimeSpan within)
    {
        Assert.True(await BecomesTrueAsync(() => Below(processId).Count > 0, within), "No process was started.");
        return Below(processId);
    }

    /// <summary>Waits until none of them is left; a zombie counts as gone.</summary>
    public static Task<bool> AreGoneAsync(IReadOnlyList<int> processes, TimeSpan within) =>
        BecomesTrueAsync(() => !processes.Any(IsAlive), within);

    /// <summary>The kernel sends no signal for either, so /proc is looked at again and again.</summary>
    private static async Task<bool> BecomesTrueAsync(Func<bool> condition, TimeSpan within)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var waited = TimeSpan.Zero; waited < within; waited += timer.Period)
        {
            if (condition())
            {
                return true;
            }

            await timer.WaitForNextTickAsync();
        }

        return false;
    }

    private static bool IsAlive(int processId) => Status(processId) is { } fields && fields[0] is not ("Z" or "X");

    private static int ParentOf(int processId) => Status(processId) is { } fields ? int.Parse(fields[1], CultureInfo.InvariantCulture) : 0;

    /// <summary>The fields of /proc/…/stat behind the name, which may hold anything: state, parent, …</summary>
    private static string[]? Status(int processId)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{processId}/stat");
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
