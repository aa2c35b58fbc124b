using UltimateMcp.Code;
using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Running;

namespace UltimateMcp.Tests.Code.Running;

public class RunInputTests
{
    private static readonly Language Python = LanguageCatalog.Find("python");

    [Fact]
    public void The_code_is_the_first_file()
    {
        var files = RunInput.FilesOf(With("data/a.txt"), Python);

        Assert.Equal(["main.py", "data/a.txt"], files.Select(file => file.Path.Value));
    }

    [Theory]
    [InlineData("../x", "must stay inside")]
    [InlineData("/etc/passwd", "absolute")]
    [InlineData("main.py", "where the code itself is placed")]
    [InlineData("a\0b", "NUL")]
    public void A_path_that_cannot_be_placed_is_refused(string path, string reason)
    {
        var refusal = Assert.Throws<CodeException>(() => RunInput.FilesOf(With(path), Python));

        Assert.Equal(CodeError.InvalidRequest, refusal.Error);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a", "a/b")]
    [InlineData("a/b", "a")]
    [InlineData("a/b", "a/b/c")]
    [InlineData("a", "a")]
    public void A_name_cannot_be_both_file_and_folder_nor_stand_twice(string first, string second) =>
        Assert.Throws<CodeException>(() => RunInput.FilesOf(With(first, second), Python));

    [Fact]
    public void An_argument_with_a_NUL_is_refused() =>
        Assert.Throws<CodeException>(() => RunInput.CheckArguments(With() with { Arguments = ["a\0b"] }));

    private static RunRequest With(params string[] paths) =>
        new() { Code = "", Language = "python", Files = [.. paths.Select(path => KeyValuePair.Create(path, "text"))] };
}
