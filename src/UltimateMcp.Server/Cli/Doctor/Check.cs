namespace UltimateMcp.Server.Cli.Doctor;

/// <summary>The result of one check.</summary>
/// <param name="Seen">What was found.</param>
/// <param name="Fix">What to do, exactly; null where nothing is wrong.</param>
internal sealed record Check(string Name, bool IsOk, string Seen, string? Fix)
{
    public static Check Good(string name, string seen) => new(name, IsOk: true, seen, Fix: null);

    public static Check Bad(string name, string seen, string fix) => new(name, IsOk: false, seen, fix);
}
