namespace UltimateMcp.Server.Hosting.Stdio;

/// <summary>The process's own input and output, and the line to its user.</summary>
internal sealed record StandardStreams(Stream Input, Stream Output, StandardError Error)
{
    private const int LowestDuplicate = 3;

    /// <summary>Streams of a command: nothing is moved.</summary>
    public static StandardStreams Open() => OperatingSystem.IsLinux()
        ? new StandardStreams(new DescriptorStream(0), new DescriptorStream(1), new StandardError(new DescriptorStream(2)))
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

        // A descriptor that was closed from the start duplicates to -1: reading or writing that is the end of the host.
        var input = LibC.Control(0, LibC.DuplicateCloseOnExec, LowestDuplicate);
        var output = LibC.Control(1, LibC.DuplicateCloseOnExec, LowestDuplicate);
        using (var nothing = File.OpenHandle("/dev/null"))
        {
            _ = LibC.Duplicate((int)nothing.DangerousGetHandle(), 0);
        }

        _ = LibC.Duplicate(2, 1);
        return new StandardStreams(new DescriptorStream(input), new DescriptorStream(output), new StandardError(new DescriptorStream(2)));
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
