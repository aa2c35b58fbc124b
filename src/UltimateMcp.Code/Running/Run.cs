using System.Collections.Immutable;
using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Running;

/// <summary>A request that has been checked and may be run.</summary>
/// <param name="Code">The request's as the interpreter gets it.</param>
/// <param name="WasFenced">The request's code stood between fences, which are left out.</param>
internal sealed record Run(
    RunRequest Request, Language Language, Toolchain Toolchain, TimeSpan Timeout, string Code, bool WasFenced, ImmutableArray<ScratchFile> Files);
