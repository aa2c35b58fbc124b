using UltimateMcp.Code.Languages.Bash.Determinism;
using UltimateMcp.Code.Languages.Python;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox.Seccomp;

namespace UltimateMcp.Code.Languages.Bash;

internal static class BashLanguage
{
    private static readonly HintRule WindowsLines = new(@"A script in files has Windows line ends: pass it with \n, not \r\n, between its lines.")
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

            // `mapfile -d`, which the worker reads its command with.
            Minimum = new Version(4, 4),
            Package = "bash",
            AskForExecutable = null,
            AskForFiles = ["--noprofile", "--norc", "-c", WorkerFiles.Text("Bash/files.sh")],
        },
        Runtime = new RuntimeNeeds
        {
            Memory = ByteSize.FromMebibytes(8),
            AddressSpace = RuntimeNeeds.AnyProgramAddressSpace,
            Stack = ByteSize.FromMebibytes(2),
            MinimumProcesses = 32,
            Calls = SystemCallList.AnyProgram,
            // What a python prints that the script starts is there when it is ended.
            Environment = PythonLanguage.Environment.Add("PYTHONUNBUFFERED", "1"),
        },
        Worker = "Bash/worker.sh",
        Modules = PythonLanguage.Modules,
        WorkingFolder = Language.ScratchFolder,
        Arguments = static start => ["--noprofile", "--norc", start.WorkerPath],
        Determinism = BashDeterminism.FirstIn,
        Limits = BashPatterns.Table,
        Prepare = WithUnixLines,
        ErrorIn = BashErrors.In,
        LineIn = static _ => null,

        ToolFolders = [],

        // Its commands may be any program.
        Hints = [.. SharedHints.Rules, WindowsLines],
        LastValue = null,
    };

    /// <summary>
    /// As written on Windows: bash takes a carriage return for part of a word, and a byte order mark for part of the first.
    /// </summary>
    private static string WithUnixLines(string code) => code.TrimStart('\ufeff').Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\r');
}
