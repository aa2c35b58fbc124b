namespace UltimateMcp.EndToEnd.Attacks;

/// <summary>Attacks whose proof is a measurement of the machine or of time. They run alone, after all others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Measured
{
    public const string Name = "Measured attacks";
}
