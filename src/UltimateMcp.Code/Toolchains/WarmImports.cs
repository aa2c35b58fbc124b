using System.Collections.Immutable;

namespace UltimateMcp.Code.Toolchains;

/// <summary>The modules that an interpreter imports before each program, and what they need.</summary>
/// <param name="Modules">Those that can be imported.</param>
/// <param name="Memory">Private memory (RLIMIT_DATA) of all together.</param>
/// <param name="AddressSpace">What they map besides: libraries and files.</param>
/// <param name="Failed">Those that cannot be imported, with the reason.</param>
public sealed record WarmImports(
    ImmutableArray<string> Modules, ByteSize Memory, ByteSize AddressSpace, ImmutableArray<(string Module, string Why)> Failed)
{
    public static readonly WarmImports None = new([], ByteSize.Zero, ByteSize.Zero, []);
}
