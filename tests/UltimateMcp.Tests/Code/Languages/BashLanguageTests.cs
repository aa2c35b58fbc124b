using UltimateMcp.Code.Languages;

namespace UltimateMcp.Tests.Code.Languages;

public class BashLanguageTests
{
    private const string Complaint = "main.sh: line 2: x: command not found\n";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(126)]
    [InlineData(127)]
    public void A_complaint_that_ended_the_script_is_its_exception(int exitCode)
    {
        var failure = LanguageCatalog.Find("bash").ErrorIn("earlier\n" + Complaint, exitCode);

        Assert.Equal(("bash", "x: command not found", 2), (failure?.Type, failure?.Message, failure?.Line));
    }

    [Theory]
    [InlineData(Complaint, 3)]
    [InlineData(Complaint, null)]
    [InlineData(Complaint + "but went on", 1)]
    [InlineData("said main.sh: line 2: x: command not found", 1)]
    public void A_complaint_that_the_script_survived_is_not(string standardError, int? exitCode) =>
        Assert.Null(LanguageCatalog.Find("bash").ErrorIn(standardError, exitCode));
}
