using UltimateMcp.Code.Linters;

namespace UltimateMcp.Server.Tools;

/// <summary>The linter of a language.</summary>
/// <param name="Why">Why there is none, and what to do.</param>
internal sealed record LinterHealth(string? Name = null, string? Version = null, string? Why = null)
{
    public static LinterHealth? Of(LinterState? state) => state switch
    {
        null => null,
        { Linter: { } found } => new LinterHealth(found.Name, found.Version),
        _ => new LinterHealth(Why: $"{state.Why} {state.Fix}".TrimEnd()),
    };

    public string ToText() => Why ?? $"{Name} {Version}";
}
