using System.Collections.Immutable;

namespace UltimateMcp.Sandbox.Seccomp;

/// <summary>Assembles a filter, or a block of one, from tests. Each test either returns or falls through.</summary>
internal sealed class FilterAssembler
{
    // struct seccomp_data: nr, arch, instruction pointer, six arguments of 8 bytes, low word first on both architectures.
    private const uint NumberOffset = 0;
    private const uint ArchitectureOffset = 4;
    private const uint ArgumentsOffset = 16;

    private readonly List<Instruction> _instructions = [];

    /// <summary>A block that always returns: the tests, and the default action if no test matches.</summary>
    internal static ImmutableArray<Instruction> Block(Action<FilterAssembler> tests, uint defaultAction)
    {
        var block = new FilterAssembler();
        tests(block);
        block.Return(defaultAction);
        return [.. block._instructions];
    }

    /// <summary>Leaves the system call number in the accumulator.</summary>
    internal void RequireArchitecture(uint architecture)
    {
        Add(Instruction.LoadWord, ArchitectureOffset);
        Add(Instruction.JumpIfEqual, architecture, ifTrue: 1);
        Return(SeccompAction.KillProcess);
        Add(Instruction.LoadWord, NumberOffset);
    }

    internal void ReturnIfAtLeast(uint number, uint action)
    {
        Add(Instruction.JumpIfAtLeast, number, ifFalse: 1);
        Return(action);
    }

    /// <summary>Tests for one value of the accumulator; they fall through to <paramref name="defaultAction"/>.</summary>
    internal void IfEqual(uint value, uint defaultAction, Action<FilterAssembler> tests)
    {
        var inner = Block(tests, defaultAction);
        Add(Instruction.JumpIfEqual, value, ifFalse: checked((byte)inner.Length));
        _instructions.AddRange(inner);
    }

    /// <summary>Loads the low word of an argument. For arguments of type int the kernel ignores the high word.</summary>
    internal void LoadArgument(uint index) => Add(Instruction.LoadWord, ArgumentsOffset + (index * 8));

    /// <summary>Loads the high word, for a pointer or a length.</summary>
    internal void LoadArgumentHigh(uint index) => Add(Instruction.LoadWord, ArgumentsOffset + (index * 8) + 4);

    internal void Mask(uint mask) => Add(Instruction.AndConstant, mask);

    internal void ReturnIfEqual(uint value, uint action)
    {
        Add(Instruction.JumpIfEqual, value, ifFalse: 1);
        Return(action);
    }

    internal void ReturnIfAnyOf(ReadOnlySpan<uint> values, uint action)
    {
        for (var i = 0; i < values.Length; i++)
        {
            Add(Instruction.JumpIfEqual, values[i], ifTrue: checked((byte)(values.Length - i)));
        }

        Add(Instruction.Jump, 1);
        Return(action);
    }

    internal void ReturnIfAnyBit(uint bits, uint action)
    {
        Add(Instruction.JumpIfAnyBit, bits, ifFalse: 1);
        Return(action);
    }

    internal void Return(uint action) => Add(Instruction.Return, action);

    /// <summary>
    /// Finds the range that contains the accumulator by binary search and continues with its block. A conditional jump
    /// reaches 255 instructions; a longer one needs an unconditional jump.
    /// </summary>
    /// <param name="ranges">Sorted by first value, without gaps, starting at 0.</param>
    internal void Search(ReadOnlySpan<FilterRange> ranges)
    {
        if (ranges.Length == 1)
        {
            _instructions.AddRange(ranges[0].Block);
            return;
        }

        var middle = ranges.Length / 2;
        var lower = new FilterAssembler();
        lower.Search(ranges[..middle]);
        var length = lower._instructions.Count;
        if (length <= byte.MaxValue)
        {
            Add(Instruction.JumpIfAtLeast, ranges[middle].First, ifTrue: (byte)length);
        }
        else
        {
            Add(Instruction.JumpIfAtLeast, ranges[middle].First, ifFalse: 1);
            Add(Instruction.Jump, (uint)length);
        }

        _instructions.AddRange(lower._instructions);
        Search(ranges[middle..]);
    }

    internal ImmutableArray<byte> ToBytes()
    {
        var bytes = new byte[_instructions.Count * Instruction.Size];
        for (var i = 0; i < _instructions.Count; i++)
        {
            _instructions[i].Write(bytes.AsSpan(i * Instruction.Size));
        }

        return [.. bytes];
    }

    private void Add(ushort code, uint operand, byte ifTrue = 0, byte ifFalse = 0) =>
        _instructions.Add(new Instruction(code, ifTrue, ifFalse, operand));
}

/// <summary>
/// The values from <paramref name="First"/> to the start of the next range, and the block for them, which always
/// returns.
/// </summary>
internal sealed record FilterRange(uint First, ImmutableArray<Instruction> Block);
