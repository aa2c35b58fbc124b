using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using UltimateMcp.Primitives.Settings;
using UltimateMcp.Server;
using UltimateMcp.Server.Hosting.Settings;

namespace UltimateMcp.Tests.Docs;

public class ManifestTests
{
    private static readonly JsonNode _manifest = JsonNode.Parse(Page.Read("mcp-server.json").Text)!;

    private static JsonNode Package => Assert.Single(_manifest["packages"]!.AsArray())!;

    [Fact]
    public void The_manifest_and_the_package_have_the_version_of_the_server()
    {
        Assert.Equal(ProductVersion.Text, (string?)_manifest["version"]);
        Assert.Equal(ProductVersion.Text, (string?)Package["version"]);
    }

    [Fact]
    public void The_manifest_names_the_package_that_is_built()
    {
        var project = Page.Read("src/UltimateMcp.Server/UltimateMcp.Server.csproj").Text;

        Assert.Contains($"<PackageId>{Package["identifier"]}</PackageId>", project, StringComparison.Ordinal);
        Assert.Equal("nuget", (string?)Package["registryType"]);
        Assert.Equal("stdio", (string?)Package["transport"]!["type"]);
    }

    [Fact]
    public void The_manifest_lists_every_setting_as_the_code_has_it()
    {
        var variables = Package["environmentVariables"]!.AsArray();

        Assert.Equal(
            SettingsTable.All.Select(setting => (setting.Name, setting.Description, FormatOf(setting), Literal(setting), setting.IsSecret)),
            variables.Select(variable => (
                (string)variable!["name"]!,
                (string)variable["description"]!,
                (string)variable["format"]!,
                (string?)variable["default"],
                (bool)variable["isSecret"]!)));
        Assert.All(variables, variable => Assert.False((bool)variable!["isRequired"]!));
    }

    [Fact]
    public void The_manifest_keeps_to_the_registry_s_rules()
    {
        Assert.Matches(new Regex("^[a-z0-9.-]+/[a-z0-9-]+$", RegexOptions.NonBacktracking), (string)_manifest["name"]!);
        Assert.InRange(((string)_manifest["description"]!).Length, 1, 100);
    }

    [Fact]
    public void The_readme_claims_the_manifest_s_name()
    {
        Assert.Contains($"mcp-name: {_manifest["name"]}", Page.Read("README.md").Text, StringComparison.Ordinal);
    }

    /// <summary>A default that depends on the machine is described in the docs and has no place in the manifest.</summary>
    private static string? Literal(Setting setting) => setting.ComputedDefault is null ? setting.DefaultText : null;

    private static string FormatOf(Setting setting) => setting switch
    {
        BooleanSetting => "boolean",
        FolderSetting or PathSetting => "filepath",
        IntegerSetting or NumberSetting or SecondsSetting => "number",
        _ => "string",
    };
}
