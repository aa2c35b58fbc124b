using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using UltimateMcp.Caching;
using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Limits;
using UltimateMcp.Code.Records;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Running;

/// <summary>
/// Runs code. A request is checked, its interpreter found, and then it is answered from the cache or run in the sandbox; a run is recorded
/// before it is
/// told. Only a run that exited with 0 is cached, and only when its program is known to be determined by its input
/// (<see cref="Language.Determinism"/>), its output shows no address in memory, and it was recorded.
/// </summary>
public sealed class CodeRunner(
    BubblewrapSandbox sandbox,
    ToolchainCatalog toolchains,
    ResultCache<CachedRun> cache,
    RunRecords records,
    RunOptions options,
    TimeProvider time,
    ILogger<CodeRunner> logger)
{
    /// <summary>
    /// For how long a known result is told without another look at its record and interpreter. A program is only started after one.
    /// </summary>
    private static readonly TimeSpan LookTolerance = TimeSpan.FromMilliseconds(100);

    /// <param name="activity">Shows the run while it lasts.</param>
    /// <exception cref="CodeException">Refused before anything ran.</exception>
    /// <exception cref="SandboxException">No isolation here, or the sandbox could not do its job.</exception>
    public async Task<RunResult> RunAsync(RunRequest request, RunActivity activity, CancellationToken cancellationToken)
    {
        var language = LanguageCatalog.Find(request.Language);
        var timeout = request.Timeout ?? options.MaxExecutionTime;
        var requestHash = RunKey.RequestHash(request, options, timeout);
        var fresh = request.Fresh;
        if (!fresh && cache.Find(RunKey.CacheKey(requestHash, await ToolchainAsync(language, LookTolerance, cancellationToken))) is { } known)
        {
            if (known.Result.IsRecordedIn(records, LookTolerance, time))
            {
                return Answer(known);
            }

            // Its record was removed: the addresses in it would lead nowhere.
            fresh = true;
        }

        // What is known was found to be right and cacheable when it was made; only the others are read for it.
        var unwrapped = CodeFence.Unwrap(request.Code);
        var code = language.Prepare(unwrapped ?? request.Code);
        var files = RunInput.FilesOf(request, language, code, records);
        RunInput.CheckArguments(request);
        var toolchain = await ToolchainAsync(language, TimeSpan.Zero, cancellationToken);
        var run = new Run(request, language, toolchain, timeout, code, WasFenced: unwrapped is not null, files);
        if (language.Determinism(run.Text, cancellationToken) is not null)
        {
            return (await ExecuteAsync(run, activity, cancellationToken)).Result.Result;
        }

        return Answer(await cache.GetOrCreateAsync(
            RunKey.CacheKey(requestHash, toolchain),
            fresh,
            token => ExecuteAsync(run, activity, token),
            cancellationToken));
    }

    /// <summary>Proves that the language's programs are isolated, each run of which would ask for it.</summary>
    /// <exception cref="SandboxException">They are not.</exception>
    public Task<IsolationStatus> VerifyAsync(Language language, Toolchain toolchain, CancellationToken cancellationToken) =>
        sandbox.VerifyAsync(language.Policy(toolchain, options, code: ""), cancellationToken);

    /// <summary>Runs an empty program, of which nothing is kept: whether the language works inside, not only on the machine.</summary>
    /// <exception cref="SandboxException">It does not.</exception>
    public async Task TryAsync(Language language, Toolchain toolchain, CancellationToken cancellationToken)
    {
        var request = new RunRequest { Code = "", Language = language.Name };
        using var result = await sandbox.RunAsync(
            language.Policy(toolchain, options, request.Code),
            new SandboxRequest
            {
                Nonce = "",
                Command = Language.Command("", []),
                StandardInput = default,
                Files = RunInput.FilesOf(request, language, request.Code, records),
                Timeout = options.MaxExecutionTime,
                ArtifactFolder = null,
            },
            new RunActivity(),
            cancellationToken);
        var end = OutcomeRules.Judge(result, language.Limits);
        if (end is not { Outcome: RunOutcome.Exited, ExitCode: 0 })
        {
            throw new SandboxException(SandboxError.Failed, $"An empty program ended as {RunOutcomes.NameOf(end.Outcome)} {end.Signal ?? end.ExitCode?.ToString()}.");
        }
    }

    private static RunResult Answer(CacheAnswer<CachedRun> answer) =>
        answer.IsHit ? answer.Result.Result with { Cached = true, AgeSeconds = (long)answer.Age.TotalSeconds } : answer.Result.Result;

    private async Task<Toolchain> ToolchainAsync(Language language, TimeSpan tolerance, CancellationToken cancellationToken)
    {
        var state = await toolchains.FindAsync(language.Toolchain, tolerance, cancellationToken);
        return state.Toolchain ?? throw new CodeException(
            CodeError.LanguageUnavailable,
            $"{language.Name} cannot be run here: {state.Why}.",
            state.Fix ?? "");
    }

    private async Task<CacheEntry<CachedRun>> ExecuteAsync(Run run, RunActivity activity, CancellationToken cancellationToken)
    {
        var runId = Identifier.Create(RunRecords.Prefix, time);
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var started = time.GetUtcNow();
        try
        {
            using var result = await sandbox.RunAsync(
                run.Language.Policy(run.Toolchain, options, run.Code),
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
            var entry = Record(RunSummary.Of(runId, run, result, options, records), run, result, started);
            cancellationToken.ThrowIfCancellationRequested();
            return entry;
        }
        finally
        {
            records.Discard(runId);
        }
    }

    /// <summary>
    /// Writes the record. A home that cannot be written takes nothing from the reply, which then says that there is no record.
    /// </summary>
    private CacheEntry<CachedRun> Record(RunResult summary, Run run, SandboxResult result, DateTimeOffset started)
    {
        var record = new RunRecord(
            summary, started, RunKey.CodeHash(run.Request), RunKey.InputHash(run.Request, options, run.Timeout), run.Toolchain.VersionText);
        try
        {
            records.Save(record, result.StandardOutput.Bytes.Span, result.StandardError.Bytes.Span);
            return Entry(summary, mayBeStored: summary is { Outcome: RunOutcomes.Exited, ExitCode: 0 } && !ObjectAddress.IsShownBy(result));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException || ResourceExhaustion.Explain(fault) is not null)
        {
            Log.RecordFailed(logger, fault, summary.RunId);
            const string Lost = "The run could not be recorded (the home cannot be written), so there is no more than this reply shows.";
            var rest = RunSummary.Of(summary.RunId, run, result, options, records: null);

            // A home that can be written again is to get the record.
            return Entry(rest with { Hint = rest.Hint is { } hint ? $"{hint} {Lost}" : Lost }, mayBeStored: false);
        }
    }

    private static CacheEntry<CachedRun> Entry(RunResult result, bool mayBeStored) => new(new CachedRun(result), result.MemoryBytes, mayBeStored);
}
