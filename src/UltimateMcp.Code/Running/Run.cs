using System.Collections.Immutable;
using System.Text;
using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Records;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Running;

/// <summary>A request that has been checked and may be run.</summary>
/// <param name="Code">The code as the interpreter reads it.</param>
/// <param name="WasFenced">Whether the code was unwrapped from a fenced code block.</param>
internal sealed record Run(
    RunRequest Request,
    Language Language,
    Toolchain Toolchain,
    TimeSpan Timeout,
    string Code,
    bool WasFenced,
    ImmutableArray<ScratchFile> Files)
{
    /// <summary>The input of <see cref="Language.Determinism"/>.</summary>
    public ProgramSource Source => new(
        Code, Language.MainFile, Request.Files.ToDictionary(file => file.Key, TextOf, StringComparer.Ordinal))
    {
        Arguments = Request.Arguments,
        StandardInput = Request.StandardInput,
    };

    /// <summary>The content of a file, also if it is given by a uri.</summary>
    private string TextOf(KeyValuePair<string, string> file) => file.Value.StartsWith(RunUri.Start, StringComparison.Ordinal)
        ? Encoding.UTF8.GetString(Files.First(placed => placed.Path.Value == file.Key).Content.Span)
        : file.Value;
}
