using UltimateMcp.Code.Linters;

namespace UltimateMcp.Tests.Code.Linters;

public class SourceFixTests
{
    [Fact]
    public void All_edits_are_made_whatever_their_order() =>
        Assert.Equal("[a]b[c]", Fixed("abc", [Fix((2, 3, "[c]")), Fix((0, 1, "[a]"))]));

    [Fact]
    public void Of_two_fixes_that_overlap_the_first_is_made() =>
        Assert.Equal("Xd", Fixed("abcd", [Fix((0, 3, "X")), Fix((1, 2, "Y"))]));

    [Fact]
    public void Of_two_fixes_that_touch_the_first_is_made() =>
        Assert.Equal("Xbcd", Fixed("abcd", [Fix((0, 1, "X")), Fix((1, 2, "Y"))]));

    [Fact]
    public void Two_insertions_at_one_place_would_have_no_order() =>
        Assert.Equal("aXb", Fixed("ab", [Fix((1, 1, "X")), Fix((1, 1, "Y"))]));

    [Fact]
    public void A_fix_is_made_whole_or_not_at_all() =>
        Assert.Equal("Xbcd", Fixed("abcd", [Fix((0, 1, "X")), Fix((0, 1, "Y"), (3, 4, "Z"))]));

    [Fact]
    public void An_edit_that_two_fixes_share_is_made_once() =>
        Assert.Equal("XbY", Fixed("abc", [Fix((0, 1, "X")), Fix((0, 1, "X"), (2, 3, "Y"))]));

    [Fact]
    public void Without_fixes_the_text_stays() => Assert.Equal("abc", Fixed("abc", []));

    private static string Fixed(string text, IEnumerable<SourceFix> fixes) => TextEdit.Apply(text, SourceFix.Choose(fixes));

    private static SourceFix Fix(params (int Start, int End, string Text)[] edits) =>
        new([.. edits.Select(edit => new TextEdit(edit.Start, edit.End, edit.Text))]);
}
