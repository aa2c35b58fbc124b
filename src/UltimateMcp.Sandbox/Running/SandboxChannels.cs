using System.Collections.Immutable;
using Microsoft.Win32.SafeHandles;
using UltimateMcp.Linux;
using UltimateMcp.Sandbox.Policy;
using UltimateMcp.Sandbox.Spawning;

namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// All descriptors of one sandbox. bubblewrap uses and closes the status, filter and file descriptors; the program
/// inherits 0, 1, 2 and the two of the worker protocol.
/// </summary>
internal sealed class SandboxChannels : IDisposable
{
    private readonly List<SafeFileHandle> _memoryFiles = [];

    private SandboxChannels(uint? owner, List<IDisposable> opened)
    {
        Input = Open(Pipe.ToWrite(owner));
        Output = Open(Pipe.ToRead(owner));
        Error = Open(Pipe.ToRead(owner));
        Command = Open(Pipe.ToWrite(owner));
        Report = Open(Pipe.ToRead(owner));
        Status = OpenMemoryFile("status");

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
    /// A file, not a pipe: bubblewrap writes to it before it lets its child continue. If the server died just then, a
    /// pipe would kill bubblewrap with SIGPIPE and leave a child that waits forever.
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

    /// <summary>The descriptors of the child and their target numbers.</summary>
    internal ImmutableArray<(SafeFileHandle Source, int Target)> ForChild(SandboxPolicy policy)
    {
        var places = ImmutableArray.CreateBuilder<(SafeFileHandle, int)>();
        places.Add((Input.Theirs, 0));
        places.Add((Output.Theirs, 1));
        places.Add((Error.Theirs, 2));
        places.Add((Command.Theirs, WorkerProtocol.CommandDescriptor));
        places.Add((Report.Theirs, WorkerProtocol.ReportDescriptor));
        places.Add((Status, BubblewrapArguments.StatusDescriptor));
        places.Add((CreateMemoryFile("filter", policy.Filter.AsSpan()), BubblewrapArguments.FilterDescriptor));
        var next = BubblewrapArguments.FirstFileDescriptor;
        foreach (var file in BubblewrapArguments.FilesOf(policy))
        {
            places.Add((CreateMemoryFile("file", file.Content.Span), next++));
        }

        return places.ToImmutable();
    }

    /// <summary>Call after the spawn: our copies of the child's ends would keep the streams open.</summary>
    internal void CloseTheirs()
    {
        foreach (var pipe in (Pipe[])[Input, Output, Error, Command, Report])
        {
            pipe.Theirs.Dispose();
        }

        _memoryFiles.ForEach(static file => file.Dispose());
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

    /// <summary>Creates a memfd with the content, which the child reads from the start.</summary>
    private SafeFileHandle CreateMemoryFile(string name, ReadOnlySpan<byte> content)
    {
        var file = OpenMemoryFile(name);
        _memoryFiles.Add(file);
        RandomAccess.Write(file, content, 0);
        return file;
    }

    private static SafeFileHandle OpenMemoryFile(string name) => Pipe.MoveUp(SystemCalls.CreateMemoryFile(name));
}
