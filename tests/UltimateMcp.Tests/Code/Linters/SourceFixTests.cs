using UltimateMcp.Code.Linters;

namespace UltimateMcp.Tests.Code.Linters;

public class SourceFixTests
{
    [Fact]
    public void All_edits_are_made_whatever_their_order() =>
        Assert.Equal("[a]b[c]", SourceFix.Apply("abc", [Fix((2, 3, "[c]")), Fix((0, 1, "[a]"))]));

    [Fact]
    public void Of_two_fixes_that_overlap_the_first_is_made() =>
        Assert.Equal("Xd", SourceFix.Apply("abcd", [Fix((0, 3, "X")), Fix((1, 2, "Y"))]));

    [Fact]
    public void Of_two_fixes_that_touch_the_first_is_made() =>
        Assert.Equal("Xbcd", SourceFix.Apply("abcd", [Fix((0, 1, "X")), Fix((1, 2, "Y"))]));

    [Fact]
    public void Two_insertions_at_one_place_would_have_no_order() =>
        Assert.Equal("aXb", SourceFix.Apply("ab", [Fix((1, 1, "X")), Fix((1, 1, "Y"))]));

    [Fact]
    public void A_fix_is_made_whole_or_not_at_all() =>
        Assert.Equal("Xbcd", SourceFix.Apply("abcd", [Fix((0, 1, "X")), Fix((0, 1, "Y"), (3, 4, "Z"))]));

    [Fact]
    public void An_edit_that_two_fixes_share_is_made_once() =>
        Assert.Equal("XbY", SourceFix.Apply("abc", [Fix((0, 1, "X")), Fix((0, 1, "X"), (2, 3, "Y"))]));

    [Fact]
    public void Without_fixes_the_text_stays() => Assert.Equal("abc", SourceFix.Apply("abc", []));

    private static SourceFix Fix(params (int Start, int End, string Text)[] edits) =>
        new([.. edits.Select(edit => new TextEdit(edit.Start, edit.End, edit.Text))]);
}
