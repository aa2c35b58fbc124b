using System.Globalization;
using System.Text.RegularExpressions;
using UltimateMcp.Code.Languages.Python;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox.Seccomp;

namespace UltimateMcp.Code.Languages.Bash;

internal static partial class BashLanguage
{
    public static readonly Language Language = new()
    {
        Name = "bash",
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
        Uncacheable = BashWords.Table,
        Limits = BashPatterns.Table,
        ErrorIn = ErrorIn,
        LineIn = static _ => null,

        ToolFolders = [],

        // Its commands may be any program.
        Hints = [FailureHint.NoNetwork, FailureHint.NoUnixSocket, FailureHint.NoAddressSpace, FailureHint.NoModule("ModuleNotFoundError", "MODULE_NOT_FOUND")],
    };

    /// <summary>A complaint ended the script when nothing was said after it, and the exit code is one that bash gives to what it complains of.</summary>
    private static ProgramError? ErrorIn(string standardError, int? exitCode)
    {
        var found = exitCode is 1 or 2 or 126 or 127 ? Complaint().Match(standardError.TrimEnd()) : Match.Empty;
        return found.Success
            ? new ProgramError("bash", found.Groups["message"].Value.Trim(), int.Parse(found.Groups["line"].Value, CultureInfo.InvariantCulture))
            : null;
    }

    [GeneratedRegex(@"^main\.sh: line (?<line>\d{1,9}): (?<message>.{1,4000})\z", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Complaint();
}
