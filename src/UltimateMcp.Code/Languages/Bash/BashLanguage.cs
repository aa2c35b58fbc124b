using UltimateMcp.Code.Languages.Bash.Determinism;
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
            Stack = ByteSize.FromMebibytes(2),
            MinimumProcesses = RunSettings.MinimumShellProcesses,
            Calls = SystemCallList.AnyProgram,
            // Output of a python that the script starts must not be lost in a buffer when the run is killed.
            Environment = PythonLanguage.Environment.Add("PYTHONUNBUFFERED", "1"),
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

        ToolFolders = [],

        // A script may start any program.
        Hints = [.. SharedHints.Rules, WindowsLines],
        LastExpression = null,
    };

    /// <summary>Bash would read a carriage return as part of a word, and a byte order mark as part of the first word.</summary>
    private static string WithUnixLines(string code) =>
        code.TrimStart('\ufeff').Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\r');
}
