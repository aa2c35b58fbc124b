using UltimateMcp.Linux;

namespace UltimateMcp.Server.Hosting.Stdio;

/// <summary>The standard streams of the process.</summary>
internal sealed record StandardStreams(Stream Input, Stream Output, StandardError Error)
{
    private const int LowestDuplicate = 3;

    /// <summary>Not a descriptor: reads and writes fail with EBADF, as if the host were gone.</summary>
    private const int None = -1;

    /// <summary>For a command: the descriptors stay where they are.</summary>
    public static StandardStreams Open() => OperatingSystem.IsLinux()
        ? Over(OpenOrNone(0), OpenOrNone(1), OpenOrNone(2))
        : OpenByRuntime();

    /// <summary>
    /// For a server: the pipes to the host move to descriptors above 2 that no child inherits, stdin becomes
    /// <c>/dev/null</c> and stdout becomes stderr. After that a stray write by the server, a library or a child cannot
    /// corrupt the protocol, and no child can read it.
    /// </summary>
    public static StandardStreams TakeOver()
    {
        if (!OperatingSystem.IsLinux())
        {
            return OpenByRuntime();
        }

        var (input, output, error) = (MovedUp(OpenOrNone(0)), MovedUp(OpenOrNone(1)), OpenOrNone(2));
        using (var nothing = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.ReadWrite))
        {
            var devNull = (int)nothing.DangerousGetHandle();
            Replace(0, devNull, wasOpen: input != None);
            Replace(1, error == None ? devNull : error, wasOpen: output != None);
        }

        return Over(input, output, error);
    }

    private static StandardStreams Over(int input, int output, int error) =>
        new(new DescriptorStream(input), new DescriptorStream(output), new StandardError(new DescriptorStream(error)));

    /// <summary>
    /// A host may start the server with any of the three closed. The number is then free, or used by the runtime, whose
    /// files have close-on-exec set, unlike those of a host.
    /// </summary>
    private static int OpenOrNone(int descriptor) => Libc.fcntl(descriptor, Libc.F_GETFD, 0) == 0 ? descriptor : None;

    private static int MovedUp(int descriptor) =>
        descriptor == None ? None : Libc.fcntl(descriptor, Libc.F_DUPFD_CLOEXEC, LowestDuplicate);

    /// <summary>If the host left the descriptor closed, the runtime may use its number by now.</summary>
    private static void Replace(int descriptor, int source, bool wasOpen)
    {
        if (wasOpen)
        {
            _ = Libc.dup2(source, descriptor);
        }
    }

#pragma warning disable RS0030 // On other systems the runtime opens the streams; the console's writer is pointed away from stdout at once.
    private static StandardStreams OpenByRuntime()
    {
        var error = new StandardError(Console.OpenStandardError());
        var streams = new StandardStreams(Console.OpenStandardInput(), Console.OpenStandardOutput(), error);
        Console.SetOut(Console.Error);
        return streams;
    }
#pragma warning restore RS0030
}
