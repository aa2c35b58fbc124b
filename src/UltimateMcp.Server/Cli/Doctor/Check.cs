namespace UltimateMcp.Server.Cli.Doctor;

/// <summary>The result of one check.</summary>
/// <param name="Finding">What was found.</param>
/// <param name="Fix">The exact fix; null if nothing is wrong.</param>
internal sealed record Check(string Name, bool IsOk, string Finding, string? Fix)
{
    public static Check Good(string name, string finding) => new(name, IsOk: true, finding, Fix: null);

    public static Check Bad(string name, string finding, string fix) => new(name, IsOk: false, finding, fix);
}
