using UltimateMcp.Linux;
using UltimateMcp.Sandbox.Binds;

namespace UltimateMcp.Tests.Sandbox.Binds;

public class SandboxUserTests
{
    private const ushort Folder = 0x4000;

    [Theory]
    [InlineData("         0          0 4294967295\n", true)]
    [InlineData("         0      54321          1\n", false)]
    [InlineData("0 1000 1\n1 100000 65536\n", true)]
    [InlineData("0 1000 1\n1 100000 65533\n", false)]
    [InlineData("0 1000 1\n1 100000 65534\n", true)]
    [InlineData("", false)]
    public void The_unprivileged_user_is_there_if_the_namespace_maps_it(string map, bool isMapped) =>
        Assert.Equal(isMapped, SandboxUser.IsMapped(map, SandboxUser.UnprivilegedId));

    [Theory]
    [InlineData("Name:\tx\nCapEff:\t000001ffffffffff\n", true)]
    [InlineData("CapEff:\t00000000a80425fb\n", false)]
    [InlineData("CapEff:\t0000000000200000\n", true)]
    [InlineData("CapPrm:\t000001ffffffffff\n", false)]
    public void A_capability_is_a_bit_of_the_effective_set(string status, bool hasIt) =>
        Assert.Equal(hasIt, SandboxUser.HasCapability(status, capability: 21));

    [Theory]
    [InlineData(0, 0, 0b111_101_101, true)]
    [InlineData(0, 0, 0b111_000_000, false)]
    [InlineData(0, 0, 0b111_111_001, false)]
    [InlineData(65534, 0, 0b101_000_000, true)]
    [InlineData(65534, 0, 0b000_000_101, false)]
    [InlineData(0, 65534, 0b000_101_000, true)]
    public void Permissions_are_those_of_the_owner_the_group_or_others(uint owner, uint group, int mode, bool canRead)
    {
        var status = new FileStatus(default, 1, owner, group, (ushort)(Folder | mode), 0, 0, 0);

        Assert.Equal(canRead, new SandboxUser(IsUnprivileged: true, CanMount: false).CanRead(status));
        Assert.True(new SandboxUser(IsUnprivileged: false, CanMount: false).CanRead(status));
    }
}
