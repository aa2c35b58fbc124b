using UltimateMcp.Server.Calls;

namespace UltimateMcp.Tests.Server.Calls;

public class ToolArgumentsTests
{
    private static readonly ToolArguments Given = new(TestCallChain.Arguments(
        """{"text":"x","null":null,"yes":true,"whole":5.0,"large":9007199254740991,"part":0.5,"texts":"""
            + """["a","b"],"map":{"b":"1","a":"2"}}"""));

    [Fact]
    public void Each_argument_is_read_by_its_type()
    {
        Assert.Equal("x", Given.String("text"));
        Assert.True(Given.Boolean("yes", defaultValue: false));
        Assert.Equal(5, Given.Integer("whole", defaultValue: 1));
        Assert.Equal(9007199254740991, Given.Integer("large", defaultValue: 1));
        Assert.Equal(0.5, Given.NumberOrNull("part"));
        Assert.Equal("a b", string.Join(' ', Given.Strings("texts")));
        Assert.Equal([KeyValuePair.Create("b", "1"), KeyValuePair.Create("a", "2")], Given.StringMap("map"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("missing")]
    public void Null_reads_as_left_out(string name)
    {
        Assert.Null(Given.StringOrNull(name));
        Assert.Equal("otherwise", Given.String(name, "otherwise"));
        Assert.True(Given.Boolean(name, defaultValue: true));
        Assert.Equal(7, Given.Integer(name, defaultValue: 7));
        Assert.Null(Given.NumberOrNull(name));
        Assert.Empty(Given.Strings(name));
        Assert.Empty(Given.StringMap(name));
        Assert.Throws<InvalidOperationException>(() => Given.String(name));
    }
}
