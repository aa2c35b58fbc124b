using System.Collections.Immutable;
using System.Text;
using UltimateMcp.Code.Limits;
using UltimateMcp.Code.Linters;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox.Binds;
using UltimateMcp.Sandbox.Policy;
using UltimateMcp.Sandbox.Seccomp;

namespace UltimateMcp.Code.Languages;

/// <summary>
/// Everything specific to a language: its interpreter, how to start it as a worker, what its runtime requires, and how
/// to read its errors. To add a language, add a folder that creates one of these and a line in
/// <see cref="LanguageCatalog"/>.
/// </summary>
public sealed record Language
{
    /// <summary>The folder of the main file inside the sandbox.</summary>
    public const string ScratchFolder = "/scratch";

    /// <summary>The folder of the worker inside the sandbox.</summary>
    public const string WorkerFolder = "/worker";

    /// <summary>The folder of <see cref="Modules"/> inside the sandbox.</summary>
    public const string ModulesFolder = WorkerFolder + "/modules";

    /// <summary>The name that tools use.</summary>
    public required string Name { get; init; }

    /// <summary>Other names that models and hosts use for it, in lower case.</summary>
    public required ImmutableArray<string> Aliases { get; init; }

    /// <summary>The name of its group in the pool; null: that of the language.</summary>
    public string? PoolName { get; init; }

    /// <summary>The file name of the caller's code in the scratch folder.</summary>
    public required string MainFile { get; init; }

    public required ToolchainRequirement Toolchain { get; init; }

    public required RuntimeRequirements Runtime { get; init; }

    /// <summary>
    /// Path of the worker among the embedded files (<see cref="WorkerFiles"/>). Null: it is in a folder that ships with
    /// the product (<see cref="ToolchainRequirement.Shipped"/>).
    /// </summary>
    public required string? Worker { get; init; }

    /// <summary>Further embedded files, placed beside the worker in <c>modules</c>.</summary>
    public required ImmutableArray<string> Modules { get; init; }

    /// <summary>
    /// Path among the embedded files of the program that tries modules for <see cref="Toolchain.WarmImports"/>; null:
    /// programs start without any.
    /// </summary>
    public string? WarmImportProgram { get; init; }

    /// <summary>The folder in which the interpreter starts. The worker then changes to the scratch folder.</summary>
    public required string WorkingFolder { get; init; }

    /// <summary>The interpreter's arguments, up to and including the path of the worker.</summary>
    public required Func<StartContext, ImmutableArray<string>> Arguments { get; init; }

    /// <summary>Checks whether every run of a program with the same input gives the same result.</summary>
    public required DeterminismCheck Determinism { get; init; }

    public required LimitPatterns Limits { get; init; }

    /// <summary>Converts the caller's code to what the interpreter reads.</summary>
    public required Func<string, string> Prepare { get; init; }

    /// <summary>A program that does nothing.</summary>
    public string EmptyProgram { get; init; } = "";

    /// <summary>Finds the error that ended the program in its stderr, for a language whose worker does not report it.</summary>
    public required Func<ProgramTermination, ProgramError?> FindError { get; init; }

    /// <summary>Finds the line of the error in stderr, for when the worker's report has no line.</summary>
    public required Func<string, int?> FindErrorLine { get; init; }

    public required ImmutableArray<HintRule> Hints { get; init; }

    /// <summary>Makes the language's linter.</summary>
    public required Func<LinterContext, ILinter> Linter { get; init; }

    /// <summary>Null where there is no such hint.</summary>
    public required LastExpression? LastExpression { get; init; }

    /// <summary>Null if it has no packages.</summary>
    public MissingModule? MissingModule { get; init; }

    /// <summary>Names of folders that tools of the language create: packages, environments, caches.</summary>
    public required ImmutableArray<string> ToolFolders { get; init; }

    /// <summary>Names of files that mark the folder they are in as a tool's folder.</summary>
    public ImmutableArray<string> ToolFolderMarkers { get; init; } = [];

    public int Processes(RunOptions options) => Math.Max(Runtime.MinimumProcesses, options.MaxProcesses);

    /// <summary>
    /// The sandbox policy of a program. The code matters only for old interpreters; nothing else depends on the call.
    /// </summary>
    /// <param name="workspaces">The binds of the workspaces.</param>
    public SandboxPolicy Policy(Toolchain toolchain, RunOptions options, ImmutableArray<ReadOnlyBind> workspaces, string code)
    {
        var workerPath = Worker is null ? "" : $"{WorkerFolder}/{Path.GetFileName(Worker)}";
        var processes = Processes(options);
        return new SandboxPolicy
        {
            Program = new SandboxProgram
            {
                Executable = toolchain.Executable,
                Arguments = Arguments(new StartContext(toolchain, options, workerPath, MayFork: processes > 1, code)),
                WorkingFolder = WorkingFolder,
                Environment = Runtime.Environment(options),
                Binds = [.. toolchain.Binds, .. toolchain.Shipped, .. workspaces],
                Links = toolchain.Links,
                Files =
                [
                    .. Worker is null ? [] : new[] { new SandboxFile(workerPath, WorkerFiles.Read(Worker)) },
                    .. Modules.Select(static module =>
                        new SandboxFile($"{ModulesFolder}/{Path.GetFileName(module)}", WorkerFiles.Read(module))),
                ],
                Calls = processes > 1 ? SystemCallList.AnyProgram : Runtime.Calls,
            },
            Pool = PoolName ?? Name,
            Limits = new SandboxLimits
            {
                Time = options.MaxExecutionTime,
                Memory = ByteSize.FromMebibytes(options.MaxMemoryMebibytes),
                RuntimeMemory = Runtime.Memory + toolchain.WarmImports.Memory,
                AddressSpace = toolchain.WarmImports.AddressSpace
                    + (processes == 1
                        ? Runtime.AddressSpace
                        : ByteSize.Max(Runtime.AddressSpace, RuntimeRequirements.AnyProgramAddressSpace)),
                WritableReserve = Runtime.WritableReserve(toolchain),
                Stack = Runtime.Stack,
                FileSize = ByteSize.FromMebibytes(options.MaxFileSizeMebibytes),
                Processes = processes,
                Output = ByteSize.FromKibibytes(options.MaxOutputKibibytes),
            },
        };
    }

    /// <summary>What a worker reads from its command descriptor: the nonce and the arguments, each terminated by NUL.</summary>
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

/// <summary>A program may end in a bare expression, whose value a notebook would show.</summary>
/// <param name="IsUnused">Whether the code ends in a bare expression.</param>
public sealed record LastExpression(Func<string, bool> IsUnused, string Hint);

/// <summary>The inputs for an interpreter's command line.</summary>
/// <param name="Code">For old interpreters that need a flag for ES modules.</param>
/// <param name="MayFork">Whether the program may start processes.</param>
public sealed record StartContext(Toolchain Toolchain, RunOptions Options, string WorkerPath, bool MayFork, string Code);

/// <summary>What the runtime of a language requires, whatever the program does.</summary>
public sealed record RuntimeRequirements
{
    /// <summary>
    /// Enough for node, which any program that can fork may start: a few GiB of its own and two WebAssembly memories,
    /// each of which reserves 10 GiB.
    /// </summary>
    public static readonly ByteSize AnyProgramAddressSpace = ByteSize.FromMebibytes(24 * 1024);

    /// <summary>The runtime's own need (RLIMIT_DATA of an idle interpreter, rounded up), on top of the program's memory.</summary>
    public required ByteSize Memory { get; init; }

    /// <summary>
    /// RLIMIT_AS beyond the program's memory. A program that can fork gets at least
    /// <see cref="AnyProgramAddressSpace"/>.
    /// </summary>
    public required ByteSize AddressSpace { get; init; }

    /// <summary>Address space that an interpreter makes writable before it uses it.</summary>
    public Func<Toolchain, ByteSize> WritableReserve { get; init; } = static _ => ByteSize.Zero;

    /// <summary>Small: each thread's stack counts in full unless the runtime sets its own size.</summary>
    public required ByteSize Stack { get; init; }

    /// <summary>At least this many processes are allowed: each command of a shell is one.</summary>
    public required int MinimumProcesses { get; init; }

    /// <summary>System calls of the runtime and of programs in the language that do not fork.</summary>
    public required SystemCallList Calls { get; init; }

    /// <summary>Variables of the environment. Some runtimes take their limits from there.</summary>
    public required Func<RunOptions, ImmutableDictionary<string, string>> Environment { get; init; }
}
