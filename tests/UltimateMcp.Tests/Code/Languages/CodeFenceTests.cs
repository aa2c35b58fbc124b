using UltimateMcp.Code.Languages;

namespace UltimateMcp.Tests.Code.Languages;

public class CodeFenceTests
{
    [Theory]
    [InlineData("```python\nprint(1)\n```", "\nprint(1)\n")]
    [InlineData("```\nprint(1)\n\nprint(2)\n```\n", "\nprint(1)\n\nprint(2)\n")]
    [InlineData("\n\n  ```py\nx\n```", "\n\n\nx\n")]
    [InlineData("```js\r\nx\r\n```", "\nx\r\n")]
    public void Code_without_its_fences_keeps_its_line_numbers(string code, string inner) => Assert.Equal(inner, CodeFence.Unwrap(code));

    [Theory]
    [InlineData("print(1)")]
    [InlineData("```")]
    [InlineData("```python\nprint(1)")]
    [InlineData("Here it is:\n```python\nprint(1)\n```")]
    [InlineData("```python\nprint(1)\n```\nand\n```python\nprint(2)\n```")]
    [InlineData("```one `two\nx\n```")]
    [InlineData("```python x\nprint(1)\n``` y")]
    [InlineData("```\n```")]
    public void Text_that_is_not_a_single_block_is_not_changed(string code) => Assert.Null(CodeFence.Unwrap(code));
}
