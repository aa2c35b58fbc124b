using UltimateMcp.Code.Running;

namespace UltimateMcp.Tests.Code.Running;

public sealed class WarmImportProbeTests
{
    [Fact]
    public void Each_module_has_its_answer_and_all_together_their_needs()
    {
        var answers = WarmImportProbe.Read(
            "begin numpy\nimported numpy\nbegin nothing\nfailed nothing ModuleNotFoundError: No module named 'nothing'\n"
                + "memory 2048 5120\n");

        Assert.Null(answers.Begun);
        Assert.Equal([("nothing", "ModuleNotFoundError: No module named 'nothing'")], answers.Failed);
        Assert.Equal((ByteSize.FromMebibytes(2), ByteSize.FromMebibytes(3)), answers.Needs);
    }

    [Fact]
    public void A_module_that_was_begun_and_not_ended_has_ended_the_interpreter()
    {
        var answers = WarmImportProbe.Read("begin numpy\nimported numpy\nbegin crash\n");

        Assert.Equal("crash", answers.Begun);
        Assert.Null(answers.Needs);
    }

    [Theory]
    [InlineData("memory -5 99999999999999")]
    [InlineData("memory x y")]
    public void Needs_that_no_interpreter_can_have_count_as_none(string line)
    {
        var answers = WarmImportProbe.Read(line);

        Assert.Equal((ByteSize.Zero, ByteSize.Zero), answers.Needs);
    }
}
