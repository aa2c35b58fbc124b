using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using UltimateMcp.Sandbox.Policy;
using UltimateMcp.Sandbox.Running;

namespace UltimateMcp.Sandbox.Isolation;

/// <summary>
/// Runs a probe with the very vector and filter that programs get. It tries what must fail, each thing being there to be had outside:
/// a file of the server, a listening socket, a new namespace, a kernel setting. Only its answers become the receipt.
/// </summary>
internal sealed class SelfTest(BubblewrapOptions options, TimeProvider time, ILogger logger)
{
    private const string ProbePath = "/worker/probe.sh";
    private const int UserInside = 1000;
    private const int FilterMode = 2;

    /// <summary>Built-in commands only: the probe may not fork. It ends as <c>unshare</c>, which must be refused, hence fail.</summary>
    private const string Probe =
        """
        printf R >&4
        read -r command <&3 || exit 9
        try() { if "${@:2}" 2>/dev/null; then printf '%s=reached\n' "$1"; else printf '%s=refused\n' "$1"; fi; }
        canary() { { read -r line; } < "$canary_file"; }
        network() { { :; } 9<>"/dev/tcp/127.0.0.1/$port"; }
        kernel() { { :; } >> /proc/self/oom_score_adj || { :; } >> /proc/sys/kernel/core_pattern; }
        system() { { :; } > /usr/probe; }
        init() { { :; } < /proc/1/mem; }
        canary_file=$1 port=$2
        try canary canary
        try network network
        try kernel kernel
        try system system
        try init init
        while read -r name value rest; do
          case $name in Uid:|Seccomp:|CapEff:) printf '%s=%s\n' "${name%:}" "$value";; esac
        done < /proc/self/status
        exec /usr/bin/unshare --user /usr/bin/true
        """;

    private static readonly SandboxLimits Limits = new()
    {
        Time = TimeSpan.FromSeconds(10),
        Memory = ByteSize.FromMebibytes(32),
        RuntimeMemory = ByteSize.FromMebibytes(8),
        AddressSpace = ByteSize.FromMebibytes(64),
        Stack = ByteSize.FromMebibytes(2),
        FileSize = ByteSize.FromMebibytes(1),
        Processes = 1,
        Output = ByteSize.FromKibibytes(16),
    };

    /// <exception cref="SandboxException">Something that must fail did not, or the probe could not be run at all.</exception>
    internal async Task<IsolationReceipt> RunAsync(HostFacts host, CancellationToken cancellationToken)
    {
        var canary = PlaceCanary();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        try
        {
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            var run = new SandboxRun(host, cgroups: null, PolicyFor(canary, port), Request(), new RunActivity(), time, logger);
            using var result = await run.RunAsync(Receipt(UserInside), cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            return Judge(result.ExitCode, Encoding.UTF8.GetString(result.StandardOutput.Bytes.Span));
        }
        catch (SocketException e)
        {
            throw Shortage.Explain(e) ?? new SandboxException(SandboxError.Unavailable, $"The self test could not listen on loopback: {e.Message}", null, e);
        }
        finally
        {
            File.Delete(canary);
        }
    }

    /// <summary>In the server's folder; where that cannot be written, in the folder for temporary files, which programs must not see either.</summary>
    private string PlaceCanary()
    {
        SandboxException? shortage = null;
        var name = "canary-" + RandomNumberGenerator.GetHexString(16, lowercase: true);
        foreach (var folder in (string[])[options.CanaryFolder, Path.GetTempPath()])
        {
            try
            {
                Directory.CreateDirectory(folder);
                var canary = Path.Combine(folder, name);
                File.WriteAllText(canary, "visible\n");
                return canary;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException || Shortage.Explain(e) is not null)
            {
                Log.CanaryNotPlaced(logger, folder, e.Message);
                shortage ??= Shortage.Explain(e);
            }
        }

        throw shortage ?? new SandboxException(
            SandboxError.Unavailable,
            "The self test has no folder that it can write, so it cannot prove that files of the server are hidden.",
            $"Make {options.CanaryFolder} or {Path.GetTempPath()} writable.");
    }

    /// <summary>Every answer must be there and be the expected one.</summary>
    internal static IsolationReceipt Judge(int? exitCode, string answers)
    {
        var said = answers.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => line.Split('=', 2))
            .Where(static pair => pair.Length == 2)
            .ToLookup(static pair => pair[0], static pair => pair[1], StringComparer.Ordinal);
        Demand("canary", "refused", "a file of the server could be read");
        Demand("network", "refused", "a socket of the host could be reached");
        Demand("kernel", "refused", "a kernel setting could be opened for writing");
        Demand("system", "refused", "a file could be written to /usr");
        Demand("init", "refused", "the memory of the sandbox's first process could be opened");
        Demand("Seccomp", FilterMode.ToString(CultureInfo.InvariantCulture), "the system call filter is not in force");
        Demand("CapEff", "0000000000000000", "the program has capabilities");
        if (exitCode != 1)
        {
            throw Fault($"a new user namespace was not refused (exit code {exitCode})");
        }

        return int.TryParse(said["Uid"].FirstOrDefault(), CultureInfo.InvariantCulture, out var user)
            ? Receipt(user)
            : throw Fault("the probe did not tell its user");

        void Demand(string name, string expected, string otherwise)
        {
            if (!said[name].SequenceEqual([expected], StringComparer.Ordinal))
            {
                throw Fault(otherwise);
            }
        }
    }

    private static SandboxException Fault(string what) =>
        new(SandboxError.Unavailable, $"The sandbox's self test failed: {what}. Code is not run.", "Run `ultimate-mcp doctor` for the details of this system.");

    private static IsolationReceipt Receipt(int user) => new()
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
        ArtifactFolder = null,
    };

    private SandboxPolicy PolicyFor(string canary, int port) => new()
    {
        Program = new SandboxProgram
        {
            Executable = options.Bash,
            Arguments = [ProbePath, canary, port.ToString(CultureInfo.InvariantCulture)],
            Environment = ImmutableDictionary<string, string>.Empty,
            ReadOnlyFolders = [],
            Files = [new SandboxFile(ProbePath, Encoding.UTF8.GetBytes(Probe))],
            Signs = LimitSigns.None,
        },
        Limits = Limits,
    };
}
