using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using UltimateMcp.Sandbox;
using UltimateMcp.Sandbox.Isolation;
using UltimateMcp.Sandbox.Policy;
using UltimateMcp.Sandbox.Pool;
using UltimateMcp.Sandbox.Running;
using UltimateMcp.Sandbox.Seccomp;

namespace UltimateMcp.Tests.Sandbox;

/// <summary>A sandbox for tests, and two small workers: bash, which evaluates its command, and Python, which executes it.</summary>
public sealed class SandboxFixture : IAsyncLifetime
{
    public const string Nonce = "00112233445566778899aabbccddeeff";

    private const string BashWorker =
        """
        printf R >&4
        mapfile -d '' command <&3
        exec 3<&-
        [ -n "${command[0]}" ] || exit 9
        printf B >&4
        eval "${command[0]}"
        """;

    private const string PythonWorker =
        """
        import json, os, sys
        os.write(4, b"R")
        with open(3, "rb") as command:
            code = command.read().decode()
        if not code:
            os._exit(9)
        os.write(4, b"B")
        try:
            exec(compile(code, "main.py", "exec"), {"__name__": "__main__"})
            report = {"nonce": "00112233445566778899aabbccddeeff", "exit": 0}
        except BaseException as e:
            report = {"nonce": "00112233445566778899aabbccddeeff", "exit": 1, "type": type(e).__name__, "message": str(e),
                      "errno": getattr(e, "errno", None),
                      "refused": "memory" if isinstance(e, MemoryError) else "process" if isinstance(e, BlockingIOError) else None}
            print(type(e).__name__, e, file=sys.stderr)
        sys.stdout.flush()
        os.write(4, (json.dumps(report) + "\n").encode())
        os._exit(report["exit"])
        """;

    public static readonly SandboxLimits Limits = new()
    {
        Time = TimeSpan.FromSeconds(10),
        Memory = ByteSize.FromMebibytes(64),
        RuntimeMemory = ByteSize.FromMebibytes(16),
        AddressSpace = ByteSize.FromMebibytes(1024),
        Stack = ByteSize.FromMebibytes(2),
        FileSize = ByteSize.FromMebibytes(1),
        Processes = 1,
        Output = ByteSize.FromKibibytes(64),
    };

    public string Folder { get; } = Directory.CreateTempSubdirectory("um-sandbox-").FullName;

    public BubblewrapSandbox Sandbox { get; private set; } = null!;

    public static SandboxPolicy Bash(SandboxLimits? limits = null, string worker = BashWorker) =>
        Policy("/usr/bin/bash", "/worker/worker.sh", worker, limits ?? Limits with { Processes = 32 });

    public static SandboxPolicy Python(SandboxLimits? limits = null) =>
        Policy("/usr/bin/python3", "/worker/worker.py", PythonWorker, limits ?? Limits);

    public static SandboxRequest Request(string code, string input = "", params ScratchFile[] files) => new()
    {
        Nonce = Nonce,
        Command = Encoding.UTF8.GetBytes(code),
        StandardInput = Encoding.UTF8.GetBytes(input),
        Files = [.. files],
        Timeout = Limits.Time,
        ArtifactFolder = null,
    };

    public static ScratchFile File(string path, string content)
    {
        Assert.True(ScratchPath.TryParse(path, out var parsed, out _));
        return new ScratchFile(parsed, Encoding.UTF8.GetBytes(content));
    }

    public static string Text(CapturedOutput output) => Encoding.UTF8.GetString(output.Bytes.Span);

    public ValueTask InitializeAsync()
    {
        Sandbox = NewSandbox();
        return ValueTask.CompletedTask;
    }

    public BubblewrapSandbox NewSandbox(BubblewrapOptions? options = null, PoolOptions? pool = null, TimeProvider? time = null) =>
        new(
            options ?? new BubblewrapOptions { CanaryFolder = Folder },
            pool ?? PoolOptions.Off,
            time ?? TimeProvider.System,
            NullLogger<BubblewrapSandbox>.Instance);

    /// <summary>This machine, without cgroups.</summary>
    internal async Task<SandboxHost> DetectHostAsync() => new(
        await HostDetection.DetectAsync(new BubblewrapOptions { CanaryFolder = Folder }, TestContext.Current.CancellationToken),
        Cgroups: null);

    /// <summary>A sandbox outside of any pool, which the caller disposes.</summary>
    internal async Task<ReadySandbox> StartReadyAsync(SandboxPolicy policy) => await ReadySandbox.StartAsync(
        policy, await DetectHostAsync(), TimeProvider.System, TestContext.Current.CancellationToken);

    /// <summary>Runs for as long as the policy allows.</summary>
    public Task<SandboxResult> RunAsync(SandboxPolicy policy, SandboxRequest request) =>
        Sandbox.RunAsync(policy, request with { Timeout = policy.Limits.Time }, new RunActivity(), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Sandbox.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static SandboxPolicy Policy(string executable, string path, string worker, SandboxLimits limits) => new()
    {
        Program = new SandboxProgram
        {
            Executable = executable,
            Arguments = [path],
            WorkingFolder = "/scratch",
            Environment = ImmutableDictionary<string, string>.Empty,
            Binds = [],
            Files = [new SandboxFile(path, Encoding.UTF8.GetBytes(worker))],
            Calls = SystemCallList.AnyProgram,
        },
        Limits = limits,
    };
}

/// <summary>Tests that start sandboxes run one after the other: they measure time and check for remaining processes.</summary>
[CollectionDefinition(Name)]
public sealed class TakesTurns : ICollectionFixture<SandboxFixture>
{
    public const string Name = "sandbox";
}

/// <summary>Tests that measure this process: no other tests run in parallel.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RunsAlone : ICollectionFixture<SandboxFixture>
{
    public const string Name = "alone";
}
