using System.Buffers.Binary;

namespace UltimateMcp.Tests.Sandbox.Seccomp;

/// <summary>
/// As much of the kernel's classic BPF as filters use, written from its description, so that a filter is judged by what
/// it answers.
/// </summary>
internal static class FilterInterpreter
{
    internal static uint Run(ReadOnlySpan<byte> filter, uint architecture, uint number, params ReadOnlySpan<ulong> arguments)
    {
        Span<byte> data = stackalloc byte[64];
        BinaryPrimitives.WriteUInt32LittleEndian(data, number);
        BinaryPrimitives.WriteUInt32LittleEndian(data[4..], architecture);
        for (var i = 0; i < arguments.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(data[(16 + (i * 8))..], arguments[i]);
        }

        uint accumulator = 0;
        for (var at = 0; ; at++)
        {
            var instruction = filter.Slice(at * 8, 8);
            var operand = BinaryPrimitives.ReadUInt32LittleEndian(instruction[4..]);
            bool? jump = null;
            switch (BinaryPrimitives.ReadUInt16LittleEndian(instruction))
            {
                case 0x20:
                    accumulator = BinaryPrimitives.ReadUInt32LittleEndian(data[(int)operand..]);
                    break;
                case 0x54:
                    accumulator &= operand;
                    break;
                case 0x15:
                    jump = accumulator == operand;
                    break;
                case 0x05:
                    at += (int)operand;
                    break;
                case 0x35:
                    jump = accumulator >= operand;
                    break;
                case 0x45:
                    jump = (accumulator & operand) != 0;
                    break;
                case 0x06:
                    return operand;
                case var code:
                    throw new InvalidDataException($"Instruction {code:x} at {at} is not known.");
            }

            at += jump switch { true => instruction[2], false => instruction[3], null => 0 };
        }
    }
}
