using System.Collections.Immutable;
using UltimateMcp.Code.Languages.Python.Determinism;
using UltimateMcp.Code.Languages.Python.Linting;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox.Seccomp;

namespace UltimateMcp.Code.Languages.Python;

internal static class PythonLanguage
{
    /// <summary>For every Python process, also one that a bash script starts.</summary>
    internal static readonly ImmutableDictionary<string, string> Environment = ImmutableDictionary.CreateRange(StringComparer.Ordinal,
    [
        // Each thread would reserve a 64 MiB arena, and the address space limit would allow only a handful of threads.
        KeyValuePair.Create("MALLOC_ARENA_MAX", "1"),

        // BLAS libraries allocate memory for each processor, and spin forever if they get none.
        KeyValuePair.Create("OPENBLAS_NUM_THREADS", "1"),
        KeyValuePair.Create("OMP_NUM_THREADS", "1"),
        KeyValuePair.Create("MKL_NUM_THREADS", "1"),
        KeyValuePair.Create("MPLBACKEND", "module://save_on_show"),
        KeyValuePair.Create("MPLCONFIGDIR", "/tmp/matplotlib"),
        KeyValuePair.Create("XDG_CACHE_HOME", "/tmp/cache"),

        // There is none of the user's: the home in the sandbox is empty.
        KeyValuePair.Create("PYTHONNOUSERSITE", "1"),
        KeyValuePair.Create("PYTHONPATH", Language.ModulesFolder),
    ]);

    /// <summary>A program that starts the interpreter may have given it the wrong name.</summary>
    private const string OwnPath =
        "import os, sys; own = os.readlink('/proc/self/exe'); "
        + "print(sys.executable if os.path.realpath(sys.executable) == own else own)";

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
            ExecutableQuery = ["-I", "-S", "-B", "-c", OwnPath],
            FilesQuery = ["-I", "-S", "-B", "-c", WorkerFiles.Text("Python/files.py")],
            InterpreterSetting = ToolchainSettings.PythonInterpreter,
            ReadPackages = PythonPackages.Read,
        },
        Runtime = new RuntimeRequirements
        {
            // OpenBLAS reserves 128 MiB for its one thread, and spins forever if it gets none. With this a plot of a table
            // by numpy, pandas and matplotlib takes 200 of 208 MiB.
            Memory = ByteSize.FromMebibytes(80),

            // For mapped libraries and files: numpy, pandas and matplotlib together map less than 200 MiB.
            AddressSpace = ByteSize.FromMebibytes(1024),

            // The usual default: deep recursion ends in an exception, not in a crash. The worker gives other threads less.
            Stack = ByteSize.FromMebibytes(8),
            MinimumProcesses = 1,
            Calls = SystemCallList.Python,
            Environment = static _ => Environment,
        },
        Worker = "Python/worker.py",
        Modules = Modules,
        WorkingFolder = Language.ScratchFolder,

        // -B: the caller's modules must not leave compiled files among the artifacts.
        Arguments = Arguments,
        WarmImportProgram = "Python/warm_imports.py",
        Determinism = PythonDeterminism.FindFirst,
        Limits = PythonLimitPatterns.All,
        Prepare = static code => code,
        FindError = static _ => null,
        FindErrorLine = static _ => null,
        ToolFolders =
        [
            "__pycache__", ".venv", ".tox", ".nox", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".ipynb_checkpoints", ".eggs",
        ],
        ToolFolderMarkers = ["pyvenv.cfg"],
        Linter = static context => new PythonLinter(context),
        Hints = PythonHints.Rules,
        MissingModule = PythonHints.MissingModule,
        LastExpression = new LastExpression(PythonHints.EndsInExpression, PythonHints.NothingPrinted),
    };

    private static ImmutableArray<string> Arguments(StartContext start)
    {
        ImmutableArray<string> arguments = ["-B", start.WorkerPath, start.MayFork ? "may-fork" : "no-fork"];
        return arguments.AddRange(start.Toolchain.WarmImports.Modules);
    }
}
