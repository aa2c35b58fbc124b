using System.Text;
using UltimateMcp.Code.Running;

namespace UltimateMcp.Tests.Code.Running;

public class ObjectAddressTests
{
    [Theory]
    [InlineData("<__main__.Node object at 0x7f3a5c0b2d10>\n")]
    [InlineData("at 0x, <function f at 0xA>")]
    public void An_object_s_address_is_found(string text) => Assert.True(ObjectAddress.IsIn(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("")]
    [InlineData("0x7f3a5c0b2d10")]
    [InlineData("at 0x")]
    [InlineData("at 0xyz, look at 0.5")]
    public void A_hexadecimal_number_is_not_an_address(string text) => Assert.False(ObjectAddress.IsIn(Encoding.UTF8.GetBytes(text)));
}
