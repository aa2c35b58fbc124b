using Microsoft.Extensions.Logging;
using UltimateMcp.Caching;
using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Limits;
using UltimateMcp.Code.Records;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Code.Workspaces;
using UltimateMcp.Sandbox;
using UltimateMcp.Sandbox.Policy;

namespace UltimateMcp.Code.Running;

/// <summary>
/// Runs code. The request is checked, its interpreter found, and then it is answered from the cache or run in the
/// sandbox. A run is recorded before its result is returned. It is cached only if it exited with 0, its program is
/// deterministic (<see cref="Language.Determinism"/>), its files are text, its output contains no memory address, and it
/// was recorded.
/// </summary>
public sealed class CodeRunner(
    BubblewrapSandbox sandbox,
    ToolchainCatalog toolchains,
    WorkspaceCatalog workspaces,
    WarmImportProbe warmImports,
    ResultCache<CachedResult> cache,
    RunRecords records,
    OutputCatalog outputs,
    RunOptions options,
    TimeProvider time,
    ILogger<CodeRunner> logger)
{
    /// <summary>
    /// A cached result is returned without checking its record and interpreter again for this long. Before a program
    /// starts they are always checked.
    /// </summary>
    private static readonly TimeSpan RevalidationInterval = TimeSpan.FromMilliseconds(100);

    /// <param name="activity">Receives the progress of the run.</param>
    /// <exception cref="CodeException">Refused before any code ran.</exception>
    /// <exception cref="SandboxException">There is no sandbox, or it failed.</exception>
    public async Task<RunResult> RunAsync(RunRequest request, RunActivity activity, CancellationToken cancellationToken)
    {
        var language = LanguageCatalog.Find(request.Language);
        var timeout = request.Timeout ?? options.MaxExecutionTime;
        var requestHash = RunKey.RequestHash(request, options, timeout);
        var fresh = request.Fresh;
        if (!fresh
            && await ToolchainAsync(language, RevalidationInterval, cancellationToken) is var interpreter
            && cache.Find(RunKey.CacheKey(requestHash, interpreter)) is { } known)
        {
            if (known.Result.IsRecorded(records.Has, RevalidationInterval, time))
            {
                return Answer(known);
            }

            // Its record was removed, so the uris in it are dead.
            fresh = true;
        }

        // A cached request was already validated, so only others are.
        var unwrapped = CodeFence.Unwrap(request.Code);
        var code = language.Prepare(unwrapped ?? request.Code);
        var files = RunInput.FilesOf(request, language, code, outputs);
        RunInput.CheckArguments(request);
        var toolchain = await ToolchainAsync(language, TimeSpan.Zero, cancellationToken);
        var run = new Run(request, language, toolchain, timeout, code, WasFenced: unwrapped is not null, files, workspaces.Read());
        if (!run.IsText || language.Determinism(run.Source, cancellationToken) is not null)
        {
            return ((CachedRun)(await ExecuteAsync(run, activity, cancellationToken)).Result).Result;
        }

        return Answer(await cache.GetOrCreateAsync(
            RunKey.CacheKey(requestHash, toolchain),
            fresh,
            token => ExecuteAsync(run, activity, token),
            cancellationToken));
    }

    /// <summary>Proves that the language's programs are isolated, as each run does.</summary>
    /// <exception cref="SandboxException">They are not isolated.</exception>
    public Task<IsolationStatus> VerifyAsync(Language language, Toolchain toolchain, CancellationToken cancellationToken) =>
        sandbox.VerifyAsync(PolicyOf(language, toolchain), cancellationToken);

    /// <summary>Runs an empty program without a record, to check that the language works inside the sandbox.</summary>
    /// <exception cref="SandboxException">It does not work.</exception>
    public async Task RunEmptyProgramAsync(Language language, Toolchain toolchain, CancellationToken cancellationToken)
    {
        var request = new RunRequest { Code = language.EmptyProgram, Language = language.Name };
        using var result = await sandbox.RunAsync(
            PolicyOf(language, toolchain),
            new SandboxRequest
            {
                Nonce = "",
                Command = Language.Command("", []),
                StandardInput = default,
                Files = RunInput.FilesOf(request, language, request.Code, outputs),
                Timeout = options.MaxExecutionTime,
                ArtifactFolder = null,
            },
            new RunActivity(),
            cancellationToken);
        var end = OutcomeRules.Classify(result, language.Limits);
        if (end is not { Outcome: RunOutcome.Exited, ExitCode: 0 })
        {
            throw new SandboxException(
                SandboxError.Failed,
                $"An empty program ended as {RunOutcomes.NameOf(end.Outcome)} {end.Signal ?? end.ExitCode?.ToString()}.");
        }
    }

    /// <summary>The policy of an empty program.</summary>
    private SandboxPolicy PolicyOf(Language language, Toolchain toolchain) =>
        language.Policy(toolchain, options, Run.BindsOf(workspaces.Read()), code: "");

    private static RunResult Answer(CacheAnswer<CachedResult> answer)
    {
        var result = ((CachedRun)answer.Result).Result;
        return answer.IsHit ? result with { Cached = true, AgeSeconds = (long)answer.Age.TotalSeconds } : result;
    }

    private async Task<Toolchain> ToolchainAsync(Language language, TimeSpan maximumAge, CancellationToken cancellationToken)
    {
        var state = await toolchains.FindAsync(language.Toolchain, maximumAge, cancellationToken);
        var toolchain = state.Toolchain ?? throw new CodeException(
            CodeError.LanguageUnavailable,
            $"{language.Name} cannot be run here: {state.Why}.",
            state.Fix ?? "");
        return await warmImports.CompleteAsync(language, toolchain, cancellationToken);
    }

    private async Task<CacheEntry<CachedResult>> ExecuteAsync(Run run, RunActivity activity, CancellationToken cancellationToken)
    {
        var runId = Identifier.Create(RunRecords.Prefix, time);
        var nonce = WorkerProtocol.CreateNonce();
        var started = time.GetUtcNow();
        try
        {
            using var evidence = await sandbox.RunAsync(
                run.Policy(options),
                new SandboxRequest
                {
                    Nonce = nonce,
                    Command = Language.Command(nonce, run.Request.Arguments),
                    StandardInput = System.Text.Encoding.UTF8.GetBytes(run.Request.StandardInput),
                    Files = run.Files,
                    Timeout = run.Timeout,
                    ArtifactFolder = records.PendingArtifacts(runId),
                    ToolFolders = LanguageCatalog.ToolFolders,
                },
                activity,
                cancellationToken);
            var entry = Record(RunResultBuilder.Build(runId, run, evidence, options, records), run, evidence, started);
            cancellationToken.ThrowIfCancellationRequested();
            return entry;
        }
        finally
        {
            records.Discard(runId);
        }
    }

    /// <summary>
    /// Writes the record. If the home cannot be written, the reply has the same content and says that there is no
    /// record.
    /// </summary>
    private CacheEntry<CachedResult> Record(RunResult result, Run run, SandboxResult evidence, DateTimeOffset started)
    {
        var record = new RunRecord(
            result,
            started,
            RunKey.CodeHash(run.Request.Code),
            RunKey.InputHash(run.Request, options, run.Timeout),
            run.Toolchain.VersionText);
        try
        {
            records.Save(record, evidence.StandardOutput.Bytes.Span, evidence.StandardError.Bytes.Span);
            var mayBeStored = result is { Outcome: RunOutcomes.Exited, ExitCode: 0 } && !ObjectAddress.IsIn(evidence);
            return Entry(result, mayBeStored);
        }
        catch (Exception fault) when (RecordFolders.IsUnwritable(fault))
        {
            Log.RecordFailed(logger, fault, result.RunId);
            const string NotRecorded =
                "The run could not be recorded (the home cannot be written), so there is no more than this reply shows.";
            var shown = RunResultBuilder.Build(result.RunId, run, evidence, options, records: null);

            // Not cached: the next run may succeed in writing a record.
            return Entry(shown with { Hint = shown.Hint is { } hint ? $"{hint} {NotRecorded}" : NotRecorded }, mayBeStored: false);
        }
    }

    private static CacheEntry<CachedResult> Entry(RunResult result, bool mayBeStored) =>
        new(new CachedRun(result), result.MemoryBytes, mayBeStored);
}
