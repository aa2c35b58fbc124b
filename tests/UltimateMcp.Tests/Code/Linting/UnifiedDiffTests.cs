using UltimateMcp.Code.Linters;
using UltimateMcp.Code.Linting;

namespace UltimateMcp.Tests.Code.Linting;

public class UnifiedDiffTests
{
    private const string Ten = "1\n2\n3\n4\n5\n6\n7\n8\n9\n0\n";

    [Fact]
    public void A_changed_line_stands_among_three_of_context() =>
        Assert.Equal("@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n", Hunks(Ten, (8, 9, "five")));

    [Fact]
    public void Changes_that_are_near_share_their_context() =>
        Assert.Equal("@@ -1,9 +1,8 @@\n-1\n+one\n 2\n 3\n 4\n 5\n-6\n 7\n 8\n 9\n", Hunks(Ten, (0, 1, "one"), (10, 12, "")));

    [Fact]
    public void Changes_that_are_far_apart_have_hunks_of_their_own_whose_lines_are_counted_on() =>
        Assert.Equal("@@ -1,4 +1,3 @@\n-1\n 2\n 3\n 4\n@@ -7,4 +6,4 @@\n 7\n 8\n 9\n-0\n+ten\n", Hunks(Ten, (0, 2, ""), (18, 19, "ten")));

    [Theory]
    [InlineData("a\nb\n", 1, 2, " ", "@@ -1,2 +1 @@\n-a\n-b\n+a b\n")]
    [InlineData("a\nb\n", 2, 2, "x\n", "@@ -1,2 +1,3 @@\n a\n+x\n b\n")]
    [InlineData("a\nb\n", 4, 4, "x\n", "@@ -1,2 +1,3 @@\n a\n b\n+x\n")]
    [InlineData("a", 1, 1, "b", "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+ab\n\\ No newline at end of file\n")]
    [InlineData("a", 1, 1, "\n", "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n")]
    [InlineData("a\n", 0, 2, "", "@@ -1 +0,0 @@\n-a\n")]
    [InlineData("a\nb", 1, 3, "", "@@ -1,2 +1 @@\n-a\n-b\n\\ No newline at end of file\n+a\n\\ No newline at end of file\n")]
    [InlineData("", 0, 0, "a\n", "@@ -0,0 +1 @@\n+a\n")]
    [InlineData("a\nb\nc\n", 0, 4, "a\nx\n", "@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n")]
    public void An_edit_is_shown_as_lines(string text, int start, int end, string instead, string hunk) =>
        Assert.Equal(hunk, Hunks(text, (start, end, instead)));

    private static string Hunks(string text, params (int Start, int End, string Text)[] edits)
    {
        var diff = UnifiedDiff.Of("f", text, [.. edits.Select(edit => new TextEdit(edit.Start, edit.End, edit.Text))]);
        const string Header = "--- a/f\n+++ b/f\n";
        Assert.StartsWith(Header, diff, StringComparison.Ordinal);
        return diff[Header.Length..];
    }
}
