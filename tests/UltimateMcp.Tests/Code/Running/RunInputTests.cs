using UltimateMcp.Code;
using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Records;
using UltimateMcp.Code.Running;

namespace UltimateMcp.Tests.Code.Running;

public class RunInputTests
{
    private static readonly RecordFolders Folders = new("/nowhere");

    private static readonly OutputCatalog Outputs = new(new RunRecords(Folders), new LintRecords(Folders), new TestRecords(Folders));

    private static readonly Language Python = LanguageCatalog.Find("python");

    [Fact]
    public void The_code_is_the_first_file()
    {
        var files = RunInput.FilesOf(With("data/a.txt"), Python, "code", Outputs);

        Assert.Equal(["main.py", "data/a.txt"], files.Select(file => file.Path.Value));
    }

    [Theory]
    [InlineData("../x", "must stay inside")]
    [InlineData("/etc/passwd", "absolute")]
    [InlineData("main.py", "the file of the code itself")]
    [InlineData("a\0b", "NUL")]
    public void A_path_that_cannot_be_placed_is_refused(string path, string reason)
    {
        var refusal = Assert.Throws<CodeException>(() => RunInput.FilesOf(With(path), Python, "code", Outputs));

        Assert.Equal(CodeError.InvalidRequest, refusal.Error);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a", "a/b")]
    [InlineData("a/b", "a")]
    [InlineData("a/b", "a/b/c")]
    [InlineData("a", "a")]
    public void A_path_cannot_be_both_file_and_folder_nor_appear_twice(string first, string second) =>
        Assert.Throws<CodeException>(() => RunInput.FilesOf(With(first, second), Python, "code", Outputs));

    [Fact]
    public void An_argument_with_a_NUL_is_refused() =>
        Assert.Throws<CodeException>(() => RunInput.CheckArguments(With() with { Arguments = ["a\0b"] }));

    [Theory]
    [InlineData(RunInput.MaximumArgumentBytes, 1, true)]
    [InlineData(RunInput.MaximumArgumentBytes + 1, 1, false)]
    [InlineData(1016, 480, true)]
    [InlineData(1016, 481, false)]
    public void Arguments_may_be_as_long_as_the_kernel_allows(int length, int count, bool isAllowed)
    {
        var request = With() with { Arguments = [.. Enumerable.Repeat(new string('x', length), count)] };

        Assert.Equal(isAllowed, Record.Exception(() => RunInput.CheckArguments(request)) is null);
    }

    [Fact]
    public void As_many_files_as_are_allowed_are_placed_and_one_more_is_refused_by_number()
    {
        string[] names = [.. Enumerable.Range(0, RunInput.MaximumFiles + 1).Select(number => $"folder/{number}.txt")];

        Assert.Equal(RunInput.MaximumFiles + 1, RunInput.FilesOf(With(names[1..]), Python, "code", Outputs).Length);
        var refusal = Assert.Throws<CodeException>(() => RunInput.FilesOf(With(names), Python, "code", Outputs));

        Assert.Contains("2001 entries; at most 2000", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folders_count_among_the_entries()
    {
        string[] names = [.. Enumerable.Range(0, 600).Select(number => $"{number}/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p")];

        var refusal = Assert.Throws<CodeException>(() => RunInput.FilesOf(With(names), Python, "code", Outputs));

        Assert.Contains("8192 files and folders", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_may_be_as_large_together_as_a_line_of_the_protocol_and_no_larger()
    {
        var half = new string('x', RunInput.MaximumFilesBytes / 2);

        Assert.Equal(3, RunInput.FilesOf(With() with { Files = [new("a", half), new("b", half)] }, Python, "code", Outputs).Length);
        Assert.Throws<CodeException>(
            () => RunInput.FilesOf(With() with { Files = [new("a", half), new("b", half + "x")] }, Python, "code", Outputs));
    }

    [Fact]
    public void Bytes_count_with_what_they_decode_to()
    {
        string Bytes(int count) => "data:;base64," + Convert.ToBase64String(new byte[count]);

        var files = RunInput.FilesOf(With() with { Files = [new("a", Bytes(RunInput.MaximumFilesBytes))] }, Python, "code", Outputs);

        Assert.Equal(RunInput.MaximumFilesBytes, files[1].Content.Length);
        Assert.Throws<CodeException>(
            () => RunInput.FilesOf(With() with { Files = [new("a", Bytes(RunInput.MaximumFilesBytes + 1))] }, Python, "code", Outputs));
    }

    [Fact]
    public void A_refusal_of_bytes_names_the_file()
    {
        var refusal = Assert.Throws<CodeException>(
            () => RunInput.FilesOf(With() with { Files = [new("b.png", "data:;base64,?")] }, Python, "code", Outputs));

        Assert.Equal(CodeError.InvalidRequest, refusal.Error);
        Assert.Equal(
            "The content of \"b.png\" in files begins with data:;base64, and is not base64: it has '?' as character 1.", refusal.Message);
    }

    private static RunRequest With(params string[] paths) =>
        new() { Code = "", Language = "python", Files = [.. paths.Select(path => KeyValuePair.Create(path, "text"))] };
}
