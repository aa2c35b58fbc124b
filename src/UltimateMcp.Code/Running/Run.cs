using System.Collections.Immutable;
using System.Text;
using System.Text.Unicode;
using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Limits;
using UltimateMcp.Code.Records;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Code.Workspaces;
using UltimateMcp.Sandbox;
using UltimateMcp.Sandbox.Binds;
using UltimateMcp.Sandbox.Policy;

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
    ImmutableArray<ScratchFile> Files,
    ImmutableArray<WorkspaceState> Workspaces)
{
    public SandboxPolicy Policy(RunOptions options) => Language.Policy(Toolchain, options, BindsOf(Workspaces), Code);

    /// <summary>The binds of those that can be shown.</summary>
    public static ImmutableArray<ReadOnlyBind> BindsOf(ImmutableArray<WorkspaceState> workspaces) =>
        [.. workspaces.Select(static workspace => workspace.Bind).OfType<ReadOnlyBind>()];

    /// <summary>Whether all files can be read as text by <see cref="Language.Determinism"/>.</summary>
    public bool IsText => Files.All(static file => Utf8.IsValid(file.Content.Span));

    /// <summary>The input of <see cref="Language.Determinism"/>.</summary>
    public ProgramSource Source => new(
        Code, Language.MainFile, Request.Files.ToDictionary(file => file.Key, TextOf, StringComparer.Ordinal))
    {
        Arguments = Request.Arguments,
        StandardInput = Request.StandardInput,
    };

    /// <summary>The content of a file, also if it is given by a uri or as bytes.</summary>
    private string TextOf(KeyValuePair<string, string> file) =>
        OutputCatalog.IsUri(file.Value) || file.Value.StartsWith(FileBytes.Start, StringComparison.Ordinal)
        ? Encoding.UTF8.GetString(Files.First(placed => placed.Path.Value == file.Key).Content.Span)
        : file.Value;
}
