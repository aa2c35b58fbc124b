using System.Text.Json.Nodes;
using UltimateMcp.Code.Languages;

namespace UltimateMcp.EndToEnd.Attacks;

public class ArtifactAttacks(AttackServers servers)
{
    [Theory, EachIdentity]
    [Trait("Attack", "67")]
    [Trait("Attack", "68")]
    [Trait("Attack", "69")]
    [Trait("Attack", "70")]
    public async Task Only_plain_files_are_kept_and_their_names_are_harmless(Identity identity)
    {
        var server = await servers.OfAsync(identity);
        var act = new Act("artifacts.py", server.SecretFile);

        var outside = await server.OutsideAsync(act);
        var reply = await server.RunAsync(act);

        const string Made = "link link_to_proc link_to_folder link_up fifo hard_link names";
        outside.AllAre("ok", $"{Made} through_link through_folder up");
        var inside = Answers.Of(reply.Stdout);
        inside.AllAre("ok", Made);
        inside.AllAre("ENOENT", "through_link through_folder up");
        Assert.Equal(
            [
                "left/'; rm -rf $HOME;'", "left/-rf", "left/...", "left/\\u{1b}[31mred\\u{1b}[0m", "left/\\u{202e}gnp.exe", "left/\\u{7f}",
                "left/\\u{d}", "left/kept.txt", "left/new\\u{a}line", "left/" + new string('n', 255), "left/\ufffd\ufffd",
            ],
            reply.Artifacts.Order(StringComparer.Ordinal));
        Assert.Contains("Not kept", reply.Hint, StringComparison.Ordinal);
        var stored = Directory.GetFiles(Path.Combine(server.Home, "outputs", reply.RunId, "artifacts"));
        Assert.Equal(reply.Artifacts.Count, stored.Length);
        Assert.All(stored, file => Assert.Equal("harmless", File.ReadAllText(file)));
    }

    [Theory]
    [EachIdentity("../x")]
    [EachIdentity("a/../../x")]
    [EachIdentity("/tmp/um-absolute")]
    [EachIdentity("./x")]
    [EachIdentity("a//x")]
    [EachIdentity("a/")]
    [EachIdentity("")]
    [EachIdentity("..")]
    [EachIdentity("x\0y")]
    [Trait("Attack", "71")]
    [Trait("Attack", "72")]
    public async Task Files_that_would_lie_elsewhere_are_refused(Identity identity, string name)
    {
        var server = await servers.OfAsync(identity);

        var reply = await server.CallAsync(CallWith(name));

        Assert.True(reply.ErrorCode == "invalid_argument", reply.ToString());
        Assert.False(File.Exists("/tmp/um-absolute"));
    }

    /// <summary>No process can write a name with a NUL or an empty one, so these have no outside half.</summary>
    [Theory, EachIdentity]
    [Trait("Attack", "71")]
    public async Task Outside_such_names_lead_out_of_the_folder(Identity identity)
    {
        var server = await servers.OfAsync(identity);

        var outside = await server.OutsideAsync(new Act("place.py", "../x", "a/../../y", "ABSOLUTE/z", "./w"));

        Assert.Equal(
            "../x=ok a/../../y=ok ABSOLUTE/z=ok ./w=ok escaped=3", outside.To("../x", "a/../../y", "ABSOLUTE/z", "./w", "escaped"));
    }

    [Theory]
    [EachIdentity("python")]
    [EachIdentity("javascript")]
    [EachIdentity("typescript")]
    [EachIdentity("bash")]
    [EachIdentity("csharp")]
    [Trait("Attack", "73")]
    public async Task A_name_below_a_file_is_refused(Identity identity, string language)
    {
        var server = await servers.OfAsync(identity);

        var below = await server.CallAsync(CallWith("x", "x/y"));
        var above = await server.CallAsync(CallWith("x/y", "x"));
        var belowCode = CallWith($"{LanguageCatalog.Find(language).MainFile}/x");
        belowCode["language"] = language;
        var code = await server.CallAsync(belowCode);
        var outside = await server.OutsideAsync(new Act("place.py", "x", "x/y"));

        Assert.Equal("x=ok x/y=ENOTDIR", outside.To("x", "x/y"));
        Assert.All([below, above, code], reply => Assert.True(reply.ErrorCode == "invalid_argument", reply.ToString()));
    }

    private static JsonObject CallWith(params string[] names) => new()
    {
        ["code"] = "print('ran')",
        ["fresh"] = true,
        ["files"] = new JsonObject(names.Select(name => KeyValuePair.Create(name, (JsonNode?)JsonValue.Create("text")))),
    };
}
