using UltimateMcp.Server.Hosting.Settings;

namespace UltimateMcp.Tests.Server.Hosting.Settings;

public class SettingArgumentsTests
{
    [Theory]
    [InlineData("--cache-size", "5")]
    [InlineData("--cache-size=5")]
    public void A_value_follows_or_is_joined_by_an_equals_sign(params string[] arguments)
    {
        var parsed = SettingArguments.Parse(arguments);

        Assert.Empty(parsed.Errors);
        Assert.Equal("5", parsed.Texts["CACHE_SIZE"]);
    }

    [Theory]
    [InlineData("--no-such: there is no such setting; --help lists them", "--no-such", "5")]
    [InlineData("--CACHE-SIZE: there is no such setting; did you mean --cache-size?", "--CACHE-SIZE=5")]
    [InlineData("--cache-size: needs a value, which must be an integer from 1 to 1000000", "--cache-size")]
    [InlineData("--cache-size: needs a value, which must be an integer from 1 to 1000000", "--cache-size", "--cache-ttl=5")]
    [InlineData("--cache-size=6: appears twice", "--cache-size=5", "--cache-size=6")]
    public void An_error_names_the_option(string expected, params string[] arguments)
    {
        var parsed = SettingArguments.Parse(arguments);

        Assert.Equal(expected, Assert.Single(parsed.Errors).ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(true, "--cache-size", "5", "--no-such=1")]
    [InlineData(true, "--cache-size", "--cache-ttl", "5")]
    [InlineData(false, "doctor")]
    [InlineData(false, "--cache-size", "5", "doctor")]
    [InlineData(false, "--help")]
    [InlineData(false, "--cache-size=5", "--version")]
    [InlineData(false, "-h")]
    [InlineData(false, "--")]
    public void Only_settings_mean_that_the_server_is_wanted(bool expected, params string[] arguments) =>
        Assert.Equal(expected, SettingArguments.IsAll(arguments));
}
