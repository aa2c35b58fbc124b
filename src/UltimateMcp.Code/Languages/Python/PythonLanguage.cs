using System.Collections.Immutable;
using UltimateMcp.Code.Languages.Python.Determinism;
using UltimateMcp.Code.Running;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox.Policy;
using UltimateMcp.Sandbox.Seccomp;

namespace UltimateMcp.Code.Languages.Python;

internal sealed class PythonLanguage : Language
{
    public override string Name => "python";

    public override string MainFile => "main.py";

    public override ToolchainNeed Toolchain { get; } = new()
    {
        Commands = ["python3", "python"],
        VersionPrefix = "Python ",
        Minimum = new Version(3, 8),
        Package = "python3",
        AskForExecutable = ["-c", "import sys; print(sys.executable)"],
        AskForFiles = ["-I", "-S", "-B", "-c", WorkerFiles.Text("files.py")],
    };

    public override DeterminismReader Determinism => PythonDeterminism.FirstIn;

    protected override ByteSize RuntimeMemory => ByteSize.FromMebibytes(16);

    /// <summary>Alone it maps libraries and files: those of numpy, pandas and matplotlib together are under 200 MiB.</summary>
    protected override ByteSize AddressSpace(int processes) => processes == 1 ? ByteSize.FromMebibytes(1024) : base.AddressSpace(processes);

    // What systems give: deep recursion ends in an exception, as usual, and not in a crash. The worker gives further threads less.
    protected override ByteSize Stack => ByteSize.FromMebibytes(8);

    // Each thread would reserve an arena of 64 MiB of the address space, which is bounded: a handful of threads, and no more could start.
    protected override ImmutableDictionary<string, string> Environment { get; } =
        ImmutableDictionary<string, string>.Empty.Add("MALLOC_ARENA_MAX", "1");

    protected override SystemCallList Calls => SystemCallList.Python;

    protected override LimitSigns Signs => PythonSigns.Table;

    protected override string Worker => "worker.py";

    // -B: the caller's own modules must not leave compiled copies among the artifacts.
    protected override ImmutableArray<string> Arguments(Toolchain toolchain, RunOptions options, string workerPath, string code) => ["-B", workerPath];

    public override string? HintOf(string signal) => signal == "SIGSEGV"
        ? "Python crashed in native code: by deep recursion through it (the first thread's stack has 8 MB, others have 2), or by a fault of an extension or of ctypes."
        : null;
}
