namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// How much kernel memory one run may have caused: by how much the kernel memory of the machine grew while the run used
/// the CPU. Other programs may have caused it, so it is an upper bound, and so is what the run's own objects can hold
/// (<see cref="KernelMemoryBound"/>). There is no exact figure.
/// </summary>
internal sealed class KernelMemoryGrowth
{
    private long? _last;
    private long _charged;

    /// <param name="kernel">Zero if it is unknown this time.</param>
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
