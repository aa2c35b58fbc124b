using UltimateMcp.Code.Linters;

namespace UltimateMcp.Server.Tools;

/// <summary>The linter of a language.</summary>
/// <param name="Why">What is missing, and what to do.</param>
internal sealed record LinterHealth(string? Name = null, string? Version = null, string? Why = null)
{
    public static LinterHealth Of(LinterState state) => new(
        state.Linter?.Name, state.Linter?.Version, state.Lack is { } lack ? $"{lack.Why} {lack.Fix}".TrimEnd() : null);

    public string ToText() => string.Join(". ", new[] { Name is null ? null : $"{Name}, {Version}", Why }.OfType<string>());
}
