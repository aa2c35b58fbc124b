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
        var found = LanguageCatalog.Find(language).Uncacheable.FirstIn(code, TestContext.Current.CancellationToken);

        Assert.Equal((word, dependence), found);
    }

    [Theory]
    [InlineData("python", "print(sum(range(10)))\nlifetime = 3\nrandomised = 1\n")]
    [InlineData("javascript", "console.log([1, 2].map(x => x * 2)); const updated = 1; process.exit(3)")]
    [InlineData("bash", "for i in 1 2 3; do echo $i; done; update=1")]
    public void A_word_counts_only_as_a_whole(string language, string code) =>
        Assert.Null(LanguageCatalog.Find(language).Uncacheable.FirstIn(code, TestContext.Current.CancellationToken));

    [Theory]
    [InlineData("python", "print(re.compile('a{2,3}').pattern)")]
    [InlineData("python", "print({'a': 1, **b}, {}, {x: y for x, y in a}, f'{a} {b:>{c}} {d!r}', {1, 2}, '{}'.format(a))")]
    [InlineData("javascript", "const fs = require('node:fs'); const path = require( \"path\" ); if (require.main === module) console.log(1)")]
    [InlineData("javascript", "const { readFileSync } = await import('node:fs'); process.stdout.write('a'); process?.exit(0)")]
    [InlineData("bash", "x 2>&1 >&2 &>a |& y && z; case $a in a) x ;;& b) y ;& esac")]
    [InlineData("bash", "set -euo pipefail; declare -A map=([a]=1); export A=1; local b=2; w=1; last=$w; for w in $a; do x $w; done")]
    [InlineData("bash", "if (( $a > 1 )); then b=$(( $a + 1 )) c=($a $b); fi\nx \\\n  $a")]
    public void What_only_looks_like_a_pattern_passes(string language, string code) =>
        Assert.Null(LanguageCatalog.Find(language).Uncacheable.FirstIn(code, TestContext.Current.CancellationToken));

    [Theory]
    [InlineData("python", "#!/usr/bin/env python3")]
    [InlineData("javascript", "#!/usr/bin/env node\n1")]
    [InlineData("bash", "#!/usr/bin/env bash\necho 1")]
    public void The_line_that_names_an_interpreter_is_no_code(string language, string code) =>
        Assert.Null(LanguageCatalog.Find(language).Uncacheable.FirstIn(new RunRequest { Code = code, Language = language }, TestContext.Current.CancellationToken));

    [Fact]
    public void All_that_a_request_brings_is_read()
    {
        var request = new RunRequest { Code = "1", Language = "python" };
        var read = LanguageCatalog.Find("python").Uncacheable;

        Assert.Null(read.FirstIn(request, TestContext.Current.CancellationToken));
        Assert.Equal("time", read.FirstIn(request with { Code = "time" }, TestContext.Current.CancellationToken)?.Word);
        Assert.Equal("time", read.FirstIn(request with { StandardInput = "import time" }, TestContext.Current.CancellationToken)?.Word);
        Assert.Equal("time", read.FirstIn(request with { Arguments = ["1", "time"] }, TestContext.Current.CancellationToken)?.Word);
        Assert.Equal("time", read.FirstIn(request with { Code = new string(' ', 100_000) + "time" }, TestContext.Current.CancellationToken)?.Word);
        Assert.Equal(Dependence.Hidden, read.FirstIn(request with { StandardInput = new string(' ', UncacheableWords.MostRead) }, TestContext.Current.CancellationToken)?.Dependence);
        Assert.Equal("time", read.FirstIn(request with { Files = [KeyValuePair.Create("a.py", "import time")] }, TestContext.Current.CancellationToken)?.Word);
    }

    [Theory]
    [InlineData("python", "compil ")]
    [InlineData("python", "{ a ")]
    [InlineData("python", "{  \"a\" \"")]
    [InlineData("javascript", "import  (  'a') ")]
    [InlineData("javascript", "require('a') ")]
    [InlineData("bash", "; \t\t {! ")]
    [InlineData("bash", "xargs ")]
    [InlineData("bash", "set  -e ")]
    public void However_long_a_text_is_no_pattern_gives_up_on_it(string language, string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 256 * 1024 / part.Length));

        var found = LanguageCatalog.Find(language).Uncacheable.FirstIn(text, TestContext.Current.CancellationToken);

        Assert.Null(found);
    }
}
