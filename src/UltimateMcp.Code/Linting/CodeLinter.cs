using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using UltimateMcp.Caching;
using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Linters;
using UltimateMcp.Code.Records;
using UltimateMcp.Code.Running;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Linting;

/// <summary>
/// Lints code. A request is checked, then answered from the cache or by the linter of its language, which starts at its
/// first use. A lint is recorded before its result is returned. It is cached unless a linter crashed, took too long, or
/// it was not recorded.
/// </summary>
public sealed class CodeLinter(
    LinterContext context, ResultCache<CachedResult> cache, LintRecords records, OutputCatalog outputs, ILogger<CodeLinter> logger)
    : IDisposable
{
    /// <summary>The record of a cached lint is not looked for again for this long.</summary>
    private static readonly TimeSpan RevalidationInterval = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<Language, ILinter> _linters = new();

    /// <exception cref="CodeException">Refused before anything was linted.</exception>
    /// <exception cref="SandboxException">There is no sandbox, or it failed.</exception>
    public async Task<LintResult> LintAsync(LintRequest request, CancellationToken cancellationToken)
    {
        var language = LanguageCatalog.Find(request.Language);
        var name = FileLabel.Of(request.FileName, language.MainFile);
        var linter = LinterOf(language);
        var identity = await linter.IdentifyAsync(cancellationToken);
        var key = KeyOf(request, name, identity);
        var fresh = false;
        if (cache.Find(key) is { } known)
        {
            if (known.Result.IsRecorded(records.Has, RevalidationInterval, context.Time))
            {
                return Answer(known);
            }

            // Its record was removed, so its uris are dead.
            fresh = true;
        }

        return Answer(await cache.GetOrCreateAsync(
            key, fresh, token => LintAsync(request, name, language, linter, token), cancellationToken));
    }

    /// <summary>Whether a language can be linted here. It starts nothing.</summary>
    public async Task<LinterState> FindAsync(Language language, CancellationToken cancellationToken)
    {
        try
        {
            var identity = await LinterOf(language).IdentifyAsync(cancellationToken);
            return new LinterState(identity.Linter, identity.Lack);
        }
        catch (CodeException missing)
        {
            return new LinterState(Linter: null, new LinterLack(missing.Message, missing.Hint));
        }
        catch (SandboxException unknown)
        {
            // A limit of the server was reached while it was looked for.
            return new LinterState(Linter: null, new LinterLack(unknown.Message, unknown.Hint ?? ""));
        }
    }

    public void Dispose()
    {
        foreach (var linter in _linters.Values.OfType<IDisposable>())
        {
            linter.Dispose();
        }
    }

    private ILinter LinterOf(Language language) =>
        _linters.GetOrAdd(language, static (one, context) => one.Linter(context), context);

    private static LintResult Answer(CacheAnswer<CachedResult> answer)
    {
        var result = ((CachedLint)answer.Result).Result;
        return answer.IsHit ? result with { Cached = true, AgeSeconds = (long)answer.Age.TotalSeconds } : result;
    }

    /// <summary>Never the key of a run: that has more than a hash in it.</summary>
    private static string KeyOf(LintRequest request, string name, LinterIdentity identity) => Convert.ToBase64String(FieldHash.Of(
    [
        LintRecords.Prefix, request.Code, request.Language, name, request.Fix ? "fix" : "",
        identity.Linter.Name, identity.Linter.Version, identity.Environment,
        .. request.Files.SelectMany(static file => new[] { file.Key, file.Value }),
    ]));

    private async Task<CacheEntry<CachedResult>> LintAsync(
        LintRequest request, string name, Language language, ILinter linter, CancellationToken cancellationToken)
    {
        var files = RunInput.FilesOf(request.Files, language.MainFile, outputs);
        var input = new LintInput(LintSource.Of(request.Code), files);
        var report = await linter.LintAsync(input, cancellationToken);
        var edits = request.Fix ? await FixLoop.RunAsync(linter, input, report, cancellationToken) : [];
        var result = new LintResult
        {
            LintId = Identifier.Create(LintRecords.Prefix, context.Time),
            FileName = name,
            CodeHash = RunKey.CodeHash(request.Code),
            Language = language.Name,
            Linter = report.Linter,
            Findings = Sorted(report.Findings),
            Counts = FindingCounts.Of(report.Findings),
            Functions = report.Structure.Functions,
            Classes = report.Structure.Classes,
            Imports = report.Structure.Imports,
            Complexity = report.Structure.Complexity,
            FixedCode = edits.IsEmpty ? null : TextEdit.Apply(request.Code, InCode(edits, input.Source)),
            Diff = edits.IsEmpty ? null : UnifiedDiff.Of(name, request.Code, InCode(edits, input.Source)),
        };
        return Record(result, report.IsComplete);
    }

    /// <summary>The edits as those of the code with its byte order mark.</summary>
    private static ImmutableArray<TextEdit> InCode(ImmutableArray<TextEdit> edits, LintSource source) => !source.HasByteOrderMark
        ? edits
        : [.. edits.Select(static edit => edit with { Start = edit.Start + 1, End = edit.End + 1 })];

    /// <summary>Errors first; then in the order of the code.</summary>
    private static ImmutableArray<Finding> Sorted(ImmutableArray<Finding> findings) =>
    [
        .. findings.OrderBy(static finding => finding.Severity == FindingSeverity.Error ? 0 : 1)
            .ThenBy(static finding => finding.Line)
            .ThenBy(static finding => finding.Column)
            .ThenBy(static finding => finding.Rule, StringComparer.Ordinal),
    ];

    private CacheEntry<CachedResult> Record(LintResult result, bool isComplete)
    {
        try
        {
            records.Save(new LintRecord(result, context.Time.GetUtcNow()));
            return new CacheEntry<CachedResult>(new CachedLint(result), result.MemoryBytes, isComplete);
        }
        catch (Exception fault) when (RecordFolders.IsUnwritable(fault))
        {
            Log.RecordFailed(logger, fault, result.LintId);
            return new CacheEntry<CachedResult>(new CachedLint(result with { IsRecorded = false }), result.MemoryBytes, MayBeStored: false);
        }
    }
}
