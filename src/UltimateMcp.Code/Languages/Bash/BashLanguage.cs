using UltimateMcp.Code.Languages.Bash.Determinism;
using UltimateMcp.Code.Languages.Python;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox.Seccomp;

namespace UltimateMcp.Code.Languages.Bash;

internal static class BashLanguage
{
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
            ExecutableQuery = null,
            FilesQuery = ["--noprofile", "--norc", "-c", WorkerFiles.Text("Bash/files.sh")],
        },
        Runtime = new RuntimeRequirements
        {
            Memory = ByteSize.FromMebibytes(8),
            AddressSpace = RuntimeRequirements.AnyProgramAddressSpace,
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
        Determinism = BashDeterminism.FindFirst,
        Limits = BashPatterns.Table,
        Prepare = WithUnixLines,
        FindError = BashErrors.In,
        FindErrorLine = static _ => null,

        ToolFolders = [],

        // Its commands may be any program.
        Hints = SharedHints.Rules,
        LastExpression = null,
    };

    /// <summary>
    /// As written on Windows: bash takes a carriage return for part of a word, and a byte order mark for part of the
    /// first.
    /// </summary>
    private static string WithUnixLines(string code) => code.TrimStart('\ufeff').Replace("\r\n", "\n", StringComparison.Ordinal);
}
