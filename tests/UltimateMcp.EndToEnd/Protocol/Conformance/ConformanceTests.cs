namespace UltimateMcp.EndToEnd.Protocol.Conformance;

/// <summary>
/// The official server scenarios, as far as they ask for what any server has. Not among them, and why:
/// <list type="bullet">
/// <item>tools-call-*, elicitation-* and json-schema-2020-12 call fixture tools, such as test_image_content;</item>
/// <item>resources-read-* and resources-templates-read read fixtures, such as test://static-text;</item>
/// <item>resources-subscribe and resources-unsubscribe: we offer no subscriptions;</item>
/// <item>completion-complete and prompts-* need prompts, which we do not offer yet;</item>
/// <item>server-sse-* and dns-rebinding-protection are about HTTP, which here is the bridge's and not ours.</item>
/// </list>
/// </summary>
public sealed class ConformanceTests(ConformanceSuite suite) : IClassFixture<ConformanceSuite>
{
    [Theory]
    [InlineData("server-initialize")]
    [InlineData("ping")]
    [InlineData("logging-set-level")]
    [InlineData("tools-list")]
    [InlineData("resources-list")]
    public async Task The_official_scenario_passes(string scenario)
    {
        Assert.SkipUnless(ConformanceSuite.IsInstalled, ConformanceSuite.WhyNot);

        var (exitCode, report) = await suite.RunAsync(scenario);

        Assert.True(exitCode == 0, report);
        Assert.Matches("Passed: ([1-9][0-9]*)/\\1, 0 failed, 0 warnings", report);
    }

    [Fact]
    public async Task A_scenario_that_asks_for_a_fixture_fails_so_they_can()
    {
        Assert.SkipUnless(ConformanceSuite.IsInstalled, ConformanceSuite.WhyNot);

        var (exitCode, report) = await suite.RunAsync("tools-call-simple-text");

        Assert.Equal(1, exitCode);
        Assert.Contains("Unknown tool: 'test_simple_text'", report, StringComparison.Ordinal);
    }
}
