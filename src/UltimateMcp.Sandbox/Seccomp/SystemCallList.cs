using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace UltimateMcp.Sandbox.Seccomp;

/// <summary>The system calls that a kind of program makes: what its filter allows, apart from the argument rules.</summary>
public sealed class SystemCallList
{
    private readonly Lazy<ImmutableArray<byte>> _forking;
    private readonly Lazy<ImmutableArray<byte>> _forkless;

    private SystemCallList(string name, ImmutableArray<SystemCall> calls)
    {
        (Name, Calls) = (name, calls);
        _forking = new(() => SeccompFilter.For(RuntimeInformation.ProcessArchitecture, this, mayFork: true));
        _forkless = new(() => SeccompFilter.For(RuntimeInformation.ProcessArchitecture, this, mayFork: false));
    }

    /// <summary>A Python interpreter that starts no other program.</summary>
    public static SystemCallList Python { get; } = new("python", AllowedCalls.OfPython);

    /// <summary>A Node.js process that starts no other program.</summary>
    public static SystemCallList JavaScript { get; } = new("javascript", AllowedCalls.OfJavaScript);

    /// <summary>A .NET process that starts no other program.</summary>
    public static SystemCallList CSharp { get; } = new("csharp", AllowedCalls.OfCSharp);

    /// <summary>Shells and other programs that may start any program.</summary>
    public static SystemCallList AnyProgram { get; } = new("any program", AllowedCalls.OfAnyProgram);

    internal static ImmutableArray<SystemCallList> All { get; } = [Python, JavaScript, CSharp, AnyProgram];

    internal string Name { get; }

    internal ImmutableArray<SystemCall> Calls { get; }

    public override string ToString() => Name;

    /// <summary>The filter for this machine.</summary>
    internal ImmutableArray<byte> Filter(bool mayFork) => mayFork ? _forking.Value : _forkless.Value;
}
