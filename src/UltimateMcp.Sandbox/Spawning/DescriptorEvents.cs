using System.Collections.Concurrent;
using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using UltimateMcp.Linux;

namespace UltimateMcp.Sandbox.Spawning;

/// <summary>
/// One thread that waits on all pipes and process descriptors of this module, with epoll(7). A wait is armed for one
/// event; the awaiting code then reads, writes or reaps without blocking. No pool thread ever waits for a program. If
/// epoll cannot take another descriptor (<c>fs.epoll.max_user_watches</c>, memory), the descriptor is polled a hundred
/// times a second instead, so a process that was started can always be waited for.
/// </summary>
internal sealed class DescriptorEvents
{
    private const int Add = 1;
    private const int Modify = 3;
    private const int Batch = 64;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);
    private static readonly Lock CreationLock = new();
    private static DescriptorEvents? _shared;

    // struct epoll_event is packed on x86-64 only.
    private static readonly int EventSize = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;
    private static readonly int DataOffset = EventSize - 8;

    // Open as long as the process lives, like the thread.
    private readonly int _poll;
    private readonly ConcurrentDictionary<long, TaskCompletionSource> _waits = new();
    private long _lastToken;

    private DescriptorEvents()
    {
        _poll = Libc.epoll_create1(Libc.O_CLOEXEC);
        if (_poll < 0)
        {
            throw ResourceExhaustion.Of("An epoll instance could not be created", Marshal.GetLastPInvokeError());
        }

        new Thread(Run) { IsBackground = true, Name = "sandbox events" }.Start();
    }

    /// <summary>Not a static readonly field: creating it may fail the first time and succeed later.</summary>
    /// <exception cref="SandboxException">The server is out of descriptors.</exception>
    internal static DescriptorEvents Shared
    {
        get
        {
            lock (CreationLock)
            {
                return _shared ??= new DescriptorEvents();
            }
        }
    }

    /// <summary>
    /// Completes when <paramref name="file"/> is ready for <paramref name="interest"/>, has failed, or its other end is
    /// closed. Only one wait per descriptor at a time.
    /// </summary>
    internal async Task WaitAsync(SafeFileHandle file, uint interest, CancellationToken cancellationToken)
    {
        var token = Interlocked.Increment(ref _lastToken);
        var wait = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waits[token] = wait;
        try
        {
            await (Arm(file, interest, token) ? wait.Task.WaitAsync(cancellationToken) : PollAsync(file, interest, cancellationToken));
        }
        finally
        {
            _waits.TryRemove(token, out _);
        }
    }

    /// <summary>False if epoll cannot take another descriptor.</summary>
    private unsafe bool Arm(SafeFileHandle file, uint interest, long token)
    {
        var epollEvent = stackalloc byte[16];
        *(uint*)epollEvent = interest | Libc.EPOLLONESHOT;
        *(long*)(epollEvent + DataOffset) = token;
        if (Libc.epoll_ctl(_poll, Modify, file, epollEvent) == 0 || Libc.epoll_ctl(_poll, Add, file, epollEvent) == 0)
        {
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        return error is Libc.ENOSPC or Libc.ENOMEM ? false : throw new Win32Exception(error);
    }

    internal static async Task PollAsync(SafeFileHandle file, uint interest, CancellationToken cancellationToken)
    {
        using var ticks = new PeriodicTimer(PollInterval);
        while (!IsReady(file, interest))
        {
            await ticks.WaitForNextTickAsync(cancellationToken);
        }
    }

    /// <summary>Errors and hang-ups count as ready, as for epoll.</summary>
    private static bool IsReady(SafeFileHandle file, uint interest)
    {
        var request = new PollFd { fd = (int)file.DangerousGetHandle(), events = (short)interest };
        return Libc.poll(ref request, 1, 0) != 0;
    }

    private unsafe void Run()
    {
        var events = stackalloc byte[Batch * 16];
        while (true)
        {
            var count = Libc.epoll_wait(_poll, events, Batch, -1);
            for (var i = 0; i < count; i++)
            {
                if (_waits.TryRemove(*(long*)(events + (i * EventSize) + DataOffset), out var wait))
                {
                    wait.TrySetResult();
                }
            }
        }
    }
}
