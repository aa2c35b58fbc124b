using System.Collections.Immutable;
using System.Text;
using UltimateMcp.Code.Linters;
using UltimateMcp.Code.Linting;
using UltimateMcp.Code.Records;
using UltimateMcp.Code.Testing;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Checking;

/// <summary>
/// One turn of the loop in which code is mended: lints it, fixes what is safe to fix, lints the result, and runs tests on that.
/// </summary>
public sealed class CodeChecker(CodeLinter linter, TestRunner tests, TimeProvider time)
{
    private const string Prefix = "check";
    private const int MaximumPath = 80;

    /// <summary>In bytes.</summary>
    private const int MaximumDiff = 10 * 1024;

    private const int MaximumMessage = 500;

    /// <summary>The file of the code where the caller names none. Tests in C# are in <c>Main.cs</c>.</summary>
    public static string DefaultFileName(string language) => language switch
    {
        "python" => "main.py",
        "javascript" => "main.mjs",
        "typescript" => "main.ts",
        "bash" => "main.sh",
        _ => "Code.cs",
    };

    /// <param name="activity">Receives the progress of the tests.</param>
    /// <exception cref="CodeException">Refused before anything was done.</exception>
    /// <exception cref="SandboxException">There is no sandbox, or it failed.</exception>
    public async Task<CheckResult> CheckAsync(CheckRequest request, RunActivity activity, CancellationToken cancellationToken)
    {
        var path = request.FileName ?? DefaultFileName(request.Language);
        CheckPath(path, request.Files);
        var lint = new LintRequest
        {
            Code = request.Code, Language = request.Language, FileName = path, Files = request.Files, Fix = true,
        };
        var given = await linter.LintAsync(lint, cancellationToken);
        var final = given.FixedCode is { } fixedCode
            ? await linter.LintAsync(lint with { Code = fixedCode, Fix = false }, cancellationToken)
            : given;
        var tested = request.Tests is null
            ? null
            : await tests.RunAsync(TestsOf(request, path, given.FixedCode ?? request.Code), activity, cancellationToken);
        return new CheckResult
        {
            CheckId = Identifier.Create(Prefix, time),
            Verdict = VerdictOf(given, final, tested),
            Language = request.Language,
            LintId = given.LintId,
            FixedLintId = given.FixedCode is null ? null : final.LintId,
            Counts = final.Counts,
            Findings =
            [
                .. final.Findings.Where(static finding => finding.Severity != FindingSeverity.Info).Take(CheckResult.MaximumShown)
                    .Select(static finding => finding with { Message = Truncation.Of(finding.Message, MaximumMessage) }),
            ],
            Diff = given.Diff is { } diff && Encoding.UTF8.GetByteCount(diff) <= MaximumDiff ? diff : null,
            TestRunId = tested?.TestRunId,
            Tests = tested is null ? null : BriefOf(tested),
        };
    }

    private static TestRequest TestsOf(CheckRequest request, string path, string code) => new()
    {
        Code = request.Tests!,
        Language = request.Language,
        Framework = request.Framework,
        Files = request.Files.Add(KeyValuePair.Create(path, code)),
        Timeout = request.Timeout,
    };

    private static void CheckPath(string path, ImmutableArray<KeyValuePair<string, string>> files)
    {
        var fault = !ScratchPath.TryParse(path, out _, out var wrong) ? wrong
            : files.Any(file => file.Key == path) ? "is in files, too"
            : null;
        if (fault is not null)
        {
            throw new CodeException(
                CodeError.InvalidRequest,
                $"The filename \"{OneLine.Of(path, MaximumPath)}\" {fault}.",
                "Pass the path by which the tests import the code, such as \"package/module.py\".");
        }
    }

    private static string VerdictOf(LintResult given, LintResult final, TestResult? tested) => tested?.Outcome switch
    {
        TestOutcomes.Failed => CheckVerdict.TestsFailed,
        not (null or TestOutcomes.Passed) => CheckVerdict.Error,
        _ when final.Counts.Error + final.Counts.Warning > 0 => CheckVerdict.Findings,
        _ => given.FixedCode is null ? CheckVerdict.Clean : CheckVerdict.Fixed,
    };

    private static CheckedTests BriefOf(TestResult tested) => new(
        tested.Outcome,
        tested.Passed,
        tested.Failed,
        tested.Skipped,
        tested.Errors,
        [
            .. tested.Tests.Where(static test => test.Outcome is TestOutcomes.Failed or TestOutcomes.Error)
                .Take(CheckResult.MaximumShown)
                .Select(static test => test with { Message = test.Message is { } message ? Truncation.Of(message, MaximumMessage) : null }),
        ],
        tested.Hint);
}
