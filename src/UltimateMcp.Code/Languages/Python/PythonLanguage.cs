using System.Collections.Immutable;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox.Seccomp;

namespace UltimateMcp.Code.Languages.Python;

internal static class PythonLanguage
{
    public static readonly Language Language = new()
    {
        Name = "python",
        MainFile = "main.py",
        Toolchain = new ToolchainRequirement
        {
            Commands = ["python3", "python"],
            VersionPrefix = "Python ",
            Minimum = new Version(3, 8),
            Package = "python3",
            AskForExecutable = ["-c", "import sys; print(sys.executable)"],
            AskForFiles = ["-I", "-S", "-B", "-c", WorkerFiles.Text("Python/files.py")],
        },
        Runtime = new RuntimeNeeds
        {
            Memory = ByteSize.FromMebibytes(16),

            // Libraries and files: those of numpy, pandas and matplotlib together are under 200 MiB.
            AddressSpace = ByteSize.FromMebibytes(1024),

            // What systems give: deep recursion ends in an exception, as usual, and not in a crash. The worker gives further threads less.
            Stack = ByteSize.FromMebibytes(8),
            MinimumProcesses = 1,
            Calls = SystemCallList.Python,

            // Each thread would reserve an arena of 64 MiB of the address space, which is bounded: a handful of threads, and no more could start.
            Environment = ImmutableDictionary<string, string>.Empty.Add("MALLOC_ARENA_MAX", "1"),
        },
        Worker = "Python/worker.py",

        // -B: the caller's own modules must not leave compiled copies among the artifacts.
        Arguments = static start => ["-B", start.WorkerPath],
        Uncacheable = PythonWords.Table,
        Limits = PythonPatterns.Table,
        ErrorIn = static (_, _) => null,
        LineIn = static _ => null,
        Hints =
        [
            FailureHint.NoNetwork,
            FailureHint.NoAddressSpace,
            FailureHint.NoModule("ModuleNotFoundError"),
            new FailureHint(
                ["SIGSEGV"],
                "Python crashed in native code: by deep recursion through it (the first thread's stack has 8 MB, others have 2), or by a fault of an extension or of ctypes."),
        ],
    };
}
