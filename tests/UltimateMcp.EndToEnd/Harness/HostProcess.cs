using System.Globalization;

namespace UltimateMcp.EndToEnd.Harness;

/// <summary>A process as the host sees it. Its pid may be reused, but never with the same start time.</summary>
public sealed record HostProcess(int Id, int Parent, char State, string Start)
{
    private const char Zombie = 'Z';

    public bool Lives => Find(Id)?.Start == Start;

    /// <summary>All live processes.</summary>
    public static IEnumerable<HostProcess> All() => Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? Find(id) : null)
        .OfType<HostProcess>();

    /// <summary>Null if it has exited or is a zombie.</summary>
    public static HostProcess? Find(int id)
    {
        try
        {
            var fields = FieldsOf(id);
            return fields[0][0] == Zombie
                ? null
                : new HostProcess(id, int.Parse(fields[1], CultureInfo.InvariantCulture), fields[0][0], fields[19]);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Processor time that it has used, in clock ticks.</summary>
    public long ProcessorTicks() => FieldsOf(Id)[11..13].Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture));

    /// <summary>From the state on: the name before it, in parentheses, may contain anything.</summary>
    private static string[] FieldsOf(int id)
    {
        var stat = File.ReadAllText($"/proc/{id}/stat");
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
    }
}
