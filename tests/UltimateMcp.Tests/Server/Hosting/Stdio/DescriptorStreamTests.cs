using UltimateMcp.Linux;
using System.IO.Pipes;
using System.Text;
using UltimateMcp.Server.Hosting.Stdio;

namespace UltimateMcp.Tests.Server.Hosting.Stdio;

public sealed class DescriptorStreamTests : IDisposable
{
    private const int SetStatusFlags = 4;
    private const int NonBlocking = 2048;

    private readonly AnonymousPipeServerStream _writeEnd = new(PipeDirection.Out);
    private readonly AnonymousPipeClientStream _readEnd;

    public DescriptorStreamTests() => _readEnd = new AnonymousPipeClientStream(PipeDirection.In, _writeEnd.ClientSafePipeHandle);

    public void Dispose()
    {
        _readEnd.Dispose();
        _writeEnd.Dispose();
    }

    [Fact]
    public async Task A_descriptor_that_the_host_made_non_blocking_is_waited_for()
    {
        var descriptor = (int)_readEnd.SafePipeHandle.DangerousGetHandle();
        Assert.Equal(0, Libc.fcntl(descriptor, SetStatusFlags, NonBlocking));
        var buffer = new byte[16];

        var reading = Task.Run(() => new DescriptorStream(descriptor).Read(buffer));
        _writeEnd.Write("hello"u8);

        Assert.Equal(5, await reading.InTime());
    }

    [Fact]
    public async Task A_long_write_to_a_non_blocking_descriptor_goes_through_whole()
    {
        var descriptor = (int)_writeEnd.SafePipeHandle.DangerousGetHandle();
        Assert.Equal(0, Libc.fcntl(descriptor, SetStatusFlags, NonBlocking));

        var writing = Task.Run(() => new DescriptorStream(descriptor).Write(new byte[1_000_000]));
        var received = new byte[1_000_000];
        await _readEnd.ReadExactlyAsync(received).AsTask().InTime();

        await writing.InTime();
    }

    [Fact]
    public void A_write_that_nobody_reads_is_an_IOException()
    {
        var stream = new DescriptorStream((int)_writeEnd.SafePipeHandle.DangerousGetHandle());
        _readEnd.Dispose();
        _writeEnd.ClientSafePipeHandle.Dispose();

        Assert.Throws<IOException>(() => stream.Write("x"u8));
    }

    [Fact]
    public void A_closed_descriptor_is_an_IOException() =>
        Assert.Throws<IOException>(() => new DescriptorStream(-1).Read(new byte[1]));

    [Fact]
    public void Lines_for_a_user_who_never_reads_are_dropped_once_the_pipe_is_full()
    {
        var error = new StandardError(new DescriptorStream((int)_writeEnd.SafePipeHandle.DangerousGetHandle()));

        for (var line = 0; line < 100; line++)
        {
            error.WriteLine(new string('x', 4000));
        }

        var first = new byte[4001];
        _readEnd.ReadExactly(first);
        Assert.Equal(new string('x', 4000) + "\n", Encoding.UTF8.GetString(first));
    }
}
