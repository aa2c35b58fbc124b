using System.Globalization;

namespace UltimateMcp.EndToEnd.Attacks;

/// <summary>A process as the host sees it. Its number may come again, never with the same start.</summary>
internal sealed record HostProcess(int Id, int Parent, char State, string Start)
{
    private const char Zombie = 'Z';

    /// <summary>Null when it has ended, or only waits to be reaped.</summary>
    public static HostProcess? Find(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0][0] == Zombie ? null : new HostProcess(id, int.Parse(fields[1], CultureInfo.InvariantCulture), fields[0][0], fields[19]);
        }
        catch (IOException)
        {
            return null;
        }
    }

    public bool Lives => Find(Id)?.Start == Start;
}

internal static class ProcessTree
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static IReadOnlyList<HostProcess> DescendantsOf(int process)
    {
        var children = All().ToLookup(one => one.Parent);
        List<HostProcess> found = [];
        var waiting = new Queue<int>([process]);
        while (waiting.TryDequeue(out var parent))
        {
            foreach (var child in children[parent])
            {
                found.Add(child);
                waiting.Enqueue(child.Id);
            }
        }

        return found;
    }

    /// <summary>Sandboxes that were started with this argument, whoever their parent is by now.</summary>
    public static IEnumerable<int> WithArgument(string argument) => All()
        .Where(one => CommandLineOf(one.Id).Split('\0').Contains(argument, StringComparer.Ordinal))
        .Select(one => one.Id);

    /// <summary>Looks again and again until it is so, for as long as only a hang takes.</summary>
    public static async Task EventuallyAsync(Func<bool> condition, Func<string> otherwise)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        var end = TimeProvider.System.GetTimestamp() + (long)(Patience.TotalSeconds * TimeProvider.System.TimestampFrequency);
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetTimestamp() < end, otherwise());
            await ticks.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private static IEnumerable<HostProcess> All() => Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? HostProcess.Find(id) : null)
        .OfType<HostProcess>();

    private static string CommandLineOf(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
