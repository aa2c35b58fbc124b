using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Linting;

public sealed class BashLintTests(UnlimitedServer fixture) : IClassFixture<UnlimitedServer>
{
    private const string Unfinished = "if true; then\n  echo a\n";

    private readonly TestServer _server = fixture.Server;

    [Fact]
    public async Task Syntax_errors_are_found_without_shellcheck_and_it_is_said()
    {
        await using var server = await WithoutShellCheckAsync();

        var answer = await server.LintAsync(Unfinished, "bash");
        var health = await server.CallAsync("health");

        Assert.Equal(["1:1 info linter-missing", "2:1 error bash-syntax"], answer.FindingsByPlace());
        Assert.Equal("bash -n", answer.Structured.GetProperty("linter").GetProperty("name").GetString());
        Assert.Contains("install", answer.Text, StringComparison.Ordinal);
        Assert.Contains("\n  linter: bash -n, 5.", health.Text, StringComparison.Ordinal);
        Assert.Contains("Without shellcheck only syntax errors are found", health.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_is_never_run()
    {
        var answer = await _server.LintAsync("echo out; echo err >&2\nexit 7\n$(touch mark)\n", "bash");

        Assert.DoesNotContain(answer.Rules(), rule => rule.StartsWith("linter-", StringComparison.Ordinal));
        Assert.DoesNotContain("bash-syntax", answer.Rules());
    }

    [Fact]
    public async Task A_comment_cannot_hide_a_syntax_error()
    {
        var answer = await _server.LintAsync("# shellcheck disable=all\n" + Unfinished, "bash");

        Assert.Contains("bash-syntax", answer.Rules());
        Assert.Contains("suppression", answer.Rules());
    }

    [Fact]
    public async Task Windows_line_ends_are_one_finding()
    {
        var answer = await _server.LintAsync("echo a\r\necho b\r\nif true; then\r\n  echo c\r\nfi\r\n", "bash");

        Assert.Equal(["1:7 error SC1017"], answer.FindingsByPlace());
        Assert.Contains("(5 of them)", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extended_patterns_that_the_script_allows_itself_are_no_error()
    {
        var answer = await _server.LintAsync("shopt -s extglob\nrm -- !(a|b)\n", "bash");

        Assert.DoesNotContain("bash-syntax", answer.Rules());
    }

    [Fact]
    public async Task A_file_that_is_sourced_is_looked_at_if_it_is_given()
    {
        Assert.SkipUnless(ShellCheck.IsExpected, ShellCheck.WhyNot);
        const string Code = "source ./lib.sh\necho \"$shared\"\n";

        var alone = await _server.LintAsync(Code, "bash");
        var together = await _server.LintAsync(
            Code, "bash", ("files", new Dictionary<string, string>(StringComparer.Ordinal) { ["lib.sh"] = "shared=1\nunused=2\n" }));

        Assert.Contains("SC1091", alone.Rules());
        Assert.Empty(together.Rules());
    }

    [Fact]
    public async Task Backticks_are_replaced_where_that_changes_nothing()
    {
        Assert.SkipUnless(ShellCheck.IsExpected, ShellCheck.WhyNot);

        var answer = await _server.LintAsync("""
            echo "`date`" "`echo 'a b'`"
            echo "`echo \$HOME`"
            echo "`(ls)`"
            echo "`ls # all`"
            """, "bash", ("fix", true));

        Assert.Equal("""
            echo "$(date)" "$(echo 'a b')"
            echo "`echo \$HOME`"
            echo "`(ls)`"
            echo "`ls # all`"
            """, answer["fixed_code"]);
    }

    [Fact]
    public async Task Structure_is_told()
    {
        var answer = await _server.LintAsync("""
            #!/bin/bash
            . "lib/one.sh"
            source two.sh
            plain() { echo "$(if a; then b && c; fi)"; }
            function other {
              case $1 in
                (a|b) echo 1 ;;
                c) echo 2 ;&
                *) echo 3 ;;
              esac
              for ((i = 0; i < 3; i++)); do [[ -e x && -e y ]] || return; done
            }
            cat <<'END'
            hidden() { if :; then :; fi; }
            END
            third () (
              list=(if while for)
              echo "${list[@]/#if/x}" `until false; do :; done` # source no.sh
            )
            """, "bash");

        Assert.Equal(["plain 4-4", "other 5-12", "third 16-19"], answer.Names("functions"));
        Assert.Equal(["lib/one.sh", "two.sh"], answer.Names("imports"));
        Assert.Equal("7", answer["complexity"]);
    }

    [Theory]
    [InlineData("(", 2_000)]
    [InlineData("$(", 100_000)]
    [InlineData("${", 100_000)]
    [InlineData("$((", 100_000)]
    [InlineData("`", 100_001)]
    [InlineData("\"$(", 50_000)]
    [InlineData("if a; then\n", 20_000)]
    [InlineData("case x in (a) ", 10_000)]
    [InlineData("<<a\n", 50_000)]
    [InlineData("a() {\n", 20_000)]
    [InlineData("((a && ", 30_000)]
    [InlineData("echo 'x y' && \n", 20_000)]
    [InlineData("\\", 100_001)]
    public async Task Hostile_scripts_end_in_time_and_the_next_one_is_linted(string piece, int count)
    {
        var hostile = await _server.LintAsync(string.Concat(Enumerable.Repeat(piece, count)), "bash");
        var next = await _server.LintAsync(Unfinished, "bash");

        Assert.False(hostile.IsError, hostile.Text);
        Assert.Contains("bash-syntax", next.Rules());
    }

    [Fact]
    public async Task Of_a_very_long_script_only_the_syntax_is_checked_and_it_is_said()
    {
        var answer = await _server.LintAsync(string.Concat(Enumerable.Repeat("echo \"a line\"\n", 60_000)) + "fi\n", "bash");

        Assert.Equal(["1:1 info linter-skipped", "60001:1 error bash-syntax"], answer.FindingsByPlace());
    }

    [Fact]
    public async Task The_server_s_own_surroundings_change_nothing()
    {
        Assert.SkipUnless(ShellCheck.IsExpected, ShellCheck.WhyNot);
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, ".shellcheckrc"), "disable=all\n", TestContext.Current.CancellationToken);
        await using var server = await TestServer.StartAsync(new TestServerOptions
        {
            WorkingDirectory = folder.Path,
            Settings =
            [
                ("HOME", folder.Path), ("SHELLCHECK_OPTS", "--exclude=SC2086"), ("BASH_ENV", Path.Combine(folder.Path, ".shellcheckrc")),
                ("LC_ALL", "C"),
            ],
        });

        var answer = await server.LintAsync("echo é $1\n", "bash");

        Assert.Equal(["1:8 info SC2086"], answer.FindingsByPlace());
    }

    private static Task<TestServer> WithoutShellCheckAsync()
    {
        var unshare = Environment.IsPrivilegedProcess ? "unshare --mount" : "unshare --map-root-user --mount";
        var hide = File.Exists("/usr/bin/shellcheck") ? "mount --bind /dev/null /usr/bin/shellcheck && " : "";
        return TestServer.StartAsync(new TestServerOptions { Shell = $"exec {unshare} sh -c '{hide}exec \"$@\"' sh \"$@\"" });
    }
}
