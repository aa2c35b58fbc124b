using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using UltimateMcp.Code.Linters;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox;
using UltimateMcp.Sandbox.Policy;

namespace UltimateMcp.Code.Languages.Bash.Linting;

/// <summary>
/// Lints Bash with <c>bash -n</c>, which finds syntax errors, and with shellcheck where it is installed. Both read the script in a
/// sandbox of its own and never run it.
/// </summary>
internal sealed class BashLinter(LinterContext context) : ILinter
{
    private const string Worker = "Bash/Linting/worker.sh";
    private const string ShellCheckName = "shellcheck";

    /// <summary>Of more, shellcheck takes longer than anybody waits.</summary>
    private const int MaximumChecked = 256 * 1024;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private static readonly ByteSize MaximumOutput = ByteSize.FromMebibytes(16);

    /// <summary>A program of Haskell; it grows with the script.</summary>
    private static readonly ByteSize Memory = ByteSize.FromMebibytes(512);

    private static readonly ToolchainRequirement ShellCheck = new()
    {
        Commands = ["shellcheck"],
        VersionPrefix = "ShellCheck - shell script analysis tool\nversion: ",
        Minimum = new Version(0, 8),
        Package = "shellcheck",
        ExecutableQuery = null,

        // It cannot tell; below /usr it is not asked.
        FilesQuery = ["--version"],
    };

    private static readonly ImmutableDictionary<string, string> Environment = ImmutableDictionary.CreateRange(
        StringComparer.Ordinal, [KeyValuePair.Create("LC_ALL", "C.UTF-8"), KeyValuePair.Create("PATH", "/usr/bin:/bin")]);

    public async Task<LinterIdentity> IdentifyAsync(CancellationToken cancellationToken)
    {
        var (bash, shellcheck) = await FindAsync(cancellationToken);
        var lack = shellcheck.Toolchain is null
            ? new LinterLack($"Without shellcheck only syntax errors are found: {shellcheck.Why}.", shellcheck.Fix ?? "")
            : null;
        return new LinterIdentity(NameOf(bash, shellcheck.Toolchain), "", lack);
    }

    public async Task<LinterReport> LintAsync(LintInput input, CancellationToken cancellationToken)
    {
        var (bash, shellcheck) = await FindAsync(cancellationToken);
        var text = new BashText(input.Source);
        var isTooLong = Encoding.UTF8.GetByteCount(input.Source.Text) > MaximumChecked;
        var used = isTooLong ? null : shellcheck.Toolchain;
        using var result = await context.Sandbox.RunAsync(
            PolicyOf(bash, used), RequestOf(input, text, used), new RunActivity(), cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();

        var scan = BashScanner.Scan(input.Source);
        List<Finding> findings = [.. BashSyntax.FindingsIn(Encoding.UTF8.GetString(result.StandardError.Bytes.Span), text)];
        var fault = FaultOf(result, used);
        IEnumerable<Finding?> more =
        [
            text.FirstCarriageReturn(),
            Suppression.Of(input.Source, scan.Directives),
            fault,
            isTooLong ? TooLong : used is null ? LinterFault.MissingOf(ShellCheckName, shellcheck.Fix ?? shellcheck.Why ?? "") : null,
        ];
        findings.AddRange(more.OfType<Finding>());
        if (fault is null && used is not null)
        {
            findings.AddRange(ShellCheckReport.FindingsIn(result.StandardOutput.Bytes, text));
        }

        return new LinterReport(NameOf(bash, used), [.. findings], scan.Structure, IsComplete: fault is null);
    }

    private static Finding TooLong => LinterFault.SkippedOf(
        ShellCheckName, string.Create(CultureInfo.InvariantCulture, $"takes too long on more than {MaximumChecked / 1024} KB"));

    private static LinterName NameOf(Toolchain bash, Toolchain? shellcheck) => shellcheck is null
        ? new LinterName("bash -n", bash.VersionText, LinterName.BuiltIn)
        : new LinterName("bash -n + shellcheck", $"{bash.VersionText} + {shellcheck.VersionText}", LinterName.BuiltIn);

    private async Task<(Toolchain Bash, ToolchainState ShellCheck)> FindAsync(CancellationToken cancellationToken)
    {
        var bash = await context.RequireAsync(BashLanguage.Language.Name, BashLanguage.Language.Toolchain, cancellationToken);
        return (bash, await context.FindAsync(ShellCheck, cancellationToken));
    }

    private SandboxPolicy PolicyOf(Toolchain bash, Toolchain? shellcheck)
    {
        var policy = BashLanguage.Language.Policy(bash, context.Options, [], code: "");
        const string WorkerPath = "/worker/lint.sh";
        return policy with
        {
            Program = policy.Program with
            {
                Arguments = ["--noprofile", "--norc", WorkerPath],
                Files = [new SandboxFile(WorkerPath, WorkerFiles.Read(Worker))],
                Environment = Environment,
                Binds = [.. policy.Program.Binds, .. shellcheck?.Binds ?? []],
            },
            Pool = "bash lint",
            Limits = policy.Limits with { Time = Limit, Memory = Memory, Output = MaximumOutput },
        };
    }

    private static SandboxRequest RequestOf(LintInput input, BashText text, Toolchain? shellcheck) => new()
    {
        Nonce = "",
        Command = Language.Command(
            "",
            [
                shellcheck?.Executable ?? "",

                // Files that the script reads are looked at, too.
                .. input.Files.IsEmpty ? [] : (string[])["--external-sources"],
                "",

                // What the script allows itself while it runs; bash -n does not run it.
                .. input.Source.Text.Contains("extglob", StringComparison.Ordinal) ? (string[])["-O", "extglob"] : [],
            ]),
        StandardInput = default,
        Files = input.Project(BashLanguage.Language.MainFile, text.Unix),
        Timeout = Limit,
        ArtifactFolder = null,
    };

    /// <summary>shellcheck exits with 0 or 1; what it exits with else, it has not looked at the script.</summary>
    private static Finding? FaultOf(SandboxResult result, Toolchain? used)
    {
        var last = used is null ? "bash -n" : ShellCheckName;
        return result.KilledFor == KillReason.Time ? LinterFault.TimeoutOf(last, Limit)
            : result.KilledFor is not null || (used is not null && result.ExitCode is not (0 or 1)) ? LinterFault.CrashOf(last)
            : null;
    }
}
