using System.Collections.Immutable;
using UltimateMcp.Code.Languages.LanguageServers;
using UltimateMcp.Code.Linters;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Languages.JavaScript.Linting;

/// <summary>Lints JavaScript with oxlint.</summary>
internal sealed class JavaScriptLinter(LinterContext context) : ILinter
{
    private static readonly LinterName Name = new(Oxlint.Name, Oxlint.Version, LinterName.BuiltIn);

    private readonly Oxlint _oxlint = new(context);

    public async Task<LinterIdentity> IdentifyAsync(CancellationToken cancellationToken) =>
        new(Name, (await _oxlint.FindNodeAsync("javascript", cancellationToken)).VersionText);

    public async Task<LinterReport> LintAsync(LintInput input, CancellationToken cancellationToken)
    {
        var node = await _oxlint.FindNodeAsync("javascript", cancellationToken);
        var configuration = OxlintConfiguration.Find(input.Files);
        var tokens = ScriptTokenizer.Tokenize(input.Source.Text);
        var findings = ImmutableArray.CreateBuilder<Finding>();
        if (Suppression.Of(input.Source, ScriptSuppressions.In(input.Source.Text, tokens, ofCompiler: false)) is { } suppression)
        {
            findings.Add(suppression);
        }

        var isComplete = true;
        try
        {
            findings.AddRange(await _oxlint.CheckAsync(
                node, input, JavaScriptLanguage.Language.MainFile, configuration, cancellationToken));
        }
        catch (ServiceEndedException end)
        {
            findings.Add(LanguageServer.FaultOf(Oxlint.Name, end));
            isComplete = false;
        }

        var isParsed = isComplete && !findings.Any(static finding => finding.Rule == OxlintReport.SyntaxError);
        return new LinterReport(
            configuration is null ? Name : Name with { Configuration = configuration.Name },
            findings.ToImmutable(),
            ScriptStructure.Of(input.Source, tokens, isParsed),
            isComplete);
    }
}
