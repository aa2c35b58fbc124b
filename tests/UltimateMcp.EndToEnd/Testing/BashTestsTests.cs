using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Testing;

public sealed class BashTestsTests(TestingServer fixture) : IClassFixture<TestingServer>
{
    private readonly TestServer _server = fixture.Server;

    [Fact]
    public async Task Functions_of_bats_and_plain_ones_are_tests()
    {
        var answer = await _server.RunTestsAsync(
            """
            setup() { source lib.sh; mark=set; }
            teardown() { [[ $mark == set ]]; }

            @test "adds numbers" {
              run add 1 2
              [ "$status" -eq 0 ]
              [ "$output" = 3 ]
              [ "${lines[0]}" = 3 ]
            }
            @test 'fails' {
              run add 1 2
              [ "$output" = 4 ]
            }
            @test "fails in the middle" { true; false; true; }
            @test "is skipped" {
              skip "not now"
            }
            @test "exits" {
              exit 0
            }
            @test "fails in a function" {
              broken
            }
            test_plain() {
              local value=$(false)
              if false; then :; fi
              ! false
              [[ -z $value ]]
            }
            @test "has a bad end" {
              mark=other
            }
            """,
            "bash",
            TestCalls.Files(("lib.sh", "add() { echo $(($1 + $2)); }\nbroken() {\n  return 3\n}\n")));

        Assert.Equal(("bats", "error"), (answer["framework"], answer.Outcome));
        Assert.Equal(
            [
                "passed adds numbers 4", "failed exits 18", "failed fails 12", "failed fails in a function 22",
                "failed fails in the middle 14", "error has a bad end 2", "skipped is skipped 16", "passed test_plain 24",
            ],
            answer.ByName());
        Assert.Contains("[ \"3\" = 4 ]", answer.MessageOf("fails"), StringComparison.Ordinal);
        Assert.Contains("output: 3", answer.MessageOf("fails"), StringComparison.Ordinal);
        Assert.Equal("not now", answer.MessageOf("is skipped"));
    }

    [Fact]
    public async Task A_syntax_error_is_an_error_with_its_line()
    {
        var answer = await _server.RunTestsAsync("test_a() {\n  if true; then\n}\n", "bash");

        Assert.Equal("error", answer.Outcome);
        Assert.Equal(["error (collection) 3"], answer.ByName());
    }

    [Fact]
    public async Task There_is_no_coverage_and_the_hint_says_so()
    {
        var answer = await _server.RunTestsAsync("test_a() { :; }\n", "bash", ("coverage", true));

        Assert.Equal("passed", answer.Outcome);
        Assert.Null(answer["coverage"]);
        Assert.Contains("no coverage", answer.Hint, StringComparison.Ordinal);
    }
}
