using System.Buffers;
using System.Runtime.InteropServices;
using UltimateMcp.Linux;

namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// Memory for the output of one stream, outside the managed heap. The kernel allocates pages when they are written, so
/// reserving the maximum costs nothing while a program prints little, and a large output is stored once and freed at
/// once. The owner must dispose it.
/// </summary>
internal sealed unsafe class OutputBuffer : MemoryManager<byte>
{
    private readonly int _size;
    private byte* _start;

    /// <exception cref="SandboxException">There is no memory.</exception>
    internal OutputBuffer(int size)
    {
        var start = Libc.mmap(0, (nuint)size, Libc.PROT_READ | Libc.PROT_WRITE, Libc.MAP_PRIVATE_ANONYMOUS, -1, 0);
        if (start == Libc.MAP_FAILED)
        {
            throw ResourceExhaustion.Of("There is not enough memory for the output of a run", Marshal.GetLastPInvokeError());
        }

        _start = (byte*)start;
        _size = size;
    }

    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_start is null, this);
        return new Span<byte>(_start, _size);
    }

    /// <summary>It never moves.</summary>
    public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (_start is not null)
        {
            _ = Libc.munmap((nint)_start, (nuint)_size);
            _start = null;
        }
    }
}
