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
    [InlineData("ts", "typescript")]
    [InlineData("TypeScript", "typescript")]
    [InlineData("sh", "bash")]
    [InlineData("Shell", "bash")]
    [InlineData("BASH", "bash")]
    [InlineData("C#", "csharp")]
    [InlineData("cs", "csharp")]
    [InlineData(".NET", "csharp")]
    public void A_language_is_found_by_name_or_alias_in_any_case(string name, string expected) =>
        Assert.Equal(expected, LanguageCatalog.FindName(name));

    [Theory]
    [InlineData("perl")]
    [InlineData("")]
    [InlineData("py ")]
    [InlineData("python2")]
    [InlineData("tsx")]
    public void Other_names_are_not_found(string name) => Assert.Null(LanguageCatalog.FindName(name));
}
