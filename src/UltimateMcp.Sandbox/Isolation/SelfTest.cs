using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using UltimateMcp.Sandbox.Binds;
using UltimateMcp.Sandbox.Policy;
using UltimateMcp.Sandbox.Running;
using UltimateMcp.Sandbox.Seccomp;

namespace UltimateMcp.Sandbox.Isolation;

/// <summary>
/// Runs a probe instead of a program, with the same arguments up to the command and the same filter. It tries what must
/// fail in the sandbox but would work outside: reading files of the server and its user by each of their paths,
/// connecting to a listening socket, creating a namespace, writing a kernel setting. The isolation status contains only
/// what it found.
/// </summary>
internal sealed class SelfTest(BubblewrapOptions options, TimeProvider time, ILogger logger)
{
    private const string ProbePath = "/worker/probe.sh";
    private const int UserInside = 1000;
    private const int SeccompModeFilter = 2;

    /// <summary>
    /// Uses built-in commands only, because the probe may not fork. It ends with an exec of <c>unshare</c>, which must
    /// fail. No mount outside <c>/usr</c> may contain a canary, even if the probe's user could not read it. Below
    /// <c>/usr</c> a mask may cover it, so only the paths are checked there.
    /// </summary>
    private const string Probe =
        """
        printf R >&4
        read -r command <&3 || exit 9
        printf B >&4
        try() { if "${@:2}" 2>/dev/null; then printf '%s=reached\n' "$1"; else printf '%s=refused\n' "$1"; fi; }
        canary() {
          for name in "${names[@]}"; do
            if [[ -e $name ]] || { read -r line; } < "$name"; then return 0; fi
          done
          return 1
        }
        mounts() {
          seen=
          while read -r _ _ device root point _; do
            seen=yes
            [[ $point == /usr || $point == /usr/* ]] && continue
            for place in "${places[@]}"; do [[ $place == "$device ${root%/}/"* ]] && return 0; done
          done < /proc/self/mountinfo
          [[ -z $seen ]]
        }
        network() { { :; } 9<>"/dev/tcp/127.0.0.1/$port"; }
        kernel() { { :; } >> /proc/self/oom_score_adj || { :; } >> /proc/sys/kernel/core_pattern; }
        system() { { :; } > /usr/probe; }
        init() { { :; } < /proc/1/mem; }
        port=$1 names=("${@:3:$2}") places=("${@:3+$2}")
        try canary canary
        try mounts mounts
        try network network
        try kernel kernel
        try system system
        try init init
        while read -r name value rest; do
          case $name in Uid:|Seccomp:|CapEff:) printf '%s=%s\n' "${name%:}" "$value";; esac
        done < /proc/self/status
        exec /usr/bin/unshare --user /usr/bin/true
        """;

    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(10);

    /// <summary>The policy of a program that needs nothing but <c>/usr</c>.</summary>
    internal static SandboxPolicy PlainPolicy(BubblewrapOptions options) => new()
    {
        Program = new SandboxProgram
        {
            Executable = options.Bash,
            Arguments = [],
            WorkingFolder = "/scratch",
            Environment = ImmutableDictionary<string, string>.Empty,
            Binds = [],
            Files = [],
            Calls = SystemCallList.AnyProgram,
        },
        Limits = new SandboxLimits
        {
            Time = ProbeTime,
            Memory = ByteSize.FromMebibytes(32),
            RuntimeMemory = ByteSize.FromMebibytes(8),
            AddressSpace = ByteSize.FromMebibytes(64),
            Stack = ByteSize.FromMebibytes(2),
            FileSize = ByteSize.FromMebibytes(1),
            Processes = 1,
            Output = ByteSize.FromKibibytes(16),
        },
    };

    /// <exception cref="SandboxException">Something succeeded that must fail, or the probe could not be run.</exception>
    internal async Task<IsolationStatus> RunAsync(SandboxPolicy policy, HostFacts host, CancellationToken cancellationToken)
    {
        using var canaries = Canaries.Create(options, policy.Program.Binds, time, logger);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        try
        {
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            await using var sandbox = await ReadySandbox.StartAsync(
                WithProbe(policy, canaries, port), new SandboxHost(host, Cgroups: null), time, cancellationToken);
            var run = new SandboxRun(sandbox, Request(), time, logger);
            using var result = await run.RunAsync(Status(UserInside), new RunActivity(), cancellationToken)
                ?? throw Fault("the probe died before it began");
            cancellationToken.ThrowIfCancellationRequested();
            var status = Evaluate(result.ExitCode, Encoding.UTF8.GetString(result.StandardOutput.Bytes.Span));
            return status with { Filesystem = ReadOnlyBind.Summarize(policy.Program.Binds) };
        }
        catch (SocketException e)
        {
            throw ResourceExhaustion.Explain(e) ?? new SandboxException(
                SandboxError.Unavailable, $"The self test could not listen on loopback: {e.Message}", null, e);
        }
    }

    /// <summary>Every expected answer must be present.</summary>
    internal static IsolationStatus Evaluate(int? exitCode, string answers)
    {
        var found = answers.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => line.Split('=', 2))
            .Where(static pair => pair.Length == 2)
            .ToLookup(static pair => pair[0], static pair => pair[1], StringComparer.Ordinal);
        Demand("canary", "refused", "a file of the server could be read");
        Demand("mounts", "refused", "a folder of the server could be reached through a mount");
        Demand("network", "refused", "a socket of the host could be reached");
        Demand("kernel", "refused", "a kernel setting could be opened for writing");
        Demand("system", "refused", "a file could be written to /usr");
        Demand("init", "refused", "the memory of the sandbox's first process could be opened");
        Demand("Seccomp", SeccompModeFilter.ToString(CultureInfo.InvariantCulture), "the system call filter is not active");
        Demand("CapEff", "0000000000000000", "the program has capabilities");
        if (exitCode != 1)
        {
            throw Fault($"a new user namespace was not refused (exit code {exitCode})");
        }

        return int.TryParse(found["Uid"].FirstOrDefault(), CultureInfo.InvariantCulture, out var user)
            ? Status(user)
            : throw Fault("the probe did not report its user");

        void Demand(string name, string expected, string otherwise)
        {
            if (!found[name].SequenceEqual([expected], StringComparer.Ordinal))
            {
                throw Fault(otherwise);
            }
        }
    }

    private static SandboxException Fault(string what) =>
        new(
            SandboxError.Unavailable,
            $"The sandbox's self test failed: {what}. Code is not run.",
            "Run `ultimate-mcp doctor` for the details of this system.");

    private static IsolationStatus Status(int user) => new()
    {
        Tier = "namespaces+seccomp",
        Network = "none",
        Filesystem = "scratch only",
        Uid = user,
        Seccomp = true,
        Limits = [],
    };

    private static SandboxRequest Request() => new()
    {
        Nonce = "",
        Command = "go\n"u8.ToArray(),
        StandardInput = default,
        Files = [],
        Timeout = ProbeTime,
        ArtifactFolder = null,
    };

    /// <summary>The program's own policy, with bash and the probe in place of the interpreter and its worker.</summary>
    private SandboxPolicy WithProbe(SandboxPolicy policy, Canaries canaries, int port)
    {
        string[] names = [.. canaries.Names];
        var path = policy.Program.Files.IsEmpty ? ProbePath : policy.Program.Files[0].Path;
        var probe = new SandboxFile(path, Encoding.UTF8.GetBytes(Probe));
        return policy with
        {
            Program = policy.Program with
            {
                Executable = options.Bash,
                Arguments = [path, Text(port), Text(names.Length), .. names, .. canaries.Locations],
                Files = policy.Program.Files.IsEmpty ? [probe] : policy.Program.Files.SetItem(0, probe),
            },
            Limits = policy.Limits with { Time = ProbeTime },
        };
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
