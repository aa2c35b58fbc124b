using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using UltimateMcp.Code.Toolchains;

namespace UltimateMcp.Server.Tools;

/// <summary>What a language imports before each program.</summary>
/// <param name="MemoryBytes">Added to the memory of each run.</param>
internal sealed record WarmImportsHealth(ImmutableArray<string> Modules, long MemoryBytes, ImmutableArray<FailedImportHealth> Failed)
{
    public static WarmImportsHealth? Of(WarmImports imports) => imports.Modules.IsEmpty && imports.Failed.IsEmpty
        ? null
        : new WarmImportsHealth(
            imports.Modules,
            imports.Memory.Bytes,
            [.. imports.Failed.Select(static failed => new FailedImportHealth(failed.Module, failed.Why))]);

    public string ToText()
    {
        var text = new StringBuilder(", imported before each program: ");
        text.Append(Modules.IsEmpty ? "nothing" : string.Join(", ", Modules));
        text.Append(CultureInfo.InvariantCulture, $" ({MemoryBytes} bytes)");
        foreach (var failed in Failed)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{failed.Module} cannot be imported beforehand: {failed.Why}");
        }

        return text.ToString();
    }
}

internal sealed record FailedImportHealth(string Module, string Why);
