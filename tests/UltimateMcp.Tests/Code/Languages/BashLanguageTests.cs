using UltimateMcp.Code.Languages;

namespace UltimateMcp.Tests.Code.Languages;

public class BashLanguageTests
{
    private static readonly Language Bash = LanguageCatalog.Find("bash");

    [Theory]
    [InlineData("echo\nx", "earlier\nmain.sh: line 2: x: command not found\n", 127, "x: command not found", 2)]
    [InlineData("./x", "main.sh: line 1: ./x: Permission denied\n", 126, "./x: Permission denied", 1)]
    [InlineData("cd nowhere", "main.sh: line 1: cd: nowhere: No such file or directory\n", 1, "cd: nowhere: No such file or directory", 1)]
    [InlineData(
        "set -e\ncd nowhere\necho",
        "main.sh: line 2: cd: nowhere: No such file or directory\n",
        1,
        "cd: nowhere: No such file or directory",
        2)]
    [InlineData(
        "cd nowhere || exit 1\necho",
        "main.sh: line 1: cd: nowhere: No such file or directory\n",
        1,
        "cd: nowhere: No such file or directory",
        1)]
    [InlineData("set -u\necho $y\necho", "main.sh: line 2: y: unbound variable\n", 1, "y: unbound variable", 2)]
    [InlineData("echo ${y:?is needed}\necho", "main.sh: line 1: y: is needed\n", 1, "y: is needed", 1)]
    [InlineData("x\n\n# the end\n", "main.sh: line 1: x: command not found\n", 127, "x: command not found", 1)]
    public void The_error_of_the_command_that_ended_the_script_is_its_exception(
        string code, string standardError, int exitCode, string message, int line)
    {
        var error = Bash.FindError(new ProgramTermination(code, standardError, exitCode, null));

        Assert.Equal(("bash", message, line), (error?.Type, error?.Message, error?.Line));
    }

    [Theory]
    [InlineData(
        "main.sh: line 3: syntax error near unexpected token `fi'\nmain.sh: line 3: `fi'\n", "syntax error near unexpected token `fi'", 3)]
    [InlineData(
        "main.sh: line 1: syntax error near unexpected token `)'\nmain.sh: line 1: `echo )'\n",
        "syntax error near unexpected token `)'",
        1)]
    [InlineData("main.sh: line 2: unexpected EOF while looking for matching `\"'\n", "unexpected EOF while looking for matching `\"'", 2)]
    public void The_source_line_after_a_syntax_error_is_not_the_exception(string standardError, string message, int line)
    {
        var error = Bash.FindError(new ProgramTermination("if\n\nfi\necho", standardError, 2, null));

        Assert.Equal((message, line), (error?.Message, error?.Line));
    }

    [Theory]
    [InlineData("x", "main.sh: line 1: x: command not found\n", 3)]
    [InlineData("x", "main.sh: line 1: x: command not found\n", null)]
    [InlineData("x", "main.sh: line 1: x: command not found\nbut went on", 1)]
    [InlineData("x", "said main.sh: line 1: x: command not found\n", 127)]
    [InlineData("x\nfalse", "main.sh: line 1: x: command not found\n", 1)]
    [InlineData("cd nowhere\n[ -f x ]", "main.sh: line 1: cd: nowhere: No such file or directory\n", 1)]
    [InlineData("x\ny", "main.sh: line 1: x: command not found\n", 127)]
    [InlineData("wait 5\nfalse", "main.sh: line 1: wait: pid 5 is not a child of this shell\n", 1)]
    public void An_error_after_which_the_script_continued_is_not_the_exception(string code, string standardError, int? exitCode) =>
        Assert.Null(Bash.FindError(new ProgramTermination(code, standardError, exitCode, null)));

    [Fact]
    public void A_script_with_windows_line_ends_runs() => Assert.Equal("echo a\necho b", Bash.Prepare("\ufeffecho a\r\necho b\r"));
}
