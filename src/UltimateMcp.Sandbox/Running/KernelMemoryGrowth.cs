namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// How much of the kernel's memory one run can have made: by how much the whole machine's grew while the run used the processor. It may be
/// another's doing, so it is an
/// upper bound, and so is what the run's own objects can hold (<see cref="KernelMemoryBound"/>). Nothing tells exactly.
/// </summary>
internal sealed class KernelMemoryGrowth
{
    private long? _last;
    private long _charged;

    /// <param name="kernel">Zero: not known this time.</param>
    internal ByteSize Add(ByteSize kernel, bool isActive)
    {
        if (kernel == ByteSize.Zero)
        {
            return new ByteSize(_charged);
        }

        var grown = kernel.Bytes - (_last ?? kernel.Bytes);
        _last = kernel.Bytes;
        if (isActive || grown < 0)
        {
            _charged = Math.Max(0, _charged + grown);
        }

        return new ByteSize(_charged);
    }
}
