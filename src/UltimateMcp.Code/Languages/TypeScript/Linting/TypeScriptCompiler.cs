using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using UltimateMcp.Code.Languages.JavaScript;
using UltimateMcp.Code.Languages.LanguageServers;
using UltimateMcp.Code.Linters;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox;
using UltimateMcp.Sandbox.Policy;

namespace UltimateMcp.Code.Languages.TypeScript.Linting;

/// <summary>
/// TypeScript's compiler, which checks types. It is a native program that ships with the server, in a sandbox that is kept.
/// </summary>
internal sealed class TypeScriptCompiler(LinterContext context)
{
    public const string Name = "tsc";

    /// <summary>As the lock in <c>tools/</c> pins it.</summary>
    public const string Version = "7.0.2";

    /// <summary>Its folder in the sandbox.</summary>
    public const string Folder = "/worker/typescript";

    /// <summary>The folder of the packages that ship with it.</summary>
    public const string PackagesFolder = $"{Language.WorkerFolder}/node_modules";

    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const int Hint = 4;

    /// <summary>Of a package that <c>types</c> names: it is missing as one that is imported is.</summary>
    private const string MissingTypes = "2688";

    private const string NotAllPathsReturn = "TS7030";

    /// <summary>It needs no node, but is where the interpreter of its programs is, with their packages.</summary>
    private static readonly ToolchainRequirement Requirement = JavaScriptLanguage.Language.Toolchain with
    {
        Shipped = [new ShippedFolder("tools/typescript", Folder), new ShippedFolder("tools/node-types", PackagesFolder)],
    };

    /// <summary>A package that is not here: it may be where the program will run.</summary>
    private static readonly ImmutableArray<string> MissingPackage = ["TS2307", "TS2792", "TS7016"];

    /// <summary>
    /// Numbers below 2000 that the checker reports, not the parser: duplicate members and labels, jumps, and await and yield
    /// where they may not be.
    /// </summary>
    private static readonly FrozenSet<string> CheckedSyntax = FrozenSet.Create(
        StringComparer.Ordinal, "TS1100", "TS1101", "TS1102", "TS1103", "TS1104", "TS1105", "TS1107", "TS1108", "TS1113", "TS1114",
        "TS1115", "TS1116", "TS1117", "TS1118", "TS1163", "TS1308", "TS1375", "TS1378", "TS1540");

    private readonly LanguageServer _server = new(context.Sandbox, static () => Initialize(LanguageServer.Folder));
    private readonly LanguageServer _projectServer = new(context.Sandbox, static () => Initialize(Language.ScratchFolder));

    /// <exception cref="CodeException">It is missing.</exception>
    public async Task<Toolchain> FindAsync(CancellationToken cancellationToken)
    {
        var toolchain = await context.RequireAsync(TypeScriptLanguage.Language.Name, Requirement, cancellationToken);
        MakeExecutable(Path.Combine(context.ToolsFolder, "typescript", "lib", Name));
        return toolchain;
    }

    /// <summary>A package that is installed as a tool has lost its file modes.</summary>
    private static void MakeExecutable(string path)
    {
        try
        {
            var mode = File.GetUnixFileMode(path);
            if ((mode & Executable) != Executable)
            {
                File.SetUnixFileMode(path, mode | Executable);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw LinterContext.Unavailable(
                TypeScriptLanguage.Language.Name,
                $"{path} cannot be executed",
                $"Run, as who installed the server: chmod a+rx {path}");
        }
    }

    /// <summary>Whether the parser has reported it.</summary>
    public static bool IsSyntaxError(Finding finding) => finding.Rule is ['T', 'S', '1', _, _, _] && !CheckedSyntax.Contains(finding.Rule);

    /// <summary>The installed packages, whose types the code may use.</summary>
    public static string PackagesOf(Toolchain toolchain) => string.Join(',', toolchain.Packages.All);

    /// <summary>Checks the code, with the caller's files.</summary>
    /// <exception cref="ServiceEndedException">It crashed, or took too long.</exception>
    public async Task<ImmutableArray<Finding>> CheckAsync(
        Toolchain toolchain, LintInput input, TypeScriptConfiguration configuration, CancellationToken cancellationToken)
    {
        var mainFile = TypeScriptLanguage.Language.MainFile;
        if (input.Files.IsEmpty)
        {
            // It remembers what it has read of packages: with others, those that are kept are ended.
            ImmutableArray<SandboxFile> ours =
            [
                new($"{LanguageServer.Folder}/{TypeScriptConfiguration.File}", configuration.Content),
                new($"{LanguageServer.Folder}/packages", Encoding.UTF8.GetBytes(PackagesOf(toolchain))),
            ];
            return await _server.UseAsync(
                PolicyOf(toolchain, Name, ours),
                [],
                (session, token) => CheckAsync(session, $"{LanguageServer.Folder}/{mainFile}", input.Source, token),
                cancellationToken);
        }

        var project = input.Project(mainFile, input.Source.Text).RemoveAll(static file => file.Path.Value == TypeScriptConfiguration.File);
        return await _projectServer.UseAsync(
            PolicyOf(toolchain, pool: null, []),
            project.Add(LintInput.File(TypeScriptConfiguration.File, configuration.Content)),
            async (session, token) =>
            {
                var findings = await CheckAsync(session, $"{Language.ScratchFolder}/{mainFile}", input.Source, token);
                await CheckConfigurationAsync(session, token);
                return findings;
            },
            cancellationToken);
    }

    /// <summary>What is wrong with the configuration is pushed, once the project is loaded.</summary>
    private static async Task CheckConfigurationAsync(LanguageServerSession session, CancellationToken cancellationToken)
    {
        const string Configuration = $"file://{Language.ScratchFolder}/{TypeScriptConfiguration.File}";
        var pushed = await session.WaitForDiagnosticsAsync(static one => one.Uri == Configuration, cancellationToken);
        if (!pushed.Diagnostics.IsDefault && pushed.Diagnostics.FirstOrDefault(static one => one.CodeText != MissingTypes) is { } error)
        {
            throw TypeScriptConfiguration.Refused($"is refused by the compiler: {error.Message}");
        }
    }

    private static async Task<ImmutableArray<Finding>> CheckAsync(
        LanguageServerSession session, string path, LintSource source, CancellationToken cancellationToken)
    {
        var uri = $"file://{path}";
        await session.OpenAsync(uri, "typescript", source.Text, cancellationToken);
        var report = await session.RequestAsync(
            "textDocument/diagnostic",
            LanguageServerSession.DocumentOf(uri),
            LanguageServerJson.Default.DiagnosticReport,
            cancellationToken);
        await session.CloseAsync(uri, cancellationToken);
        return report.Items.IsDefault ? [] : [.. report.Items.Where(static one => one.Severity != Hint).Select(FindingOf)];
    }

    private static Finding FindingOf(DocumentDiagnostic diagnostic)
    {
        var rule = string.Create(CultureInfo.InvariantCulture, $"TS{diagnostic.CodeText}");
        var message = diagnostic.Message
            .Replace($"{Language.ScratchFolder}/", "", StringComparison.Ordinal)
            .Replace($"{LanguageServer.Folder}/", "", StringComparison.Ordinal);
        return diagnostic.FindingOf(rule, SeverityOf(rule, message, diagnostic.FindingSeverity), message);
    }

    private static FindingSeverity SeverityOf(string rule, string message, FindingSeverity severity) => rule switch
    {
        _ when MissingPackage.Contains(rule, StringComparer.Ordinal) && !message.Contains(" '.", StringComparison.Ordinal) =>
            FindingSeverity.Info,
        NotAllPathsReturn => FindingSeverity.Warning,
        _ => severity,
    };

    private SandboxPolicy PolicyOf(Toolchain toolchain, string? pool, ImmutableArray<SandboxFile> files) => LanguageServer.PolicyOf(
        JavaScriptLanguage.Language.Policy(toolchain, context.Options, [], code: ""),
        pool,
        [$"{Folder}/lib/tsc", "--lsp", "--stdio"],
        files);

    private static JsonObject Initialize(string folder) => new()
    {
        ["processId"] = null,
        ["rootUri"] = $"file://{folder}",
        ["capabilities"] = new JsonObject { ["textDocument"] = new JsonObject { ["diagnostic"] = new JsonObject() } },
    };
}
