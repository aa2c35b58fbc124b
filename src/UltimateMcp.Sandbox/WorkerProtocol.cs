using System.Collections.Immutable;
using System.Security.Cryptography;

namespace UltimateMcp.Sandbox;

/// <summary>
/// The protocol between the sandbox and the worker inside.
/// <list type="number">
/// <item>The worker inherits descriptors 0, 1, 2, <see cref="CommandDescriptor"/> (reads) and
/// <see cref="ReportDescriptor"/> (writes), and no other.</item>
/// <item>When its interpreter has started it writes <see cref="Ready"/> to the report descriptor. No code is sent
/// before.</item>
/// <item>The server writes <see cref="SandboxRequest.Command"/> and closes: the worker reads to the end of the stream.
/// An empty command means that the server is gone; the worker then exits without running anything. Otherwise it writes
/// <see cref="Begun"/>: without that byte no code was run.</item>
/// <item>When the code has finished the worker writes one line of JSON, a <see cref="WorkerReport"/>, at most
/// <see cref="MaximumReport"/> long. A line without the right nonce is dropped; a missing report means that the program
/// died.</item>
/// </list>
/// Once it has begun, everything that the worker says may be forged.
/// </summary>
public static class WorkerProtocol
{
    public const int CommandDescriptor = 3;
    public const int ReportDescriptor = 4;
    public const byte Ready = (byte)'R';
    public const byte Begun = (byte)'B';
    public static readonly ByteSize MaximumReport = ByteSize.FromKibibytes(64);

    /// <summary>A new <see cref="SandboxRequest.Nonce"/>: 128 random bits in hex.</summary>
    public static string CreateNonce() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}

/// <summary>
/// What the worker reports about how the code ended. JSON names: nonce, exit, type, message, line, errno, refused,
/// attempted.
/// </summary>
/// <param name="Exit">The exit code that the code asked for.</param>
/// <param name="Type">Name of the uncaught exception's type.</param>
/// <param name="Line">Line of the user's code, from 1.</param>
/// <param name="Errno">errno of an uncaught operating-system error.</param>
/// <param name="Attempted">Unavailable resources that the code tried to use, even if it continued.</param>
/// <param name="Refused">The refused resource that caused the uncaught error. The errno is not enough: EAGAIN can also
/// come from an empty pipe.</param>
public sealed record WorkerReport(
    string Nonce,
    int Exit,
    string? Type = null,
    string? Message = null,
    int? Line = null,
    int? Errno = null,
    RefusedResource? Refused = null,
    ImmutableArray<RefusedResource>? Attempted = null);

/// <summary>JSON: memory, process, thread, network.</summary>
public enum RefusedResource
{
    Memory,

    /// <summary>By fork, spawn or exec.</summary>
    Process,
    Thread,
    Network,
}
