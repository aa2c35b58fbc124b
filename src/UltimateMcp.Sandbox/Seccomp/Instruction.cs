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
    internal const ushort Jump = 0x05;
    internal const ushort JumpIfEqual = 0x15;
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
