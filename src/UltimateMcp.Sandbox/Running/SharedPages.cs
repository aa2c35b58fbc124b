namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// The memory of forked processes, which share pages that each of them counts. If the plain sum exceeds the limit,
/// smaps_rollup gives the proportional share of each process. Reading it takes longer the more the program has mapped,
/// and needs a lock that the program can hold, so it is read rarely. In between, the estimate is the last measurement
/// plus what may have been taken since: the growth of the plain sum or the loss of the machine's available memory,
/// whichever is larger.
/// </summary>
internal sealed class SharedPages(ProcFolder folder, ByteSize limit, TimeProvider time)
{
    private static readonly TimeSpan MaximumMeasurement = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaximumPause = TimeSpan.FromMilliseconds(500);
    private const int PauseFactor = 20;
    private const int FileSize = 4096;

    /// <summary>How inaccurate the machine's available memory is.</summary>
    private const long Inaccuracy = 16 << 20;

    private bool _isMeasured;
    private long _measured;
    private long _plainThen;
    private long _availableThen;
    private long _measuredAt;
    private TimeSpan _pause;
    private bool _isCutShort;

    internal ByteSize MemoryOf(IReadOnlyList<int> processes, IReadOnlyList<ProcessStatus> statuses, ByteSize plain, ByteSize available)
    {
        if (plain <= limit || processes.Count <= 2)
        {
            return plain;
        }

        if (_isMeasured)
        {
            // Pages written after a fork take memory without changing the plain sum, and memory freed by others hides
            // what was taken, so the larger of the two counts.
            var grown = Math.Max(0, Math.Max(plain.Bytes - _plainThen, _availableThen - available.Bytes - Inaccuracy));
            var estimate = new ByteSize(_measured + grown);
            var isPausing = time.GetElapsedTime(_measuredAt) < _pause;
            if (estimate <= limit || (isPausing && estimate.Bytes <= limit.Bytes * 2))
            {
                return ByteSize.Min(estimate, limit);
            }
        }

        var wasCutShort = _isCutShort;
        Measure(processes, statuses);
        (_plainThen, _availableThen) = (plain.Bytes, available.Bytes);
        if (_isCutShort && !wasCutShort)
        {
            // A busy machine can delay one measurement; a program that delays them is seen at the next, which is due now.
            _isMeasured = false;
            return ByteSize.Min(new ByteSize(_measured), limit);
        }

        return new ByteSize(_measured);
    }

    private void Measure(IReadOnlyList<int> processes, IReadOnlyList<ProcessStatus> statuses)
    {
        var began = time.GetTimestamp();
        (_measured, _isCutShort) = (0, false);
        for (var i = 0; i < processes.Count; i++)
        {
            // If it takes too long, the rest counts in full.
            _isCutShort |= time.GetElapsedTime(began) >= MaximumMeasurement;
            _measured += _isCutShort ? statuses[i].Memory.Bytes : statuses[i].PageTables.Bytes + ShareOf(processes[i]);
        }

        _isMeasured = true;
        _measuredAt = time.GetTimestamp();
        var pause = time.GetElapsedTime(began, _measuredAt) * PauseFactor;
        _pause = pause < MaximumPause ? pause : MaximumPause;
    }

    /// <summary>If it cannot be read, everything that the process has now counts: nothing, if it has exited meanwhile.</summary>
    private long ShareOf(int process)
    {
        Span<byte> buffer = stackalloc byte[FileSize];
        return ProportionalBytes(folder.Read(process, "smaps_rollup", buffer))
            ?? folder.StatusOf(process).Pages.Bytes;
    }

    /// <summary>
    /// Null if the file could not be read. Its first line is the range of the mappings; a program cannot influence its
    /// text.
    /// </summary>
    internal static long? ProportionalBytes(ReadOnlySpan<byte> rollup)
    {
        long kibibytes = 0;
        var isThere = false;
        foreach (var range in rollup.Split((byte)'\n'))
        {
            var line = rollup[range];
            isThere |= line.StartsWith("Pss_Anon:"u8);
            kibibytes += ProcessStatus.Value(line, "Pss_Anon:"u8)
                + ProcessStatus.Value(line, "Pss_Shmem:"u8)
                + ProcessStatus.Value(line, "SwapPss:"u8);
        }

        return isThere ? kibibytes * 1024 : null;
    }
}
