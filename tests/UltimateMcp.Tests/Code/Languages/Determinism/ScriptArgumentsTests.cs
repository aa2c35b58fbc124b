using UltimateMcp.Code.Languages;

namespace UltimateMcp.Tests.Code.Languages.Determinism;

/// <summary>In a shell an argument may become an option or a path.</summary>
public class ScriptArgumentsTests
{
    [Theory]
    [InlineData("sort \"$1\"", "a.txt")]
    [InlineData("cat \"$1\"", "a.txt")]
    [InlineData("echo \"$1\"", "-l")]
    [InlineData("echo \"$1\"", "/etc/passwd")]
    [InlineData("for f in \"$@\"; do wc -l \"$f\"; done", "a.txt")]
    [InlineData("f() { local g=$1; grep x \"$g\"; }; f \"$1\"", "a.txt")]
    public void An_ordinary_argument_may_be_used(string code, string argument) => Assert.Null(Of(code, argument));

    [Theory]
    [InlineData("sort \"$1\"", "-R")]
    [InlineData("ls $1", "-l")]
    [InlineData("cat \"$1\"", "/proc/uptime")]
    [InlineData("cat < \"$1\"", "/proc/uptime")]
    [InlineData("cat \"$1\"", "../x")]
    [InlineData("[ -e \"$1\" ] && echo yes", "/proc/1")]
    [InlineData("for f in \"$@\"; do cat \"$f\"; done", "/proc/uptime")]
    [InlineData("f() { local g=$1; cat \"$g\"; }; f \"$1\"", "/proc/uptime")]
    [InlineData("a=(\"$@\"); cat \"${a[0]}\"", "/proc/uptime")]
    [InlineData("cat \"${1:-x}\"", "/proc/uptime")]
    [InlineData("cd \"$1\"; cat uptime", "/proc")]
    [InlineData("echo $(($1))", "RANDOM")]
    [InlineData("echo $(($1 + 1))", "a[$(date)]")]
    public void An_argument_that_is_a_path_outside_the_scratch_folder_may_not(string code, string argument) =>
        Assert.NotNull(Of(code, argument));

    [Theory]
    [InlineData("read x; echo $((x))", "RANDOM")]
    [InlineData("read x; echo $((x + 1))", "a[$(date)]")]
    [InlineData("mapfile -t a; ((b = a[0])); echo $b", "SECONDS")]
    public void Input_that_arithmetic_would_evaluate_may_not_be_read(string code, string input) => Assert.NotNull(
        LanguageCatalog.Find("bash").Determinism(
            new ProgramSource(code, "main.sh", new Dictionary<string, string>(StringComparer.Ordinal)) { StandardInput = input },
            TestContext.Current.CancellationToken));

    private static Nondeterminism? Of(string code, string argument) => LanguageCatalog.Find("bash").Determinism(
        new ProgramSource(code, "main.sh", new Dictionary<string, string>(StringComparer.Ordinal)) { Arguments = [argument] },
        TestContext.Current.CancellationToken);
}
