using System.Collections.Concurrent;
using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using UltimateMcp.Sandbox.Native;

namespace UltimateMcp.Sandbox.Spawning;

/// <summary>
/// One thread that waits on all pipes and process descriptors of this module. A wait is armed for one event; the awaiting code
/// then reads, writes or reaps without blocking. No pool thread ever waits for a program.
/// </summary>
internal sealed class DescriptorEvents
{
    private const int Add = 1;
    private const int Modify = 3;
    private const int Batch = 64;

    internal static readonly DescriptorEvents Shared = new();

    // struct epoll_event is packed on x86-64 only.
    private static readonly int EventSize = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;
    private static readonly int DataOffset = EventSize - 8;

    // Open for as long as the process lives, as the thread is.
    private readonly int _poll;
    private readonly ConcurrentDictionary<long, TaskCompletionSource> _waits = new();
    private long _lastToken;

    private DescriptorEvents()
    {
        _poll = Libc.CreatePoll(Constants.OpenCloseOnExec);
        if (_poll < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        new Thread(Run) { IsBackground = true, Name = "sandbox events" }.Start();
    }

    /// <summary>Ends when <paramref name="file"/> is ready for <paramref name="interest"/>, has failed or its other end is gone. One wait a descriptor at a time.</summary>
    internal async Task WaitAsync(SafeFileHandle file, uint interest, CancellationToken cancellationToken)
    {
        var token = Interlocked.Increment(ref _lastToken);
        var wait = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waits[token] = wait;
        try
        {
            Arm(file, interest, token);
            await wait.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            _waits.TryRemove(token, out _);
        }
    }

    private unsafe void Arm(SafeFileHandle file, uint interest, long token)
    {
        var happening = stackalloc byte[16];
        *(uint*)happening = interest | Constants.PollOneShot;
        *(long*)(happening + DataOffset) = token;
        if (Libc.ControlPoll(_poll, Modify, file, happening) != 0 && Libc.ControlPoll(_poll, Add, file, happening) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    private unsafe void Run()
    {
        var happenings = stackalloc byte[Batch * 16];
        while (true)
        {
            var count = Libc.WaitForPoll(_poll, happenings, Batch, -1);
            for (var i = 0; i < count; i++)
            {
                if (_waits.TryRemove(*(long*)(happenings + (i * EventSize) + DataOffset), out var wait))
                {
                    wait.TrySetResult();
                }
            }
        }
    }
}
