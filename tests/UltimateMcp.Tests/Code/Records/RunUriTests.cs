using UltimateMcp.Code.Records;

namespace UltimateMcp.Tests.Code.Records;

public class RunUriTests
{
    private const string RunId = "run_01ARYZ6S41TSV4RRFFQ69G5FAV";

    [Theory]
    [InlineData("plot.png")]
    [InlineData("a/b c/ü?#%.txt")]
    [InlineData("..")]
    public void An_artifact_s_path_survives_its_uri(string path)
    {
        Assert.True(RunUri.TryParse(RunUri.OfArtifact(RunId, path), out var uri));

        Assert.Equal(path, uri.ArtifactPath);
        Assert.Equal(RunId, uri.RunId);
    }

    [Fact]
    public void A_stream_is_distinguished_from_an_artifact()
    {
        Assert.True(RunUri.TryParse($"ultimate://run/{RunId}/stderr", out var uri));

        Assert.Equal("stderr", uri.Stream);
        Assert.Null(uri.ArtifactPath);
    }

    [Theory]
    [InlineData("ultimate://run/")]
    [InlineData("ultimate://run/../stdout")]
    [InlineData("ultimate://run/run_01ARYZ6S41TSV4RRFFQ69G5FAV/stdin")]
    [InlineData("ultimate://run/run_01ARYZ6S41TSV4RRFFQ69G5FAV")]
    [InlineData("file:///etc/passwd")]
    [InlineData("")]
    public void Anything_else_is_refused(string text) => Assert.False(RunUri.TryParse(text, out _));
}
