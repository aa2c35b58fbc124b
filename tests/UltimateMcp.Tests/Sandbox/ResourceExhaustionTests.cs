using System.ComponentModel;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Tests.Sandbox;

public class ResourceExhaustionTests
{
    [Theory]
    [InlineData(24, "LimitNOFILE")]
    [InlineData(23, "fs.file-max")]
    [InlineData(11, "TasksMax")]
    [InlineData(12, "ulimit -v")]
    [InlineData(27, "LimitFSIZE")]
    [InlineData(7, "LimitSTACK")]
    public void An_error_of_the_kernel_s_that_tells_of_a_limit_has_its_fix(int error, string fix)
    {
        var failures = (Exception[])[new Win32Exception(error), new IOException("as the runtime has it", error)];

        Assert.All(failures, failure =>
        {
            var exhaustion = ResourceExhaustion.Explain(failure);
            Assert.Equal((SandboxError.Exhausted, true), (exhaustion?.Error, exhaustion?.IsTransient));
            Assert.Contains(fix, exhaustion?.Hint, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Where_the_runtime_has_no_memory_it_is_a_limit_too() =>
        Assert.Contains("ulimit -v", ResourceExhaustion.Explain(new InsufficientMemoryException())?.Hint, StringComparison.Ordinal);

    [Fact]
    public void What_tells_of_no_limit_is_not_explained()
    {
        Assert.Null(ResourceExhaustion.Explain(new IOException("a disk that is full", 28)));
        Assert.Null(ResourceExhaustion.Explain(new FileNotFoundException()));
        Assert.Null(ResourceExhaustion.Explain(new InvalidOperationException()));
        Assert.Null(ResourceExhaustion.Explain(new SandboxException(SandboxError.Failed, "known already")));
    }
}
