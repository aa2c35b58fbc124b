using System.Collections.Immutable;
using System.Text.Json.Nodes;
using UltimateMcp.Code.Linters;
using UltimateMcp.Sandbox;
using UltimateMcp.Sandbox.Policy;
using UltimateMcp.Sandbox.Seccomp;

namespace UltimateMcp.Code.Languages.LanguageServers;

/// <summary>
/// A linter that speaks the Language Server Protocol 3.17. It runs as a service in a sandbox, which is kept for later documents;
/// without the caller's files it is always the same document, in a folder of ours.
/// </summary>
/// <param name="initialize">Makes the parameters of the request <c>initialize</c>; null: there is no such request.</param>
internal sealed class LanguageServer(BubblewrapSandbox sandbox, Func<JsonObject>? initialize)
{
    /// <summary>The folder of our documents and configurations inside the sandbox.</summary>
    public const string Folder = "/lint";

    /// <summary>Of one document. A nested type can take a compiler minutes.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private const string Starter = "LanguageServers/service.sh";
    private const string StarterPath = Language.WorkerFolder + "/service.sh";
    private const string Shell = "/usr/bin/sh";

    /// <summary>The kernel counts the processor time of all documents together.</summary>
    public static readonly TimeSpan ProcessorTime = TimeSpan.FromMinutes(20);

    public const int MaximumUses = 500;

    private static readonly ServiceRules Rules = new(MaximumUses, ByteSize.FromMebibytes(150));

    private static readonly ByteSize Memory = ByteSize.FromMebibytes(1024);

    public static readonly ByteSize MaximumErrors = ByteSize.FromMebibytes(1);

    /// <param name="policy">Made by <see cref="PolicyOf"/>.</param>
    /// <param name="files">The caller's; with some, the server is started for this use alone.</param>
    /// <exception cref="ServiceEndedException">The server crashed, or took too long.</exception>
    public Task<T> UseAsync<T>(
        SandboxPolicy policy,
        ImmutableArray<ScratchFile> files,
        Func<LanguageServerSession, CancellationToken, Task<T>> use,
        CancellationToken cancellationToken) =>
        sandbox.UseServiceAsync(
            policy,
            new ServiceRequest(Limit, files),
            async (service, token) =>
            {
                if (service.Session is not LanguageServerSession session)
                {
                    session = new LanguageServerSession(service);
                    if (initialize is not null)
                    {
                        await session.InitializeAsync(initialize(), token);
                    }

                    service.Session = session;
                }

                return await use(session, token);
            },
            cancellationToken);

    /// <summary>The finding about a server that ended.</summary>
    public static Finding FaultOf(string linter, ServiceEndedException end) =>
        end.Reason == KillReason.Time ? LinterFault.TimeoutOf(linter, Limit) : LinterFault.CrashOf(linter);

    /// <summary>The policy of a server.</summary>
    /// <param name="basis">That of programs in its language.</param>
    /// <param name="pool">Null: it is not kept.</param>
    /// <param name="command">The path of the program, and its arguments.</param>
    /// <param name="files">Our files in <see cref="Folder"/>.</param>
    public static SandboxPolicy PolicyOf(
        SandboxPolicy basis, string? pool, ImmutableArray<string> command, ImmutableArray<SandboxFile> files) => basis with
        {
            Program = basis.Program with
            {
                Executable = Shell,
                Arguments = [StarterPath, .. command],
                WorkingFolder = "/",
                Environment = ImmutableDictionary<string, string>.Empty,
                Files = [new SandboxFile(StarterPath, WorkerFiles.Read(Starter)), .. files],
                Calls = SystemCallList.AnyProgram,
            },
            Pool = pool,
            Service = Rules,
            Limits = basis.Limits with { Time = ProcessorTime, Memory = Memory, Output = MaximumErrors },
        };
}
