using System.Collections.Immutable;
using System.Text;
using UltimateMcp.Code.Limits;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox.Policy;
using UltimateMcp.Sandbox.Seccomp;

namespace UltimateMcp.Code.Languages;

/// <summary>
/// All that is known of a language: which interpreter it needs, how that is started so that it speaks the worker
/// protocol, what the runtime needs for itself, and how its failures read. A language is one folder, which makes one of
/// these, and a line in <see cref="LanguageCatalog"/>.
/// </summary>
public sealed record Language
{
    /// <summary>Where the main file stands inside the sandbox.</summary>
    public const string ScratchFolder = "/scratch";

    /// <summary>Where <see cref="Modules"/> stand inside the sandbox.</summary>
    public const string ModulesFolder = WorkerFolder + "/modules";

    private const string WorkerFolder = "/worker";

    /// <summary>As tools name it.</summary>
    public required string Name { get; init; }

    /// <summary>Other names that models and hosts give to it, in lower case.</summary>
    public required ImmutableArray<string> Aliases { get; init; }

    /// <summary>The name that the caller's code gets in the scratch folder.</summary>
    public required string MainFile { get; init; }

    public required ToolchainRequirement Toolchain { get; init; }

    public required RuntimeRequirements Runtime { get; init; }

    /// <summary>The worker's file among the languages' folders; see <see cref="WorkerFiles"/>.</summary>
    public required string Worker { get; init; }

    /// <summary>Further files of that kind, which are placed beside the worker under their names below <c>modules</c>.</summary>
    public required ImmutableArray<string> Modules { get; init; }

    /// <summary>Where the interpreter is started. The worker goes on to the scratch folder, if that is another.</summary>
    public required string WorkingFolder { get; init; }

    /// <summary>The interpreter's arguments up to and including the worker, which stands at a path inside the sandbox.</summary>
    public required Func<StartContext, ImmutableArray<string>> Arguments { get; init; }

    /// <summary>Tells whether each run of a program with the same input tells the same.</summary>
    public required DeterminismCheck Determinism { get; init; }

    public required LimitPatterns Limits { get; init; }

    /// <summary>The caller's code as the interpreter takes it.</summary>
    public required Func<string, string> Prepare { get; init; }

    /// <summary>The error that ended the code, where the language has no report of its own and stderr tells it.</summary>
    public required Func<ProgramTermination, ProgramError?> FindError { get; init; }

    /// <summary>The line of the error that ended the code, where the error does not know it and stderr does.</summary>
    public required Func<string, int?> FindErrorLine { get; init; }

    public required ImmutableArray<HintRule> Hints { get; init; }

    /// <summary>Null where a program prints what its last line gives.</summary>
    public required LastExpression? LastExpression { get; init; }

    /// <summary>Names of folders that its tools fill: packages, environments, caches.</summary>
    public required ImmutableArray<string> ToolFolders { get; init; }

    /// <summary>Names of files that make the folder that holds them such a one.</summary>
    public ImmutableArray<string> ToolFolderMarkers { get; init; } = [];

    public int Processes(RunOptions options) => Math.Max(Runtime.MinimumProcesses, options.MaxProcesses);

    /// <summary>
    /// How a program is confined. It does not depend on the call, but for a code that an old interpreter has to be told
    /// of.
    /// </summary>
    public SandboxPolicy Policy(Toolchain toolchain, RunOptions options, string code)
    {
        var workerPath = $"{WorkerFolder}/{Path.GetFileName(Worker)}";
        var processes = Processes(options);
        return new SandboxPolicy
        {
            Program = new SandboxProgram
            {
                Executable = toolchain.Executable,
                Arguments = Arguments(new StartContext(toolchain, options, workerPath, MayFork: processes > 1, code)),
                WorkingFolder = WorkingFolder,
                Environment = Runtime.Environment,
                Binds = toolchain.Binds,
                Files =
                [
                    new SandboxFile(workerPath, WorkerFiles.Read(Worker)),
                    .. Modules.Select(static module => new SandboxFile($"{ModulesFolder}/{Path.GetFileName(module)}", WorkerFiles.Read(module))),
                ],
                Calls = processes > 1 ? SystemCallList.AnyProgram : Runtime.Calls,
            },
            Limits = new SandboxLimits
            {
                Time = options.MaxExecutionTime,
                Memory = ByteSize.FromMebibytes(options.MaxMemoryMebibytes),
                RuntimeMemory = Runtime.Memory,
                AddressSpace = processes == 1 ? Runtime.AddressSpace : RuntimeRequirements.AnyProgramAddressSpace,
                Stack = Runtime.Stack,
                FileSize = ByteSize.FromMebibytes(options.MaxFileSizeMebibytes),
                Processes = processes,
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

/// <summary>A program may end in a value that nobody takes, which notebooks show.</summary>
/// <param name="IsUnused">Whether a text ends so.</param>
public sealed record LastExpression(Func<string, bool> IsUnused, string Hint);

/// <summary>What decides how an interpreter is started.</summary>
/// <param name="Code">Only for what an old interpreter has to be told before it reads the code.</param>
/// <param name="MayFork">Whether the program may start processes.</param>
public sealed record StartContext(Toolchain Toolchain, RunOptions Options, string WorkerPath, bool MayFork, string Code);

/// <summary>What a language's runtime needs for itself, whatever the program does.</summary>
public sealed record RuntimeRequirements
{
    /// <summary>
    /// Room for node, which a program that may start others may start: some GiB of its own, and two WebAssembly
    /// memories of 10 GiB, which are reserved and not used.
    /// </summary>
    public static readonly ByteSize AnyProgramAddressSpace = ByteSize.FromMebibytes(24 * 1024);

    /// <summary>The runtime's own need (RLIMIT_DATA of an idle interpreter, rounded up), on top of the program's memory.</summary>
    public required ByteSize Memory { get; init; }

    /// <summary>What a process that may start no other may map beyond its memory.</summary>
    public required ByteSize AddressSpace { get; init; }

    /// <summary>Small, because each thread's is charged in full, where a runtime does not set its threads' own.</summary>
    public required ByteSize Stack { get; init; }

    /// <summary>Fewest processes that make sense; commands of a shell are processes.</summary>
    public required int MinimumProcesses { get; init; }

    /// <summary>What the runtime and programs in the language ask of the kernel, as long as they start no other.</summary>
    public required SystemCallList Calls { get; init; }

    public required ImmutableDictionary<string, string> Environment { get; init; }
}
