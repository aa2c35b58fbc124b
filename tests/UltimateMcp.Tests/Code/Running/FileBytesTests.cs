using UltimateMcp.Code.Running;

namespace UltimateMcp.Tests.Code.Running;

public class FileBytesTests
{
    [Theory]
    [InlineData("data:;base64,", new byte[0])]
    [InlineData("data:;base64,AAH/", new byte[] { 0, 1, 255 })]
    [InlineData("data:;base64,AA\n H/\r\n", new byte[] { 0, 1, 255 })]
    [InlineData("data:;base64,AAE=", new byte[] { 0, 1 })]
    public void Base64_is_read_with_any_white_space(string text, byte[] expected)
    {
        Assert.True(FileBytes.TryRead(text, out var bytes, out _));
        Assert.Equal(expected, bytes);
    }

    [Theory]
    [InlineData("data:;base64,AA*A", "has '*' as character 3")]
    [InlineData("data:;base64,AA-_", "has '-' as character 3")]
    [InlineData("data:;base64,AAé", "has U+00E9 as character 3")]
    [InlineData("data:;base64,AAAAA", "has 5 digits, of which the last is left over")]
    [InlineData("data:;base64,AAE", "has 3 digits, after which 1 of = must end it")]
    [InlineData("data:;base64,AA", "has 2 digits, after which 2 of = must end it")]
    [InlineData("data:;base64,AAAA=", "has 4 digits, after which 0 of = must end it")]
    public void What_is_wrong_with_it_is_said(string text, string expected)
    {
        Assert.False(FileBytes.TryRead(text, out _, out var fault));
        Assert.Equal(expected, fault);
    }
}
