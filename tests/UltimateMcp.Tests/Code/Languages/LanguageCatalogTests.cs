using UltimateMcp.Code.Languages;

namespace UltimateMcp.Tests.Code.Languages;

public class LanguageCatalogTests
{
    [Theory]
    [InlineData("py", "python")]
    [InlineData("Python", "python")]
    [InlineData("PYTHON3", "python")]
    [InlineData("js", "javascript")]
    [InlineData("JavaScript", "javascript")]
    [InlineData("Node", "javascript")]
    [InlineData("sh", "bash")]
    [InlineData("Shell", "bash")]
    [InlineData("BASH", "bash")]
    public void A_usual_name_in_any_case_is_the_language_s(string name, string expected) => Assert.Equal(expected, LanguageCatalog.FindName(name));

    [Theory]
    [InlineData("perl")]
    [InlineData("")]
    [InlineData("py ")]
    [InlineData("python2")]
    public void Other_names_are_no_language_s(string name) => Assert.Null(LanguageCatalog.FindName(name));
}
