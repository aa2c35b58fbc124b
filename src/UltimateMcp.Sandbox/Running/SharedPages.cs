namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// The memory of processes that were forked, which share pages that each of them counts. Where the plain sum is over
/// the limit, smaps_rollup tells the share of each. Reading it takes the longer the more the program has mapped, and a
/// lock that the program can hold: so it is read seldom, and in between the sum is what was read plus what may have
/// been taken since: what the plain sum grew by, or what the machine has less, whichever is more.
/// </summary>
internal sealed class SharedPages(ProcFolder folder, ByteSize limit, TimeProvider time)
{
    private static readonly TimeSpan LongestMeasurement = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);
    private const int PauseFactor = 20;
    private const int RollupSize = 2048;

    /// <summary>By so much the machine's available memory is off.</summary>
    private const long Inaccuracy = 16 << 20;

    private bool _isMeasured;
    private long _measured;
    private long _plainThen;
    private long _availableThen;
    private long _measuredAt;
    private TimeSpan _pause;

    internal ByteSize MemoryOf(IReadOnlyList<int> processes, IReadOnlyList<ProcessStatus> statuses, ByteSize plain, ByteSize available)
    {
        if (plain <= limit || processes.Count <= 2)
        {
            return plain;
        }

        if (_isMeasured)
        {
            // Pages that are written after a fork are taken without a change of the plain sum, and what others give back hides what was
            // taken: the larger of the two counts.
            var grown = Math.Max(0, Math.Max(plain.Bytes - _plainThen, _availableThen - available.Bytes - Inaccuracy));
            var estimate = new ByteSize(_measured + grown);
            var isPausing = time.GetElapsedTime(_measuredAt) < _pause;
            if (estimate <= limit || (isPausing && estimate.Bytes <= limit.Bytes * 2))
            {
                return estimate <= limit ? estimate : limit;
            }
        }

        Measure(processes, statuses);
        (_plainThen, _availableThen) = (plain.Bytes, available.Bytes);
        return new ByteSize(_measured);
    }

    private void Measure(IReadOnlyList<int> processes, IReadOnlyList<ProcessStatus> statuses)
    {
        var began = time.GetTimestamp();
        Span<byte> buffer = stackalloc byte[RollupSize];
        _measured = 0;
        for (var i = 0; i < processes.Count; i++)
        {
            // Of what takes too long, and of what does not tell, all counts in full.
            var rollup = time.GetElapsedTime(began) < LongestMeasurement ? folder.Read(processes[i], "smaps_rollup", buffer) : default;
            _measured += statuses[i].PageTables.Bytes + (ProportionalBytes(rollup) ?? statuses[i].Pages.Bytes);
        }

        _isMeasured = true;
        _measuredAt = time.GetTimestamp();
        var pause = time.GetElapsedTime(began, _measuredAt) * PauseFactor;
        _pause = pause < LongestPause ? pause : LongestPause;
    }

    /// <summary>
    /// Null where the file says nothing. Its first line is the range of the mappings and ends in a word of the kernel's own.
    /// </summary>
    internal static long? ProportionalBytes(ReadOnlySpan<byte> rollup)
    {
        long kibibytes = 0;
        var isThere = false;
        foreach (var range in rollup.Split((byte)'\n'))
        {
            var line = rollup[range];
            isThere |= line.StartsWith("Pss_Anon:"u8);
            kibibytes += ProcessStatus.Value(line, "Pss_Anon:"u8) + ProcessStatus.Value(line, "Pss_Shmem:"u8) + ProcessStatus.Value(line, "SwapPss:"u8);
        }

        return isThere ? kibibytes * 1024 : null;
    }
}
