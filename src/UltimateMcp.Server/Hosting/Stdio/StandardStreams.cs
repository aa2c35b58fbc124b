namespace UltimateMcp.Server.Hosting.Stdio;

/// <summary>The process's own input and output, and the line to its user.</summary>
internal sealed record StandardStreams(Stream Input, Stream Output, StandardError Error)
{
    private const int LowestDuplicate = 3;

    /// <summary>A descriptor that nobody has: reading and writing it fail, which is the end of the host.</summary>
    private const int None = -1;

    /// <summary>Streams of a command: nothing is moved.</summary>
    public static StandardStreams Open() => OperatingSystem.IsLinux()
        ? new StandardStreams(new DescriptorStream(Given(0)), new DescriptorStream(Given(1)), new StandardError(new DescriptorStream(Given(2))))
        : OpenByRuntime();

    /// <summary>
    /// Streams of a server: the pipes to the host move to descriptors above 2 that no child inherits, input becomes <c>/dev/null</c> and
    /// output becomes stderr. From here on a stray write, ours, a library's or a child's, cannot damage the protocol, and no child can read it.
    /// </summary>
    public static StandardStreams TakeOver()
    {
        if (!OperatingSystem.IsLinux())
        {
            return OpenByRuntime();
        }

        var (input, output, error) = (Moved(Given(0)), Moved(Given(1)), Given(2));
        using (var nothing = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.ReadWrite))
        {
            var silent = (int)nothing.DangerousGetHandle();
            Place(silent, onto: 0, isGiven: input != None);
            Place(error == None ? silent : error, onto: 1, isGiven: output != None);
        }

        return new StandardStreams(new DescriptorStream(input), new DescriptorStream(output), new StandardError(new DescriptorStream(error)));
    }

    /// <summary>A host may start us with any of the three closed. Its number then is free, or something of the runtime's own, which unlike what a host gives is closed on exec.</summary>
    private static int Given(int descriptor) => Libc.Control(descriptor, Libc.GetDescriptorFlags, 0) == 0 ? descriptor : None;

    private static int Moved(int descriptor) => descriptor == None ? None : Libc.Control(descriptor, Libc.DuplicateCloseOnExec, LowestDuplicate);

    /// <summary>What the host did not give is not ours to replace.</summary>
    private static void Place(int source, int onto, bool isGiven)
    {
        if (isGiven)
        {
            _ = Libc.Duplicate(source, onto);
        }
    }

#pragma warning disable RS0030 // Elsewhere the runtime knows how to open the streams; the console's writer is pointed away from them at once.
    private static StandardStreams OpenByRuntime()
    {
        var streams = new StandardStreams(Console.OpenStandardInput(), Console.OpenStandardOutput(), new StandardError(Console.OpenStandardError()));
        Console.SetOut(Console.Error);
        return streams;
    }
#pragma warning restore RS0030
}
