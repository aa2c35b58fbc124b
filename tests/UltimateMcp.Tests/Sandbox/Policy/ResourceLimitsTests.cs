using UltimateMcp.Sandbox.Policy;

namespace UltimateMcp.Tests.Sandbox.Policy;

public class ResourceLimitsTests
{
    private static readonly SandboxLimits Limits = new()
    {
        Time = TimeSpan.FromSeconds(1),
        Memory = ByteSize.FromMebibytes(64),
        RuntimeMemory = ByteSize.FromMebibytes(16),
        WritableReserve = ByteSize.FromMebibytes(100),
        AddressSpace = ByteSize.FromMebibytes(1024),
        Stack = ByteSize.FromMebibytes(2),
        FileSize = ByteSize.FromMebibytes(1),
        Processes = 1,
        Output = ByteSize.FromKibibytes(1),
    };

    /// <summary>The limit is 180 MiB, and an eighth of the 80 MiB that the run may use is 10.</summary>
    [Theory]
    [InlineData(170 << 20, true)]
    [InlineData((170 << 20) - 1, false)]
    [InlineData(180 << 20, true)]
    [InlineData(0, false)]
    public void Data_is_near_its_limit_when_an_eighth_of_what_a_run_may_use_is_left(long bytes, bool isNear) =>
        Assert.Equal(isNear, ResourceLimits.IsNear(new ByteSize(bytes), Limits));
}
