using Microsoft.Extensions.Logging;
using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Limits;
using UltimateMcp.Code.Records;
using UltimateMcp.Code.Running;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Code.Workspaces;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Testing;

/// <summary>
/// Runs tests. Each repetition is a process of its own in a sandbox of its own, whose worker reports every test on a channel beside
/// its output; an exit code or printed text is never the verdict. A test run is recorded before its result is returned, and never
/// answered from a cache.
/// </summary>
public sealed class TestRunner(
    BubblewrapSandbox sandbox,
    ToolchainCatalog toolchains,
    WorkspaceCatalog workspaces,
    TestRecords records,
    OutputCatalog outputs,
    RunOptions options,
    TimeProvider time,
    ILogger<TestRunner> logger)
{
    private static readonly ByteSize MaximumReports = ByteSize.FromMebibytes(16);

    /// <summary>A process that has told its last may end by itself.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    /// <param name="activity">Receives the progress of the run.</param>
    /// <exception cref="CodeException">Refused: no test ran.</exception>
    /// <exception cref="SandboxException">There is no sandbox, or it failed.</exception>
    public async Task<TestResult> RunAsync(TestRequest request, RunActivity activity, CancellationToken cancellationToken)
    {
        var recipe = TestRecipe.Find(request.Language);
        CheckFramework(request, recipe);
        var label = FileLabel.Of(request.FileName, recipe.Program.MainFile);
        var run = await PrepareAsync(request, recipe, cancellationToken);
        var began = time.GetTimestamp();
        var started = time.GetUtcNow();
        List<TestSession> sessions = [];
        try
        {
            for (var i = 0; i < request.Repeat; i++)
            {
                var left = run.Timeout - time.GetElapsedTime(began);
                sessions.Add(await RunOnceAsync(
                    run with { Timeout = left > Grace ? left : Grace }, request, recipe, label, activity, cancellationToken));
                if (!sessions[^1].Report.IsFinished && sessions[^1].Outcome != TestOutcomes.Error)
                {
                    // A limit ended it, as it would end the next.
                    break;
                }
            }

            return Record(new TestResultBuilder(request, recipe, run, sessions, options), started);
        }
        finally
        {
            sessions.ForEach(static session => session.Dispose());
        }
    }

    private static void CheckFramework(TestRequest request, TestRecipe recipe)
    {
        if (request.Framework is { } framework && !recipe.Frameworks.Contains(framework, StringComparer.Ordinal))
        {
            throw new CodeException(
                CodeError.InvalidRequest,
                $"The framework \"{framework}\" does not run tests in {recipe.Program.Name}.",
                $"Pass {string.Join(" or ", recipe.Frameworks.Select(static name => $"\"{name}\""))}, or leave framework out.");
        }
    }

    private async Task<Run> PrepareAsync(TestRequest request, TestRecipe recipe, CancellationToken cancellationToken)
    {
        var language = recipe.Program;
        var runRequest = new RunRequest { Code = request.Code, Language = language.Name, Files = request.Files };
        var unwrapped = CodeFence.Unwrap(request.Code);
        var code = language.Prepare(unwrapped ?? request.Code);
        var files = RunInput.FilesOf(runRequest, language, code, outputs);
        var state = await toolchains.FindAsync(language.Toolchain, cancellationToken);
        var toolchain = state.Toolchain ?? throw new CodeException(
            CodeError.LanguageUnavailable, $"Tests in {language.Name} cannot be run here: {state.Why}.", state.Fix ?? "");
        return new Run(
            runRequest,
            language,
            toolchain,
            request.Timeout ?? options.MaxExecutionTime,
            code,
            WasFenced: unwrapped is not null,
            files,
            workspaces.Read());
    }

    private async Task<TestSession> RunOnceAsync(
        Run run, TestRequest request, TestRecipe recipe, string label, RunActivity activity, CancellationToken cancellationToken)
    {
        var nonce = WorkerProtocol.CreateNonce();
        var policy = run.Policy(options);
        var flags = recipe.Flags(new TestSelection(request.Filter, request.WithCoverage));
        if (!flags.IsEmpty)
        {
            policy = policy with { Pool = null, Program = policy.Program with { Arguments = [.. flags, .. policy.Program.Arguments] } };
        }

        var evidence = await sandbox.RunAsync(
            policy,
            new SandboxRequest
            {
                Nonce = nonce,
                Command = Language.Command(
                    nonce, [request.Framework ?? "", request.Filter, request.WithCoverage && recipe.HasCoverage ? "coverage" : ""]),
                StandardInput = default,
                Files = run.Files,
                Timeout = run.Timeout,
                ArtifactFolder = null,
                Reports = new ReportRules(MaximumReports, TestEvent.LastLine(nonce), Grace),
                DropsExcessOutput = true,
            },
            activity,
            cancellationToken);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            var report = TestReport.Of(
                TestEvent.In(evidence.Reports.Lines, nonce), file => file == recipe.Program.MainFile ? label : file);
            return report.Unavailable is { } framework
                ? throw Unavailable(framework, run.Toolchain)
                : TestSession.Of(evidence, report, recipe.Program.Limits);
        }
        catch
        {
            evidence.Dispose();
            throw;
        }
    }

    private static CodeException Unavailable(string framework, Toolchain toolchain) => new(
        CodeError.LanguageUnavailable,
        $"{framework} is not installed for {toolchain.Executable}.",
        $"Install it for that interpreter (for the system's: apt-get install python3-{framework}), or name another one with "
        + $"{ToolchainSettings.PythonInterpreter.Name}. Tests with unittest, and functions without a framework, run without it.");

    /// <summary>If the home cannot be written, the reply says that there is no record.</summary>
    private TestResult Record(TestResultBuilder builder, DateTimeOffset started)
    {
        var result = builder.Build(Identifier.Create(TestRecords.Prefix, time));
        var shown = builder.Shown.Evidence;
        try
        {
            var record = new TestRecord(result, started, RunKey.CodeHash(builder.Request.Code), builder.Run.Toolchain.VersionText);
            records.Save(record, shown.StandardOutput.Bytes.Span, shown.StandardError.Bytes.Span);
            return result;
        }
        catch (Exception fault) when (RecordFolders.IsUnwritable(fault))
        {
            Log.RecordFailed(logger, fault, result.TestRunId);
            const string NotRecorded =
                "The test run could not be recorded (the home cannot be written), so there is no more than this reply shows.";
            return result with { IsRecorded = false, Hint = result.Hint is { } hint ? $"{hint} {NotRecorded}" : NotRecorded };
        }
    }
}
