using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Running;

namespace UltimateMcp.Tests.Code.Running;

public class UncacheableWordsTests
{
    [Theory]
    [InlineData("python", "import time", "time", Dependence.Clock)]
    [InlineData("python", "from random import choice", "random", Dependence.Randomness)]
    [InlineData("python", "import socket", "socket", Dependence.Network)]
    [InlineData("python", "print(os.environ)", "environ", Dependence.Environment)]
    [InlineData("python", "os.getpid()", "getpid", Dependence.Process)]
    [InlineData("python", "__import__('ti'+'me')", "__import__", Dependence.Hidden)]
    [InlineData("javascript", "new Date()", "Date", Dependence.Clock)]
    [InlineData("javascript", "Math.random()", "random", Dependence.Randomness)]
    [InlineData("javascript", "fetch('x')", "fetch", Dependence.Network)]
    [InlineData("javascript", "process.env.HOME", "env", Dependence.Environment)]
    [InlineData("javascript", "process.pid", "pid", Dependence.Process)]
    [InlineData("bash", "date +%s", "date", Dependence.Clock)]
    [InlineData("bash", "echo $RANDOM", "RANDOM", Dependence.Randomness)]
    [InlineData("bash", "curl x", "curl", Dependence.Network)]
    [InlineData("bash", "printenv", "printenv", Dependence.Environment)]
    [InlineData("bash", "echo $$", "$$", Dependence.Process)]
    [InlineData("bash", "printf '%(%s)T'", ")T", Dependence.Clock)]
    public void A_word_that_makes_runs_differ_is_found(string language, string code, string word, Dependence dependence)
    {
        var found = LanguageCatalog.Find(language).Uncacheable.FirstIn(code);

        Assert.Equal((word, dependence), found);
    }

    [Theory]
    [InlineData("python", "print(sum(range(10)))\nlifetime = 3\nrandomised = 1\n")]
    [InlineData("javascript", "console.log([1, 2].map(x => x * 2)); const updated = 1; process.exit(3)")]
    [InlineData("bash", "for i in 1 2 3; do echo $i; done; update=1")]
    public void A_word_counts_only_as_a_whole(string language, string code) =>
        Assert.Null(LanguageCatalog.Find(language).Uncacheable.FirstIn(code));
}
