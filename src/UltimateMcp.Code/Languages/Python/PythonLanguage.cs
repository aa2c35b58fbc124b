using System.Collections.Immutable;
using UltimateMcp.Code.Languages.Python.Determinism;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox.Seccomp;

namespace UltimateMcp.Code.Languages.Python;

internal static class PythonLanguage
{
    /// <summary>Of every Python, whoever starts it.</summary>
    internal static readonly ImmutableDictionary<string, string> Environment = ImmutableDictionary.CreateRange(StringComparer.Ordinal,
    [
        // Each thread would reserve an arena of 64 MiB of the address space, which is bounded: a handful of threads, and no more could
        // start.
        KeyValuePair.Create("MALLOC_ARENA_MAX", "1"),

        // BLAS libraries take memory for each processor, and spin for ever where they get none.
        KeyValuePair.Create("OPENBLAS_NUM_THREADS", "1"),
        KeyValuePair.Create("OMP_NUM_THREADS", "1"),
        KeyValuePair.Create("MKL_NUM_THREADS", "1"),
        KeyValuePair.Create("MPLBACKEND", "module://save_on_show"),
        KeyValuePair.Create("MPLCONFIGDIR", "/tmp/matplotlib"),
        KeyValuePair.Create("XDG_CACHE_HOME", "/tmp/cache"),
        KeyValuePair.Create("PYTHONPATH", Language.ModulesFolder),
    ]);

    internal static readonly ImmutableArray<string> Modules = ["Python/modules/save_on_show.py"];

    public static readonly Language Language = new()
    {
        Name = "python",
        Aliases = ["py", "python3"],
        MainFile = "main.py",
        Toolchain = new ToolchainRequirement
        {
            Commands = ["python3", "python"],
            VersionPrefix = "Python ",
            Minimum = new Version(3, 8),
            Package = "python3",
            ExecutableQuery = ["-c", "import sys; print(sys.executable)"],
            FilesQuery = ["-I", "-S", "-B", "-c", WorkerFiles.Text("Python/files.py")],
        },
        Runtime = new RuntimeRequirements
        {
            // With one thread, the BLAS that numpy brings takes 36 MiB of its own.
            Memory = ByteSize.FromMebibytes(48),

            // Libraries and files: those of numpy, pandas and matplotlib together are under 200 MiB.
            AddressSpace = ByteSize.FromMebibytes(1024),

            // What systems give: deep recursion ends in an exception, as usual, and not in a crash. The worker gives further threads less.
            Stack = ByteSize.FromMebibytes(8),
            MinimumProcesses = 1,
            Calls = SystemCallList.Python,

            Environment = Environment,
        },
        Worker = "Python/worker.py",
        Modules = Modules,
        WorkingFolder = Language.ScratchFolder,

        // -B: the caller's own modules must not leave compiled copies among the artifacts.
        Arguments = static start => start.MayFork ? ["-B", start.WorkerPath, "may-fork"] : ["-B", start.WorkerPath],
        Determinism = PythonDeterminism.FindFirst,
        Limits = PythonPatterns.Table,
        Prepare = static code => code,
        FindError = static _ => null,
        FindErrorLine = static _ => null,
        ToolFolders = ["__pycache__", ".venv", ".tox", ".nox", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".ipynb_checkpoints", ".eggs"],
        ToolFolderMarkers = ["pyvenv.cfg"],
        Hints = PythonHints.Rules,
        LastExpression = new LastExpression(PythonHints.EndsInExpression, PythonHints.NothingPrinted),
    };
}
