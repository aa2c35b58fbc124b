using UltimateMcp.Server.Calls;

namespace UltimateMcp.Tests.Server.Calls;

public class ToolArgumentsTests
{
    private static readonly ToolArguments Given = new(Bench.Arguments(
        """{"text":"x","null":null,"yes":true,"whole":5.0,"large":9007199254740991,"part":0.5,"texts":["a","b"],"map":{"b":"1","a":"2"}}"""));

    [Fact]
    public void What_was_given_is_read_in_its_type()
    {
        Assert.Equal("x", Given.Text("text"));
        Assert.True(Given.Flag("yes", otherwise: false));
        Assert.Equal(5, Given.Whole("whole", otherwise: 1));
        Assert.Equal(9007199254740991, Given.Whole("large", otherwise: 1));
        Assert.Equal(0.5, Given.NumberOrNull("part"));
        Assert.Equal("a b", string.Join(' ', Given.Texts("texts")));
        Assert.Equal([KeyValuePair.Create("b", "1"), KeyValuePair.Create("a", "2")], Given.TextMap("map"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("missing")]
    public void Null_reads_as_left_out(string name)
    {
        Assert.Null(Given.TextOrNull(name));
        Assert.Equal("otherwise", Given.Text(name, "otherwise"));
        Assert.True(Given.Flag(name, otherwise: true));
        Assert.Equal(7, Given.Whole(name, otherwise: 7));
        Assert.Null(Given.NumberOrNull(name));
        Assert.Empty(Given.Texts(name));
        Assert.Empty(Given.TextMap(name));
        Assert.Throws<InvalidOperationException>(() => Given.Text(name));
    }
}
