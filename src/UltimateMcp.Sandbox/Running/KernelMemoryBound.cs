using System.Buffers.Text;

namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// An upper bound on the kernel memory of a run's objects. Each counts as full, because what a program puts into them
/// is expensive or impossible to see. Only the number and type of open descriptors is read, so the cost is bounded by
/// RLIMIT_NOFILE and the number of processes.
/// </summary>
internal static class KernelMemoryBound
{
    /// <summary>16 pages; the filter prevents changing that. Each end counts as half.</summary>
    private const long PipeEnd = (1 << 16) / 2;

    /// <summary>The buffers of a pseudo-terminal pair, TTYB_DEFAULT_MEM_LIMIT.</summary>
    private const long Terminal = 160 * 1024;

    /// <summary>The unread data of a socket pair, net.core.wmem_default, with the overhead of many small packets.</summary>
    private const long UnixSocket = 1 << 20;

    /// <summary>An epoll item and its wait queue entry. There may be one for each file under each descriptor number.</summary>
    private const long EpollItem = 256;

    /// <summary>A mapping with its tree nodes. There may be one per page, up to vm.max_map_count.</summary>
    private const long Mapping = 400;
    private const long MaximumMappings = 65_530;
    private const long Page = 4096;

    /// <summary>A thread's kernel stack, task structure and what belongs to it.</summary>
    private const long Thread = 48 * 1024;

    private const long FileLock = 256;

    /// <summary>More are not counted; they are over any limit.</summary>
    private const int MaximumLocks = 4096;

    private const long Unbounded = 1L << 40;
    private const int SockstatSize = 1024;
    private const int DescriptorInformationSize = 1024;

    /// <summary>How often the descriptors of a process are read if one was closed meanwhile.</summary>
    private const int MaximumPasses = 3;

    /// <param name="processes">The processes of the run, pid 1 first.</param>
    /// <param name="connection">What one end of a connection can hold.</param>
    /// <param name="enough">The count stops above this: reading all descriptors takes time, in which the run can take more.</param>
    /// <returns>Zero for a run that is ending, which frees everything.</returns>
    internal static ByteSize Estimate(
        ProcFolder folder, IReadOnlyList<int> processes, IReadOnlyList<ProcessStatus> statuses, ByteSize connection, ByteSize enough)
    {
        var bytes = Count(folder, processes, statuses, connection, enough);

        // Asked last: what could not be read because the run is ending does not count.
        return folder.IsEnding ? ByteSize.Zero : bytes;
    }

    /// <summary>The number after a name in a line of sockstat, such as <c>TCP: inuse 5 orphan 0 …</c>.</summary>
    internal static long InUse(ReadOnlySpan<byte> sockstat, ReadOnlySpan<byte> lineStart)
    {
        foreach (var range in sockstat.Split((byte)'\n'))
        {
            if (sockstat[range] is var line && line.StartsWith(lineStart))
            {
                return Utf8Parser.TryParse(line[lineStart.Length..], out long count, out _) ? count : 0;
            }
        }

        return 0;
    }

    private static ByteSize Count(
        ProcFolder folder, IReadOnlyList<int> processes, IReadOnlyList<ProcessStatus> statuses, ByteSize connection, ByteSize enough)
    {
        var (bytes, hasPairs) = Sockets(folder, connection);
        for (var i = 1; i < processes.Count && bytes <= enough.Bytes; i++)
        {
            bytes += OfProcess(folder, processes[i], statuses[i], hasPairs);
        }

        if (bytes > enough.Bytes)
        {
            return new ByteSize(bytes);
        }

        var locks = folder.CountLines("locks\0"u8, MaximumLocks);
        return new ByteSize(bytes + (locks is null or MaximumLocks ? Unbounded : locks.Value * FileLock));
    }

    /// <summary>
    /// All sockets in the run's network namespace, including those queued in other sockets. Socket pairs can have
    /// descriptors of any kind queued that no process has open any more.
    /// </summary>
    private static (long Bytes, bool HasPairs) Sockets(ProcFolder folder, ByteSize connection)
    {
        Span<byte> buffer = stackalloc byte[SockstatSize];
        var sockstat = folder.ReadNetwork("sockstat", buffer);
        if (sockstat.IsEmpty)
        {
            return (Unbounded, true);
        }

        var all = InUse(sockstat, "sockets: used "u8);
        var internet = InUse(sockstat, "TCP: inuse "u8) + InUse(sockstat, "UDP: inuse "u8);
        var sockstat6 = folder.ReadNetwork("sockstat6", buffer);
        internet += InUse(sockstat6, "TCP6: inuse "u8) + InUse(sockstat6, "UDP6: inuse "u8);
        var others = Math.Max(0, all - internet);
        return ((internet * connection.Bytes) + (others * UnixSocket), others > 0);
    }

    private static long OfProcess(ProcFolder folder, int process, ProcessStatus status, bool hasPairs)
    {
        long slots = status.DescriptorSlots;
        var mappings = Math.Min(MaximumMappings, status.AddressSpace.Bytes / Page);
        return OfDescriptors(folder, process, slots * slots * EpollItem, hasPairs)
            + (mappings * Mapping)
            + (status.Threads * Thread);
    }

    /// <param name="poll">What one epoll instance can hold.</param>
    private static long OfDescriptors(ProcFolder folder, int process, long poll, bool hasPairs)
    {
        for (var pass = 0; pass < MaximumPasses; pass++)
        {
            var (bytes, isWaiting, wasClosed) = (0L, false, false);
            folder.ForEachDescriptor(process, (descriptor, link) =>
            {
                bytes += link.StartsWith("pipe:"u8) ? PipeEnd
                    : link.StartsWith("/dev/pt"u8) ? Terminal
                    : link.StartsWith("anon_inode:[eventpoll"u8) ? poll
                    : 0;
                if (hasPairs && !isWaiting && link.StartsWith("socket:"u8))
                {
                    var found = DescriptorsWaitIn(folder, process, descriptor);
                    isWaiting = found == true;
                    wasClosed |= found is null;
                }
            });
            if (isWaiting || !wasClosed)
            {
                return bytes + (isWaiting ? Unbounded : 0);
            }
        }

        return Unbounded;
    }

    /// <summary>
    /// Whether a socket's queue contains descriptors (unix(7), SCM_RIGHTS), whose contents cannot be seen. A queued
    /// socket that has its own queue is counted there. Null if the descriptor was closed meanwhile.
    /// </summary>
    private static bool? DescriptorsWaitIn(ProcFolder folder, int process, int descriptor)
    {
        Span<byte> buffer = stackalloc byte[DescriptorInformationSize];
        var information = folder.Read(process, $"fdinfo/{descriptor}", buffer);
        foreach (var range in information.Split((byte)'\n'))
        {
            if (ProcessStatus.Value(information[range], "scm_fds:"u8) > 0)
            {
                return true;
            }
        }

        return information.IsEmpty ? null : false;
    }
}
