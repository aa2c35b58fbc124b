using System.Collections.Immutable;
using System.Text;
using UltimateMcp.Code.Running;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox.Policy;
using UltimateMcp.Sandbox.Seccomp;

namespace UltimateMcp.Code.Languages;

/// <summary>
/// A language's recipe: which interpreter it needs, how that is started so that it speaks the worker protocol, what the runtime needs for itself,
/// and how its failures read. A language is one folder: this class derived, and a worker.
/// </summary>
public abstract class Language
{
    /// <summary>Where the main file stands inside the sandbox.</summary>
    public const string ScratchFolder = "/scratch";

    /// <summary>As tools name it.</summary>
    public abstract string Name { get; }

    /// <summary>The name that the caller's code gets in the scratch folder.</summary>
    public abstract string MainFile { get; }

    public abstract ToolchainNeed Toolchain { get; }

    /// <summary>Tells whether each run of a program with the same input tells the same.</summary>
    public abstract DeterminismReader Determinism { get; }

    /// <summary>The runtime's own need (RLIMIT_DATA of an idle interpreter, rounded up), on top of the program's memory.</summary>
    protected abstract ByteSize RuntimeMemory { get; }

    /// <summary>
    /// What a process may map beyond its memory. This is room for node, which a program that may start others may start: some GiB of its own, and two WebAssembly memories of 10 GiB, which
    /// are reserved and not used.
    /// </summary>
    /// <param name="processes">How many the program may be.</param>
    protected virtual ByteSize AddressSpace(int processes) => ByteSize.FromMebibytes(24 * 1024);

    /// <summary>Small, because each thread's is charged in full, where a runtime does not set its threads' own.</summary>
    protected virtual ByteSize Stack => ByteSize.FromMebibytes(2);

    /// <summary>Fewest processes that make sense; commands of a shell are processes.</summary>
    protected virtual int MinimumProcesses => 1;

    /// <summary>What the runtime and programs in the language ask of the kernel, as long as they start no other.</summary>
    protected abstract SystemCallList Calls { get; }

    protected abstract LimitSigns Signs { get; }

    protected virtual ImmutableDictionary<string, string> Environment => ImmutableDictionary<string, string>.Empty;

    /// <summary>Name of the embedded worker file.</summary>
    protected abstract string Worker { get; }

    /// <summary>The interpreter's arguments up to and including the worker.</summary>
    protected abstract ImmutableArray<string> Arguments(Toolchain toolchain, RunOptions options, string workerPath, string code);

    /// <summary>The error that ended the code, where the language has no report of its own and stderr tells it.</summary>
    /// <param name="exitCode">Null of a program that did not exit.</param>
    public virtual RunFailure? ExceptionFrom(string standardError, int? exitCode) => null;

    /// <summary>The line of the error that ended the code, where the error does not know it and stderr does.</summary>
    public virtual int? LineFrom(string standardError) => null;

    /// <summary>What to think of a death by <paramref name="signal"/>.</summary>
    public virtual string? HintOf(string signal) => null;

    public int Processes(RunOptions options) => Math.Max(MinimumProcesses, options.MaxProcesses);

    public SandboxPolicy Policy(Toolchain toolchain, RunOptions options, TimeSpan timeout, string code)
    {
        var workerPath = $"/worker/{Worker}";
        return new SandboxPolicy
        {
            Program = new SandboxProgram
            {
                Executable = toolchain.Executable,
                Arguments = Arguments(toolchain, options, workerPath, code),
                Environment = Environment,
                Binds = toolchain.Binds,
                Files = [new SandboxFile(workerPath, WorkerFiles.Read(Worker))],
                Calls = Processes(options) > 1 ? SystemCallList.AnyProgram : Calls,
                Signs = Signs,
            },
            Limits = new SandboxLimits
            {
                Time = timeout,
                Memory = ByteSize.FromMebibytes(options.MaxMemoryMebibytes),
                RuntimeMemory = RuntimeMemory,
                AddressSpace = AddressSpace(Processes(options)),
                Stack = Stack,
                FileSize = ByteSize.FromMebibytes(options.MaxFileSizeMebibytes),
                Processes = Processes(options),
                Output = ByteSize.FromKibibytes(options.MaxOutputKibibytes),
            },
        };
    }

    /// <summary>What a worker reads from its command descriptor: the nonce and each argument, each ended by NUL.</summary>
    public static ReadOnlyMemory<byte> Command(string nonce, IReadOnlyList<string> arguments)
    {
        var command = new StringBuilder(nonce).Append('\0');
        foreach (var argument in arguments)
        {
            command.Append(argument).Append('\0');
        }

        return Encoding.UTF8.GetBytes(command.ToString());
    }
}
