using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using UltimateMcp.Sandbox.Pool;

namespace UltimateMcp.Server.Tools;

/// <summary>The section of <c>health</c> about interpreters that were started ahead.</summary>
/// <param name="MaxMemoryBytes">0 if the pool is off.</param>
internal sealed record PoolHealth(long MemoryBytes, long MaxMemoryBytes, ImmutableArray<PooledLanguageHealth> Languages)
{
    public static PoolHealth Of(PoolStatus status) => new(
        status.Memory.Bytes,
        status.MaximumMemory.Bytes,
        [
            .. status.Groups.OrderBy(static group => group.Name, StringComparer.Ordinal).Select(static group =>
                new PooledLanguageHealth(group.Name, group.Waiting, group.Memory.Bytes, group.WarmRuns, group.ColdRuns)),
        ]);

    public string ToText()
    {
        var text = new StringBuilder(MaxMemoryBytes == 0 ? "pool: off, " : "pool: ");
        text.Append(CultureInfo.InvariantCulture, $"{MemoryBytes} of {MaxMemoryBytes} bytes");
        foreach (var language in Languages)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\npool of {language.Name}: {language.Waiting} waiting, {language.MemoryBytes} bytes, ");
            text.Append(CultureInfo.InvariantCulture, $"{language.WarmRuns} warm runs, {language.ColdRuns} cold runs");
        }

        return text.ToString();
    }
}

/// <param name="Waiting">Interpreters that are ready for a run.</param>
internal sealed record PooledLanguageHealth(string Name, int Waiting, long MemoryBytes, long WarmRuns, long ColdRuns);
