using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using UltimateMcp.Code.Languages.LanguageServers;
using UltimateMcp.Code.Linters;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox;
using UltimateMcp.Sandbox.Policy;

namespace UltimateMcp.Code.Languages.JavaScript.Linting;

/// <summary>
/// oxlint, which checks JavaScript, and in TypeScript what is no matter of types. It is run by node, in a sandbox that is kept.
/// </summary>
internal sealed class Oxlint(LinterContext context)
{
    public const string Name = "oxlint";

    /// <summary>As the lock in <c>tools/</c> pins it.</summary>
    public const string Version = "1.94.0";

    private const string Folder = "/worker/oxlint";

    private static readonly ToolchainRequirement Node = JavaScriptLanguage.Language.Toolchain with
    {
        Minimum = new Version(20, 19),
        Shipped = [new ShippedFolder("tools/oxlint", Folder)],
    };

    /// <summary>oxlint does not start in versions from 21.0 on and before this one.</summary>
    private static readonly Version FirstOfNewer = new(22, 12);

    private readonly LanguageServer _server = new(context.Sandbox, static () => Initialize(OurWorkspaces));
    private readonly LanguageServer _projectServer = new(context.Sandbox, static () => Initialize([Project]));

    private static readonly OxlintWorkspace Project = new(Language.ScratchFolder, $"{LanguageServer.Folder}/project.json");

    private static ImmutableArray<OxlintWorkspace> OurWorkspaces { get; } = [WorkspaceOf(".js"), WorkspaceOf(".ts")];

    /// <exception cref="CodeException">There is no node that oxlint runs with, or no oxlint.</exception>
    public async Task<Toolchain> FindNodeAsync(string language, CancellationToken cancellationToken)
    {
        var node = await context.RequireAsync(language, Node, cancellationToken);
        return node.Version.Major > Node.Minimum.Major && node.Version < FirstOfNewer
            ? throw LinterContext.Unavailable(
                language,
                $"oxlint needs node 20.19 or 22.12 and later; {node.Executable} is {node.VersionText}",
                $"Install another version of node, or name one with {ToolchainSettings.NodeInterpreter.Name}.")
            : node;
    }

    /// <param name="mainFile">Name of the code, whose ending tells the language.</param>
    /// <param name="configuration">The caller's; null: our rules.</param>
    /// <exception cref="ServiceEndedException">It crashed, or took too long.</exception>
    /// <exception cref="CodeException">The configuration is refused.</exception>
    public Task<ImmutableArray<Finding>> CheckAsync(
        Toolchain node, LintInput input, string mainFile, OxlintConfiguration? configuration, CancellationToken cancellationToken)
    {
        var extension = Path.GetExtension(mainFile);
        return configuration is null
            ? UseAsync(_server, node, Name, OurFiles, [], WorkspaceOf(extension))
            : UseAsync(
                _projectServer,
                node,
                pool: null,
                [new SandboxFile(Project.Configuration, configuration.Content)],
                OxlintConfiguration.WithoutIgnoreFiles(input.Project(mainFile, input.Source.Text)),
                Project);

        Task<ImmutableArray<Finding>> UseAsync(
            LanguageServer server,
            Toolchain toolchain,
            string? pool,
            ImmutableArray<SandboxFile> files,
            ImmutableArray<ScratchFile> project,
            OxlintWorkspace workspace) => server.UseAsync(
                PolicyOf(toolchain, pool, files),
                project,
                (session, token) => CheckAsync(session, $"{workspace.Uri}/{mainFile}", input.Source, token),
                cancellationToken);
    }

    private static ImmutableArray<SandboxFile> OurFiles { get; } =
    [
        new(WorkspaceOf(".js").Configuration, Encoding.UTF8.GetBytes(OxlintOptions.JavaScript.ToJsonString())),
        new(WorkspaceOf(".ts").Configuration, Encoding.UTF8.GetBytes(OxlintOptions.TypeScript.ToJsonString())),
    ];

    private static async Task<ImmutableArray<Finding>> CheckAsync(
        LanguageServerSession session, string uri, LintSource source, CancellationToken cancellationToken)
    {
        var language = uri.EndsWith(".ts", StringComparison.Ordinal) ? "typescript" : "javascript";
        var version = await session.OpenAsync(uri, language, source.Text, cancellationToken);
        var pushed = await session.WaitForDiagnosticsAsync(one => one.Uri == uri && one.Version == version, cancellationToken);
        if (session.ShownError is { } error)
        {
            throw OxlintConfiguration.Refused($"is refused by oxlint: {error}");
        }

        var report = OxlintReport.Of(pushed.Diagnostics);
        var actions = report.MayBeFixed
            ? await session.RequestAsync(
                "textDocument/codeAction",
                ActionsOf(uri, source),
                LanguageServerJson.Default.ImmutableArrayCodeAction,
                cancellationToken)
            : [];
        await session.CloseAsync(uri, cancellationToken);
        return report.FindingsIn(source, actions.IsDefault ? [] : actions, uri);
    }

    private static JsonObject ActionsOf(string uri, LintSource source)
    {
        var parameters = LanguageServerSession.DocumentOf(uri);
        parameters["range"] = new JsonObject
        {
            ["start"] = new JsonObject { ["line"] = 0, ["character"] = 0 },
            ["end"] = new JsonObject { ["line"] = source.Lines, ["character"] = 0 },
        };
        parameters["context"] = new JsonObject { ["diagnostics"] = new JsonArray(), ["only"] = new JsonArray("quickfix") };
        return parameters;
    }

    private SandboxPolicy PolicyOf(Toolchain node, string? pool, ImmutableArray<SandboxFile> files) => LanguageServer.PolicyOf(
        JavaScriptLanguage.Language.Policy(node, context.Options, [], code: ""),
        pool,
        [node.Executable, $"{Folder}/bin/oxlint", "--lsp"],
        files);

    private static OxlintWorkspace WorkspaceOf(string extension) =>
        new($"{LanguageServer.Folder}/{extension[1..]}", $"{LanguageServer.Folder}/{extension[1..]}.json");

    private static JsonObject Initialize(ImmutableArray<OxlintWorkspace> workspaces) => new()
    {
        ["processId"] = null,
        ["rootUri"] = null,
        ["workspaceFolders"] = new JsonArray(
        [
            .. workspaces.Select(static JsonNode? (workspace) => new JsonObject { ["uri"] = workspace.Uri, ["name"] = workspace.Folder }),
        ]),
        ["capabilities"] = new JsonObject
        {
            ["textDocument"] = new JsonObject
            {
                ["publishDiagnostics"] = new JsonObject(),
                ["codeAction"] = new JsonObject
                {
                    ["codeActionLiteralSupport"] = new JsonObject
                    {
                        ["codeActionKind"] = new JsonObject { ["valueSet"] = new JsonArray("quickfix") },
                    },
                },
            },
        },
        ["initializationOptions"] = new JsonArray(
        [
            .. workspaces.Select(static JsonNode? (workspace) => new JsonObject
            {
                ["workspaceUri"] = workspace.Uri,
                ["options"] = new JsonObject
                {
                    ["run"] = "onType", ["configPath"] = workspace.Configuration, ["disableNestedConfig"] = true,
                },
            }),
        ]),
    };
}

/// <summary>A folder of documents, and the path of the configuration for it.</summary>
internal sealed record OxlintWorkspace(string Folder, string Configuration)
{
    public string Uri => $"file://{Folder}";
}
