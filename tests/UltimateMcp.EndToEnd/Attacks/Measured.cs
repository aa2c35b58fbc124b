namespace UltimateMcp.EndToEnd.Attacks;

/// <summary>Attacks that measure the machine or the time. They run alone, after all others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Measured
{
    public const string Name = "Measured attacks";
}
