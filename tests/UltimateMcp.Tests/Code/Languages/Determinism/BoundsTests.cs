using System.Diagnostics;
using UltimateMcp.Code.Languages;
using UltimateMcp.Programs;

namespace UltimateMcp.Tests.Code.Languages.Determinism;

public class BoundsTests
{
    /// <summary>Those whose programs are checked.</summary>
    public static TheoryData<string> Languages => new(
        LanguageCatalog.All.Select(language => language.Name).Except(["typescript", "csharp"]));

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_program_of_the_maximum_length_is_checked_and_a_longer_one_is_refused(string language)
    {
        var comment = language == "javascript" ? "//" : "#";
        var longest = comment + new string('x', ProgramSource.MaximumLength - comment.Length);

        Assert.Null(ProgramCheck.Of(language, longest));
        Assert.NotNull(ProgramCheck.Of(language, longest + "x"));
        Assert.NotNull(ProgramCheck.Of(language, longest, ("a.txt", "x")));
    }

    [Theory]
    [InlineData("python", "(", "1", ")")]
    [InlineData("python", "[", "", "]")]
    [InlineData("python", "-", "1", "")]
    [InlineData("python", "not ", "1", "")]
    [InlineData("python", "lambda: ", "1", "")]
    [InlineData("python", "f(", "1", ")")]
    [InlineData("python", "1 if 1 else ", "1", "")]
    [InlineData("python", "2 ** ", "1", "")]
    [InlineData("python", "f'{", "1", "}'")]
    [InlineData("python", "x", "1", "[0]")]
    [InlineData("javascript", "(", "1", ")")]
    [InlineData("javascript", "[", "", "]")]
    [InlineData("javascript", "- ", "1", "")]
    [InlineData("javascript", "() => ", "1", "")]
    [InlineData("javascript", "if (1) ", ";", "")]
    [InlineData("javascript", "{", "", "}")]
    [InlineData("javascript", "`${", "1", "}`")]
    [InlineData("javascript", "1 + ", "1", "")]
    [InlineData("javascript", "(function(){", "", "})")]
    [InlineData("bash", "( ", "true", ")")]
    [InlineData("bash", "echo $(", "true", ")")]
    [InlineData("bash", "{ ", "true", "; }")]
    [InlineData("bash", "echo \"${x:-", "1", "}\"")]
    [InlineData("bash", "echo $((", "1", "))")]
    [InlineData("bash", "if true; then ", "true", "; fi")]
    [InlineData("bash", "cat <(", "true", ")")]
    [InlineData("bash", "`", "true", "`")]
    public void Deep_nesting_is_refused_and_no_stack_overflows(string language, string open, string inner, string close)
    {
        const int Deep = 20_000;
        var code = string.Concat(Enumerable.Repeat(open, Deep)) + inner + string.Concat(Enumerable.Repeat(close, Deep));

        Nondeterminism? found = null;
        var thread = new Thread(() => found = ProgramCheck.Of(language, code), 512 * 1024);
        thread.Start();
        thread.Join();

        Assert.NotNull(found);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_check_can_be_cancelled(string language)
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var known = LanguageCatalog.Find(language);

        Assert.Throws<OperationCanceledException>(() =>
            known.Determinism(
                new ProgramSource("x=1\n", known.MainFile, new Dictionary<string, string>(StringComparer.Ordinal)), cancelled.Token));
    }

    [Theory]
    [InlineData("python", "x = {1: [a for a in range(3)]}\n")]
    [InlineData("python", "def f(a, b=1): return a\n")]
    [InlineData("python", "import math\n")]
    [InlineData("python", "s = {'a'}\n")]
    [InlineData("python", "f'{1}' f'{2}'\n")]
    [InlineData("python", "(")]
    [InlineData("python", "'''")]
    [InlineData("javascript", "var x = { a: [1, 2] };\n")]
    [InlineData("javascript", "{ let y = Math.floor(1) }\n")]
    [InlineData("javascript", "/")]
    [InlineData("javascript", "'a' + ")]
    [InlineData("bash", "echo a | cat\n")]
    [InlineData("bash", "x=1; echo $x\n")]
    [InlineData("bash", "cat <<E\nE\n")]
    [InlineData("bash", "cat <<E ")]
    [InlineData("bash", "\"${x#")]
    [InlineData("bash", "awk '/[/' ")]
    [InlineData("bash", "[[ a =~ ")]
    public void The_check_takes_time_linear_in_the_length(string language, string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 256 * 1024 / part.Length));

        var started = Stopwatch.GetTimestamp();
        ProgramCheck.Of(language, text);

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void An_ordinary_program_is_checked_in_a_few_milliseconds_even_without_optimisation(string language)
    {
        var known = LanguageCatalog.Find(language);
        var programs = OrdinaryProgram.All.Where(program => program.Language == language && program.IsCached)
            .Select(program => new ProgramSource(program.Code, known.MainFile, OrdinaryProgram.Files)).ToArray();

        var fastest = Enumerable.Range(0, 30).Min(_ =>
        {
            var started = Stopwatch.GetTimestamp();
            Array.ForEach(programs, program => known.Determinism(program, TestContext.Current.CancellationToken));
            return Stopwatch.GetElapsedTime(started) / programs.Length;
        });

        Assert.InRange(fastest, TimeSpan.Zero, TimeSpan.FromMilliseconds(5));
    }
}
