using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using UltimateMcp.Caching;
using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Linting;
using UltimateMcp.Code.Records;
using UltimateMcp.Code.Running;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Code.Workspaces;
using UltimateMcp.Sandbox;
using UltimateMcp.Server.Calls;
using UltimateMcp.Server.Calls.Limits;

namespace UltimateMcp.Server.Tools;

internal sealed class HealthTool(
    BubblewrapSandbox sandbox,
    CodeRunner runner,
    CodeLinter linter,
    ToolchainCatalog toolchains,
    WorkspaceCatalog workspaces,
    WarmImportProbe warmImports,
    TokenBuckets buckets,
    ResultCache<CachedResult> cache,
    TimeProvider time) : ITool
{
    /// <summary>The state of sandbox and interpreters is reused for this long: a host may call many times a second.</summary>
    private static readonly TimeSpan LookupLifetime = TimeSpan.FromMilliseconds(200);

    private readonly long _started = time.GetTimestamp();
    private Lookup? _lookup;

    public ToolDefinition Definition { get; } = new()
    {
        Name = "health",
        Description = "Tells whether the server works and what it can do here: sandbox, languages and their packages, rate limits, cache.",
        InputSchema = ToolDefinition.Schema("""{ "type": "object", "properties": {}, "additionalProperties": false }"""),
        Effects = new ToolEffects(IsReadOnly: true, IsDestructive: false, IsIdempotent: true),
        Bucket = Bucket.None,
        SkipsGate = true,
    };

    public async Task<ToolReply> CallAsync(ToolArguments arguments, CallContext context, CancellationToken cancellationToken)
    {
        var (_, sandboxHealth, languages) = await LookUpAsync(cancellationToken);
        if (sandboxHealth.Available && sandbox.LastFault is { } fault)
        {
            sandboxHealth = sandboxHealth with { Why = fault.Message, Fix = fault.Hint };
        }

        ImmutableArray<WorkspaceHealth>? shared = workspaces.All.IsEmpty ? null : [.. workspaces.Read().Select(WorkspaceHealth.Of)];
        var isOk = sandboxHealth is { Available: true, Why: null }
            && !languages.Any(static language => language.IsFaulty)
            && shared?.Any(static workspace => !workspace.Available) != true;
        var report = new HealthReport
        {
            Status = isOk ? "ok" : "degraded",
            Version = ProductVersion.Text,
            UptimeSeconds = (long)time.GetElapsedTime(_started).TotalSeconds,
            Sandbox = sandboxHealth,
            Languages = languages,
            Workspaces = shared,
            Buckets = [.. buckets.Read().Select(BucketHealth.Of)],
            Cache = CacheHealth.Of(cache.Read()),
            Pool = PoolHealth.Of(sandbox.Pool),
        };
        return new ToolReply(TextOf(report), StructuredContent.Of(report, ToolJson.Default.HealthReport));
    }

    private async Task<Lookup> LookUpAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _lookup) is { } known && time.GetElapsedTime(known.At) < LookupLifetime)
        {
            return known;
        }

        var sandboxHealth = await SandboxAsync(cancellationToken);
        var languages = await Task.WhenAll(LanguageCatalog.All.Select(language => LanguageAsync(language, cancellationToken)));
        var limits = Array.Find(languages, static language => language.Limits is not null)?.Limits;
        var lookup = new Lookup(time.GetTimestamp(), sandboxHealth with { Limits = limits }, [.. languages]);
        Volatile.Write(ref _lookup, lookup);
        return lookup;
    }

    private async Task<SandboxHealth> SandboxAsync(CancellationToken cancellationToken)
    {
        try
        {
            var status = await sandbox.VerifyAsync(cancellationToken);
            return new SandboxHealth(true, status.Tier, status.Network, status.Filesystem, status.Uid, status.Seccomp);
        }
        catch (SandboxException fault)
        {
            return new SandboxHealth(false, Why: fault.Message, Fix: fault.Hint);
        }
    }

    private async Task<LanguageHealth> LanguageAsync(Language language, CancellationToken cancellationToken) =>
        (await InterpreterAsync(language, cancellationToken)) with
        {
            Linter = LinterHealth.Of(await linter.FindAsync(language, cancellationToken)),
        };

    private async Task<LanguageHealth> InterpreterAsync(Language language, CancellationToken cancellationToken)
    {
        Toolchain? toolchain = null;
        try
        {
            var state = await toolchains.FindAsync(language.Toolchain, cancellationToken);
            toolchain = state.Toolchain;
            if (toolchain is null)
            {
                return new LanguageHealth(language.Name, false, Why: $"{state.Why}. {state.Fix}") { IsFaulty = state.IsMisconfigured };
            }

            var status = await runner.VerifyAsync(language, toolchain, cancellationToken);
            var imports = (await warmImports.CompleteAsync(language, toolchain, cancellationToken)).WarmImports;
            return LanguageHealth.Of(language, toolchain, status) with { WarmImports = WarmImportsHealth.Of(imports) };
        }
        catch (SandboxException fault)
        {
            var why = $"{fault.Message} {fault.Hint}".TrimEnd();
            return new LanguageHealth(language.Name, false, toolchain?.VersionText, toolchain?.Executable, Why: why) { IsFaulty = true };
        }
    }

    private static string TextOf(HealthReport report)
    {
        var text = new StringBuilder($"{report.Status}: ultimate-mcp {report.Version}, up {report.UptimeSeconds} s");
        var box = report.Sandbox;
        text.Append(box.Available
            ? $"\nsandbox: {box.Tier}, network {box.Network}, filesystem {box.Filesystem}, uid {box.Uid}, "
                + $"seccomp {(box.Seccomp == true ? "on" : "off")}"
            : $"\nsandbox: unavailable: {box.Why} {box.Fix}");
        if (box.Limits is { } limits)
        {
            text.Append("\nlimits: ").AppendJoin(", ", limits.Select(static limit => $"{limit.Key} {limit.Value}"));
        }

        if (box is { Available: true, Why: { } why })
        {
            text.Append($"\nthe last run failed: {why} {box.Fix}");
        }

        foreach (var language in report.Languages)
        {
            text.Append('\n').Append(language.ToText());
        }

        foreach (var workspace in report.Workspaces ?? [])
        {
            text.Append($"\nworkspace {workspace.Path}: {(workspace.Why is { } fault ? $"unavailable: {fault}" : workspace.Folder)}");
        }

        foreach (var bucket in report.Buckets)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\nrate limit of {bucket.Tool}: {bucket.Tokens} of {bucket.Capacity} tokens, {bucket.RefillPerSecond} a second");
        }

        var cache = report.Cache;
        text.Append(cache.Enabled
            ? $"\ncache: {cache.Entries} results, {cache.Bytes} bytes, {cache.Hits} hits, {cache.Misses} misses"
            : "\ncache: off");
        return text.Append('\n').Append(report.Pool.ToText()).ToString();
    }

    /// <param name="At">Timestamp of the <see cref="TimeProvider"/>.</param>
    private sealed record Lookup(long At, SandboxHealth Sandbox, ImmutableArray<LanguageHealth> Languages);
}

internal sealed record HealthReport
{
    /// <summary><c>ok</c>, or <c>degraded</c> while runs fail or the sandbox does not work.</summary>
    public required string Status { get; init; }

    public required string Version { get; init; }

    public required long UptimeSeconds { get; init; }

    public required SandboxHealth Sandbox { get; init; }

    public required ImmutableArray<LanguageHealth> Languages { get; init; }

    /// <summary>Null if the settings name none.</summary>
    public ImmutableArray<WorkspaceHealth>? Workspaces { get; init; }

    public required ImmutableArray<BucketHealth> Buckets { get; init; }

    public required CacheHealth Cache { get; init; }

    public required PoolHealth Pool { get; init; }
}

internal sealed record SandboxHealth(
    bool Available,
    string? Tier = null,
    string? Network = null,
    string? Filesystem = null,
    int? Uid = null,
    bool? Seccomp = null,
    string? Why = null,
    string? Fix = null)
{
    /// <summary>Each limit's value and who enforces it, for programs of the first available language.</summary>
    public IReadOnlyDictionary<string, string>? Limits { get; init; }
}

/// <param name="Path">In the sandbox.</param>
/// <param name="Folder">On the host.</param>
internal sealed record WorkspaceHealth(string Path, string Folder, bool Available, string? Why)
{
    public static WorkspaceHealth Of(WorkspaceState state) =>
        new(state.Workspace.Path, state.Workspace.Folder, state.Fault is null, state.Fault);
}

internal sealed record BucketHealth(string Tool, double Tokens, double Capacity, double RefillPerSecond)
{
    public static BucketHealth Of(BucketReading reading) =>
        new(reading.Tool, Math.Round(reading.Tokens, 2), reading.Capacity, Math.Round(reading.RefillPerSecond, 4));
}

internal sealed record CacheHealth(bool Enabled, long Entries, long Bytes, long Hits, long Misses)
{
    public static CacheHealth Of(CacheStatistics reading) =>
        new(reading.IsEnabled, reading.Entries, reading.Bytes, reading.Hits, reading.Misses);
}
