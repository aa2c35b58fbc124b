using System.Collections.Immutable;

namespace UltimateMcp.Sandbox.Seccomp;

/// <summary>
/// Writes a filter as a list of tests, each of which either returns or falls through. The accumulator holds the call's number
/// between tests; a test that looks at an argument loads the number again behind it.
/// </summary>
internal sealed class FilterAssembler
{
    // struct seccomp_data: nr, arch, instruction pointer, six arguments of 8 bytes, low word first on both architectures.
    private const uint NumberOffset = 0;
    private const uint ArchitectureOffset = 4;
    private const uint ArgumentsOffset = 16;

    private readonly List<Instruction> _instructions = [];

    internal void RequireArchitecture(uint architecture)
    {
        Add(Instruction.LoadWord, ArchitectureOffset);
        Add(Instruction.JumpIfEqual, architecture, ifTrue: 1);
        Return(Answer.KillProcess);
        Add(Instruction.LoadWord, NumberOffset);
    }

    internal void AnswerAtLeast(uint number, uint answer)
    {
        Add(Instruction.JumpIfAtLeast, number, ifFalse: 1);
        Return(answer);
    }

    internal void AnswerAbove(uint number, uint answer)
    {
        Add(Instruction.JumpIfGreater, number, ifFalse: 1);
        Return(answer);
    }

    internal void AnswerCall(uint? number, uint answer)
    {
        if (number is { } known)
        {
            Add(Instruction.JumpIfEqual, known, ifFalse: 1);
            Return(answer);
        }
    }

    /// <summary>For one value of the accumulator, tests of their own; they fall through to <paramref name="otherwise"/>.</summary>
    internal void Decide(uint value, uint otherwise, Action<FilterAssembler> tests)
    {
        var inner = new FilterAssembler();
        tests(inner);
        inner.Return(otherwise);
        Add(Instruction.JumpIfEqual, value, ifFalse: checked((byte)inner._instructions.Count));
        _instructions.AddRange(inner._instructions);
    }

    /// <summary>The low word of an argument: what the kernel looks at in those of type int, whatever a program puts above.</summary>
    internal void LoadArgument(uint index) => Add(Instruction.LoadWord, ArgumentsOffset + (index * 8));

    internal void Mask(uint mask) => Add(Instruction.AndConstant, mask);

    internal void AnswerValue(uint value, uint answer)
    {
        Add(Instruction.JumpIfEqual, value, ifFalse: 1);
        Return(answer);
    }

    internal void AnswerAnyBit(uint bits, uint answer)
    {
        Add(Instruction.JumpIfAnyBit, bits, ifFalse: 1);
        Return(answer);
    }

    internal void Return(uint answer) => Add(Instruction.Return, answer);

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
