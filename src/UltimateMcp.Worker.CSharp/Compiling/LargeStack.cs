using System.ComponentModel;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace UltimateMcp.Worker.CSharp.Compiling;

/// <summary>
/// Runs work on a thread with a stack of any size, which is unmapped when the work is done: the C library would keep
/// the stack of a Thread for later ones, and it would count as memory of the program.
/// </summary>
internal static unsafe partial class LargeStack
{
    // mmap(2)
    private const int PROT_READ_WRITE = 3;
    private const int MAP_PRIVATE_ANONYMOUS_NORESERVE = 0x4022;

    /// <summary>
    /// What the compiler needs beside its stack, which must not take the last of the memory: at its first compilation,
    /// and at a later one.
    /// </summary>
    private static readonly int[] Headrooms = [64 << 20, 8 << 20];

    private const int MinimumSize = 1 << 20;

    private const int GuardSize = 64 << 10;

    /// <summary>pthread_attr_t has 56 or 64 bytes.</summary>
    private const int AttributesSize = 128;

    /// <summary>The size is halved until the stack fits into the memory of the process.</summary>
    internal static void Run(int size, Action work)
    {
        var stack = Map(ref size);
        var state = new State(work);
        var handle = GCHandle.Alloc(state);
        try
        {
            RunOn(stack, size, handle);
        }
        finally
        {
            handle.Free();
            _ = munmap(stack, (nuint)size);
        }

        state.Error?.Throw();
    }

    private static nint Map(ref int size)
    {
        var largest = size;
        foreach (var headroom in Headrooms)
        {
            for (size = largest; size >= MinimumSize; size /= 2)
            {
                var stack = mmap(0, (nuint)(size + headroom), PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS_NORESERVE, -1, 0);
                if (stack != -1)
                {
                    _ = munmap(stack + size, (nuint)headroom);
                    _ = mprotect(stack, GuardSize, 0);
                    return stack;
                }
            }
        }

        throw new Win32Exception();
    }

    private static void RunOn(nint stack, int size, GCHandle state)
    {
        var attributes = stackalloc byte[AttributesSize];
        _ = pthread_attr_init(attributes);
        _ = pthread_attr_setstack(attributes, stack, (nuint)size);
        if (pthread_create(out var thread, attributes, &Start, GCHandle.ToIntPtr(state)) is not 0 and var errno)
        {
            throw new Win32Exception(errno);
        }

        _ = pthread_join(thread, 0);
        _ = pthread_attr_destroy(attributes);
    }

    [UnmanagedCallersOnly]
    private static nint Start(nint handle)
    {
        var state = (State)GCHandle.FromIntPtr(handle).Target!;
        try
        {
            state.Work();
        }
        catch (Exception error)
        {
            state.Error = ExceptionDispatchInfo.Capture(error);
        }

        return 0;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint mmap(nint address, nuint length, int protection, int flags, int descriptor, nint offset);

    [LibraryImport("libc")]
    private static partial int munmap(nint address, nuint length);

    [LibraryImport("libc")]
    private static partial int mprotect(nint address, nuint length, int protection);

    [LibraryImport("libc")]
    private static partial int pthread_attr_init(byte* attributes);

    [LibraryImport("libc")]
    private static partial int pthread_attr_destroy(byte* attributes);

    [LibraryImport("libc")]
    private static partial int pthread_attr_setstack(byte* attributes, nint address, nuint size);

    [LibraryImport("libc")]
    private static partial int pthread_create(
        out nint thread, byte* attributes, delegate* unmanaged<nint, nint> start, nint argument);

    [LibraryImport("libc")]
    private static partial int pthread_join(nint thread, nint result);

    private sealed class State(Action work)
    {
        public Action Work => work;

        public ExceptionDispatchInfo? Error { get; set; }
    }
}
