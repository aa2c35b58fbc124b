using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using UltimateMcp.Code.Languages.Bash.Determinism;
using UltimateMcp.Code.Running;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox.Policy;
using UltimateMcp.Sandbox.Seccomp;

namespace UltimateMcp.Code.Languages.Bash;

internal sealed partial class BashLanguage : Language
{
    public override string Name => "bash";

    public override string MainFile => "main.sh";

    public override ToolchainNeed Toolchain { get; } = new()
    {
        Commands = ["bash"],
        VersionPrefix = "GNU bash, version ",
        // `mapfile -d`, which the worker reads its command with.
        Minimum = new Version(4, 4),
        Package = "bash",
        AskForExecutable = null,
        AskForFiles = ["--noprofile", "--norc", "-c", WorkerFiles.Text("files.sh")],
    };

    public override DeterminismReader Determinism => BashDeterminism.FirstIn;

    protected override ByteSize RuntimeMemory => ByteSize.FromMebibytes(8);

    protected override int MinimumProcesses => 32;

    protected override SystemCallList Calls => SystemCallList.AnyProgram;

    protected override LimitSigns Signs => BashSigns.Table;

    protected override string Worker => "worker.sh";

    protected override ImmutableArray<string> Arguments(Toolchain toolchain, RunOptions options, string workerPath, string code) =>
        ["--noprofile", "--norc", workerPath];

    /// <summary>A complaint ended the script when nothing was said after it, and the exit code is one that bash gives to what it complains of.</summary>
    public override RunFailure? ExceptionFrom(string standardError, int? exitCode)
    {
        var found = exitCode is 1 or 2 or 126 or 127 ? Complaint().Match(standardError.TrimEnd()) : Match.Empty;
        return found.Success
            ? new RunFailure("bash", found.Groups["message"].Value.Trim(), int.Parse(found.Groups["line"].Value, CultureInfo.InvariantCulture))
            : null;
    }

    [GeneratedRegex(@"^main\.sh: line (?<line>\d{1,9}): (?<message>.{1,4000})\z", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Complaint();
}
