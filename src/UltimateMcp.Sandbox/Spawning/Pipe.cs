using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using UltimateMcp.Linux;

namespace UltimateMcp.Sandbox.Spawning;

/// <summary>A pipe between the server and a program. Our end is non-blocking, theirs is blocking.</summary>
internal sealed class Pipe : IDisposable
{
    /// <summary>Our descriptors have higher numbers than any that a program gets, so that a dup2 never overwrites one of them.</summary>
    internal const int LowestDescriptor = 64;

    private const string NotOpened = "A pipe or file for a program could not be opened";

    private Pipe(SafeFileHandle ours, SafeFileHandle theirs)
    {
        Ours = ours;
        Theirs = theirs;
    }

    internal SafeFileHandle Ours { get; }

    internal SafeFileHandle Theirs { get; }

    /// <exception cref="SandboxException">The server is out of descriptors.</exception>
    internal static Pipe ToRead(uint? owner) => Open(oursIsFirst: true, owner);

    /// <inheritdoc cref="ToRead"/>
    internal static Pipe ToWrite(uint? owner) => Open(oursIsFirst: false, owner);

    /// <summary>
    /// Moves a new descriptor above <see cref="LowestDescriptor"/>. A negative value means that the call that created
    /// it failed.
    /// </summary>
    /// <exception cref="SandboxException">No descriptor is available.</exception>
    internal static SafeFileHandle MoveUp(int descriptor)
    {
        if (descriptor < 0)
        {
            throw NoDescriptor(Marshal.GetLastPInvokeError());
        }

        if (descriptor >= LowestDescriptor)
        {
            return new SafeFileHandle(descriptor, ownsHandle: true);
        }

        var moved = Libc.fcntl(descriptor, Libc.F_DUPFD_CLOEXEC, LowestDescriptor);
        var error = Marshal.GetLastPInvokeError();
        _ = Libc.close(descriptor);
        return moved < 0 ? throw NoDescriptor(error) : new SafeFileHandle(moved, ownsHandle: true);
    }

    public void Dispose()
    {
        Ours.Dispose();
        Theirs.Dispose();
    }

    private static unsafe Pipe Open(bool oursIsFirst, uint? owner)
    {
        var ends = stackalloc int[2];
        if (Libc.pipe2(ends, Libc.O_CLOEXEC) != 0)
        {
            throw NoDescriptor(Marshal.GetLastPInvokeError());
        }

        var reader = MoveUpOrClose(ends[0], ends[1]);
        SafeFileHandle writer;
        try
        {
            writer = MoveUp(ends[1]);
        }
        catch (SandboxException)
        {
            reader.Dispose();
            throw;
        }

        var pipe = oursIsFirst ? new Pipe(reader, writer) : new Pipe(writer, reader);
        _ = Libc.fcntl((int)pipe.Ours.DangerousGetHandle(), Libc.F_SETFL, Libc.O_NONBLOCK);
        if (owner is { } user)
        {
            // Both ends are one inode. Without this the program, which runs as another user, could not open /dev/stdout.
            _ = Libc.fchown(pipe.Theirs, user, user);
        }

        return pipe;
    }

    private static SafeFileHandle MoveUpOrClose(int descriptor, int other)
    {
        try
        {
            return MoveUp(descriptor);
        }
        catch (SandboxException)
        {
            _ = Libc.close(other);
            throw;
        }
    }

    private static SandboxException NoDescriptor(int error) =>
        error == Libc.EINVAL
            ? ResourceExhaustion.Of(NotOpened, Libc.EMFILE) // fcntl(2): the lowest number wanted lies above the limit.
            : ResourceExhaustion.Of(NotOpened, error);
}
