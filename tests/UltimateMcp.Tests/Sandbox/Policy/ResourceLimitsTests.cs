using UltimateMcp.Sandbox.Policy;

namespace UltimateMcp.Tests.Sandbox.Policy;

public class ResourceLimitsTests
{
    private static readonly SandboxLimits Limits = SandboxFixture.Limits with { WritableReserve = ByteSize.FromMebibytes(100) };

    /// <summary>The limit is 180 MiB, and an eighth of the 80 MiB that the run may use is 10.</summary>
    [Theory]
    [InlineData(170 << 20, true)]
    [InlineData((170 << 20) - 1, false)]
    [InlineData(180 << 20, true)]
    [InlineData(0, false)]
    public void Data_is_near_its_limit_when_an_eighth_of_what_a_run_may_use_is_left(long bytes, bool isNear) =>
        Assert.Equal(isNear, ResourceLimits.IsNear(new ByteSize(bytes), Limits));
}
