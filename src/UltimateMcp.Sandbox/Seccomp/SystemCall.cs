using System.Runtime.InteropServices;

namespace UltimateMcp.Sandbox.Seccomp;

/// <summary>A system call and its number on each architecture; null if the architecture lacks it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SystemCall(string Name, uint? X64, uint? Arm64)
{
    /// <summary>A call newer than the unified numbering (Linux 5.1).</summary>
    internal SystemCall(string name, uint number)
        : this(name, number, number)
    {
    }

    internal uint? NumberOn(Architecture architecture) => architecture == Architecture.X64 ? X64 : Arm64;
}
