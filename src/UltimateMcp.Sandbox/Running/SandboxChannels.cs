using System.Collections.Immutable;
using Microsoft.Win32.SafeHandles;
using UltimateMcp.Linux;
using UltimateMcp.Sandbox.Policy;
using UltimateMcp.Sandbox.Spawning;

namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// All descriptors of one sandbox. bubblewrap reads status, filter and file descriptors and closes them; 0, 1, 2 and the two of the
/// control protocol are what reaches the program.
/// </summary>
internal sealed class SandboxChannels : IDisposable
{
    private readonly List<SafeFileHandle> _handedOver = [];

    private SandboxChannels(uint? owner, List<IDisposable> opened)
    {
        Input = Open(Pipe.ToWrite(owner));
        Output = Open(Pipe.ToRead(owner));
        Error = Open(Pipe.ToRead(owner));
        Command = Open(Pipe.ToWrite(owner));
        Report = Open(Pipe.ToRead(owner));
        Status = NewFile("status");

        Pipe Open(Pipe pipe)
        {
            opened.Add(pipe);
            return pipe;
        }
    }

    internal Pipe Input { get; }

    internal Pipe Output { get; }

    internal Pipe Error { get; }

    internal Pipe Command { get; }

    internal Pipe Report { get; }

    /// <summary>
    /// A file, not a pipe: bubblewrap writes to it before it lets its child go on. Should the server die just then, a
    /// pipe would end bubblewrap, and leave a child that waits for ever.
    /// </summary>
    internal SafeFileHandle Status { get; }

    /// <exception cref="SandboxException">The server is out of descriptors.</exception>
    internal static SandboxChannels Open(uint? owner)
    {
        List<IDisposable> opened = [];
        try
        {
            return new SandboxChannels(owner, opened);
        }
        catch (SandboxException)
        {
            opened.ForEach(static pipe => pipe.Dispose());
            throw;
        }
    }

    /// <summary>The descriptors of the child, and where each goes.</summary>
    internal ImmutableArray<(SafeFileHandle Source, int Target)> ForChild(SandboxPolicy policy)
    {
        var places = ImmutableArray.CreateBuilder<(SafeFileHandle, int)>();
        places.Add((Input.Theirs, 0));
        places.Add((Output.Theirs, 1));
        places.Add((Error.Theirs, 2));
        places.Add((Command.Theirs, WorkerProtocol.CommandDescriptor));
        places.Add((Report.Theirs, WorkerProtocol.ReportDescriptor));
        places.Add((Status, BubblewrapArguments.StatusDescriptor));
        places.Add((HandOver("filter", policy.Filter.AsSpan()), BubblewrapArguments.FilterDescriptor));
        var next = BubblewrapArguments.FirstFileDescriptor;
        foreach (var file in BubblewrapArguments.FilesOf(policy))
        {
            places.Add((HandOver("file", file.Content.Span), next++));
        }

        return places.ToImmutable();
    }

    /// <summary>After the spawn: our copies of the child's ends would keep the streams open.</summary>
    internal void CloseTheirs()
    {
        foreach (var pipe in (Pipe[])[Input, Output, Error, Command, Report])
        {
            pipe.Theirs.Dispose();
        }

        _handedOver.ForEach(static file => file.Dispose());
    }

    public void Dispose()
    {
        CloseTheirs();
        foreach (var pipe in (Pipe[])[Input, Output, Error, Command, Report])
        {
            pipe.Dispose();
        }

        Status.Dispose();
    }

    /// <summary>Content as a file that exists only as a descriptor, read from its start by the one who inherits it.</summary>
    private SafeFileHandle HandOver(string name, ReadOnlySpan<byte> content)
    {
        var file = NewFile(name);
        _handedOver.Add(file);
        RandomAccess.Write(file, content, 0);
        return file;
    }

    private static SafeFileHandle NewFile(string name) => Pipe.Raise(SystemCalls.CreateMemoryFile(name));
}
