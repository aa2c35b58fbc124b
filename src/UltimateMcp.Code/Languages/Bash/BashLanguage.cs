using System.Collections.Immutable;
using UltimateMcp.Code.Languages.Bash.Determinism;
using UltimateMcp.Code.Languages.Bash.Linting;
using UltimateMcp.Code.Languages.JavaScript;
using UltimateMcp.Code.Languages.Python;
using UltimateMcp.Code.Limits;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox.Seccomp;

namespace UltimateMcp.Code.Languages.Bash;

internal static class BashLanguage
{
    private static readonly HintRule WindowsLines = new(
        @"A script in files has Windows line ends: pass it with \n, not \r\n, between its lines.")
    {
        Errors = [@"$'\r'", @"{\r''", @"sh\r': No such file", @"python3\r': No such file", @"node\r': No such file"],
    };

    /// <summary>Of an interpreter that the script starts.</summary>
    private static readonly HintRule NoModule = new(
        "Only what is installed with the interpreters in /usr is there, and nothing can be installed.")
    {
        Errors = ["ModuleNotFoundError", "MODULE_NOT_FOUND"],
    };

    /// <summary>Output of a python that the script starts must not be lost in a buffer when the run is killed.</summary>
    private static readonly ImmutableDictionary<string, string> Environment = PythonLanguage.Environment.Add("PYTHONUNBUFFERED", "1");

    public static readonly Language Language = new()
    {
        Name = "bash",
        Aliases = ["sh", "shell"],
        MainFile = "main.sh",
        Toolchain = new ToolchainRequirement
        {
            Commands = ["bash"],
            VersionPrefix = "GNU bash, version ",

            // The worker uses `mapfile -d`.
            Minimum = new Version(4, 4),
            Package = "bash",
            ExecutableQuery = null,
            FilesQuery = ["--noprofile", "--norc", "-c", WorkerFiles.Text("Bash/files.sh")],
        },
        Runtime = new RuntimeRequirements
        {
            Memory = ByteSize.FromMebibytes(8),
            AddressSpace = RuntimeRequirements.AnyProgramAddressSpace,

            // A script may start node, or python with a BLAS that reserves 128 MiB.
            WritableReserve = static _ => NodeCodeRange.OfTwoThreads,
            Stack = ByteSize.FromMebibytes(2),
            MinimumProcesses = RunSettings.MinimumShellProcesses,
            Calls = SystemCallList.AnyProgram,
            Environment = static _ => Environment,
        },
        Worker = "Bash/worker.sh",
        Modules = PythonLanguage.Modules,
        WorkingFolder = Language.ScratchFolder,
        Arguments = static start => ["--noprofile", "--norc", start.WorkerPath],
        Determinism = BashDeterminism.FindFirst,
        Limits = BashLimitPatterns.All,
        Prepare = WithUnixLines,
        FindError = BashErrors.In,
        FindErrorLine = static _ => null,

        Linter = static context => new BashLinter(context),
        ToolFolders = [],

        // A script may start any program.
        Hints = [.. SharedHints.Rules, NoModule, WindowsLines],
        LastExpression = null,
    };

    /// <summary>Bash would read a carriage return as part of a word, and a byte order mark as part of the first word.</summary>
    private static string WithUnixLines(string code) =>
        code.TrimStart('\ufeff').Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\r');
}
