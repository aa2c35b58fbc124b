using UltimateMcp.Sandbox.Isolation;
using UltimateMcp.Sandbox.Policy;

namespace UltimateMcp.Sandbox.Pool;

/// <summary>Everything that the start of a sandbox depends on: those with the same key are interchangeable.</summary>
/// <param name="Host">A new one after each self test, which is repeated when a file of the interpreter changes.</param>
internal sealed record PoolKey(SandboxPolicy Policy, VerifiedHost Host)
{
    private readonly string _arguments = string.Join('\0', BubblewrapArguments.Of(Policy, Host.Host.Facts));

    public bool Equals(PoolKey? other) =>
        other is not null
        && ReferenceEquals(Host, other.Host)
        && _arguments == other._arguments
        && Policy.Limits == other.Policy.Limits
        && Policy.Filter.AsSpan().SequenceEqual(other.Policy.Filter.AsSpan())
        && FilesEqual(Policy.Program, other.Policy.Program);

    public override int GetHashCode() => _arguments.GetHashCode(StringComparison.Ordinal);

    private static bool FilesEqual(SandboxProgram one, SandboxProgram other) =>
        one.Files.Length == other.Files.Length
        && one.Files.Zip(other.Files).All(static pair =>
            pair.First.Path == pair.Second.Path && pair.First.Content.Span.SequenceEqual(pair.Second.Content.Span));
}
