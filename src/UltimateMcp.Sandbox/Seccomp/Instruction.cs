using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace UltimateMcp.Sandbox.Seccomp;

/// <summary>One instruction of classic BPF, struct sock_filter.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Instruction(ushort Code, byte IfTrue, byte IfFalse, uint Operand)
{
    internal const int Size = 8;

    internal const ushort LoadWord = 0x20;
    internal const ushort AndConstant = 0x54;
    internal const ushort JumpIfEqual = 0x15;
    internal const ushort JumpIfGreater = 0x25;
    internal const ushort JumpIfAtLeast = 0x35;
    internal const ushort JumpIfAnyBit = 0x45;
    internal const ushort Return = 0x06;

    internal void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(target, Code);
        target[2] = IfTrue;
        target[3] = IfFalse;
        BinaryPrimitives.WriteUInt32LittleEndian(target[4..], Operand);
    }
}

/// <summary>What a filter answers, the SECCOMP_RET_ values.</summary>
internal static class Answer
{
    internal const uint Allow = 0x7fff0000;
    internal const uint KillProcess = 0x80000000;

    /// <summary>Answered as if it were done: error 0.</summary>
    internal const uint Ignored = Errno;
    internal const uint NotPermitted = Errno | 1;
    internal const uint TryAgain = Errno | 11;
    internal const uint NoMemory = Errno | 12;
    internal const uint NotImplemented = Errno | 38;
    internal const uint NoSuchFamily = Errno | 97;

    private const uint Errno = 0x00050000;
}
