using UltimateMcp.Sandbox.Policy;

namespace UltimateMcp.Tests.Sandbox.Policy;

public class HostFactsTests
{
    [Theory]
    [InlineData("         0          0 4294967295\n", true)]
    [InlineData("         0      54321          1\n", false)]
    [InlineData("0 1000 1\n1 100000 65536\n", true)]
    [InlineData("0 1000 1\n1 100000 65533\n", false)]
    [InlineData("0 1000 1\n1 100000 65534\n", true)]
    [InlineData("", false)]
    public void The_unprivileged_user_is_there_if_the_namespace_maps_it(string map, bool isMapped) =>
        Assert.Equal(isMapped, HostFacts.IsMapped(map, HostFacts.UnprivilegedUser));
}
