using System.Collections.Immutable;
using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Running;

/// <summary>A request that has been checked and may be run.</summary>
internal sealed record Run(RunRequest Request, Language Language, Toolchain Toolchain, TimeSpan Timeout, ImmutableArray<ScratchFile> Files)
{
    /// <summary>What the language reads of it.</summary>
    public ProgramText Text => new(Request.Code, Language.MainFile, Request.Files.ToDictionary(StringComparer.Ordinal))
    {
        Arguments = Request.Arguments,
        StandardInput = Request.StandardInput,
    };
}
