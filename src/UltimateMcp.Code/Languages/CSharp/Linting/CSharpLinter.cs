using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using UltimateMcp.Code.Languages.LanguageServers;
using UltimateMcp.Code.Linters;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox;
using UltimateMcp.Sandbox.Policy;

namespace UltimateMcp.Code.Languages.CSharp.Linting;

/// <summary>
/// Lints C# with the compiler that also compiles programs: its errors and warnings, as they would be with nullable reference
/// types on. It is the C# worker in another mode, kept in a sandbox.
/// </summary>
internal sealed class CSharpLinter(LinterContext context) : ILinter
{
    /// <summary>As <c>Directory.Packages.props</c> pins it.</summary>
    internal const string Version = "5.12.0";

    private const string Compiler = "Roslyn";
    private const string Pool = "csharp lint";

    private static readonly LinterName Name = new(Compiler, Version, LinterName.BuiltIn);

    /// <summary>Of the compiler's heap.</summary>
    private const int MemoryMebibytes = 512;

    private static readonly ServiceRules Rules = new(LanguageServer.MaximumUses, ByteSize.FromMebibytes(320));

    private readonly LanguageServer _server = new(context.Sandbox, initialize: null);

    public async Task<LinterIdentity> IdentifyAsync(CancellationToken cancellationToken) =>
        new(Name, (await FindAsync(cancellationToken)).VersionText);

    public async Task<LinterReport> LintAsync(LintInput input, CancellationToken cancellationToken)
    {
        var toolchain = await FindAsync(cancellationToken);
        try
        {
            var report = await _server.UseAsync(
                PolicyOf(toolchain),
                [],
                (session, token) => session.RequestAsync("lint", ParametersOf(input), CSharpJson.Default.CSharpLintReport, token),
                cancellationToken);
            var findings = report.Findings.Select(finding => finding.FindingIn(input.Source));
            var suppression = Suppression.Of(input.Source, [.. report.Suppressions.Select(static place => (place.Start, place.End))]);
            return new LinterReport(
                Name, [.. findings, .. ((Finding?[])[suppression]).OfType<Finding>()], report.StructureOf(input.Source));
        }
        catch (ServiceEndedException end)
        {
            return new LinterReport(Name, [LanguageServer.FaultOf(Compiler, end)], SourceStructure.Unknown, IsComplete: false);
        }
    }

    /// <summary>The code and the other sources among the files, as they are compiled for a run.</summary>
    private static JsonObject ParametersOf(LintInput input)
    {
        var sources = new JsonObject();
        foreach (var file in input.Files.Where(static file => file.Path.Value.EndsWith(".cs", StringComparison.Ordinal)))
        {
            sources[file.Path.Value] = Encoding.UTF8.GetString(file.Content.Span);
        }

        return new JsonObject { ["code"] = LanguageServerSession.WellFormed(input.Source.Text), ["files"] = sources };
    }

    private Task<Toolchain> FindAsync(CancellationToken cancellationToken) =>
        context.RequireAsync(CSharpLanguage.Language.Name, CSharpLanguage.Language.Toolchain, cancellationToken);

    private SandboxPolicy PolicyOf(Toolchain toolchain)
    {
        var options = context.Options with { MaxMemoryMebibytes = MemoryMebibytes };
        var policy = CSharpLanguage.Language.Policy(toolchain, options, [], code: "");
        return policy with
        {
            Program = policy.Program with { Arguments = ["exec", CSharpLanguage.Worker, "lint"] },
            Pool = Pool,
            Service = Rules,
            Limits = policy.Limits with { Time = LanguageServer.ProcessorTime, Output = LanguageServer.MaximumErrors },
        };
    }
}

/// <summary>What the worker answers; its places are offsets in the code, in UTF-16 code units.</summary>
internal sealed record CSharpLintReport(
    ImmutableArray<CSharpFinding> Findings,
    ImmutableArray<CSharpDefinition> Functions,
    ImmutableArray<CSharpDefinition> Classes,
    ImmutableArray<string> Imports,
    ImmutableArray<CSharpPlace> Suppressions,
    int? Complexity = null)
{
    public SourceStructure StructureOf(LintSource source) => new(
        [.. Functions.Select(function => function.DefinitionIn(source))],
        [.. Classes.Select(type => type.DefinitionIn(source))],
        Imports,
        Complexity);
}

internal sealed record CSharpPlace(int Start, int End);

/// <param name="Severity">1 to 3: error, warning, information.</param>
internal sealed record CSharpFinding(string Rule, int Severity, string Message, int Start, int End, string? Url = null)
{
    public Finding FindingIn(LintSource source)
    {
        var (line, column) = source.PlaceOf(Start);
        var (endLine, endColumn) = source.PlaceOf(End);
        return new Finding
        {
            Rule = Rule,
            Severity = DocumentDiagnostic.SeverityOf(Severity),
            Message = Message,
            Line = line,
            Column = column,
            EndLine = endLine,
            EndColumn = endColumn,
            Url = Url,
        };
    }
}

internal sealed record CSharpDefinition(string Name, int Start, int End)
{
    public SourceDefinition DefinitionIn(LintSource source) =>
        new(Name, source.PlaceOf(Start).Line, source.PlaceOf(Math.Max(Start, End - 1)).Line);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CSharpLintReport))]
internal sealed partial class CSharpJson : JsonSerializerContext;
