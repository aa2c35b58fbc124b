using System.Collections.Immutable;
using System.Text;
using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Records;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Running;

/// <summary>A request that has been checked and may be run.</summary>
/// <param name="Code">The request's as the interpreter gets it.</param>
/// <param name="WasFenced">The request's code stood between fences, which are left out.</param>
internal sealed record Run(
    RunRequest Request, Language Language, Toolchain Toolchain, TimeSpan Timeout, string Code, bool WasFenced, ImmutableArray<ScratchFile> Files)
{
    /// <summary>What the language reads of it.</summary>
    public ProgramSource Text => new(Code, Language.MainFile, Request.Files.ToDictionary(file => file.Key, TextOf, StringComparer.Ordinal))
    {
        Arguments = Request.Arguments,
        StandardInput = Request.StandardInput,
    };

    /// <summary>Of a file that is named by its uri, what it holds.</summary>
    private string TextOf(KeyValuePair<string, string> file) => file.Value.StartsWith(RunUri.Start, StringComparison.Ordinal)
        ? Encoding.UTF8.GetString(Files.First(placed => placed.Path.Value == file.Key).Content.Span)
        : file.Value;
}
