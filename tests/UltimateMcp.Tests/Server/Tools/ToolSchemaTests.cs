using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Serilog.Core;
using UltimateMcp.Server.Hosting;
using UltimateMcp.Server.Hosting.Settings;

namespace UltimateMcp.Tests.Server.Tools;

/// <summary>
/// The definitions of the tools, as hosts see them. Each has a snapshot in <c>Schemas/</c>, so that a change of the contract shows
/// in a review. UPDATE_SNAPSHOTS=1 writes the files.
/// </summary>
public class ToolSchemaTests
{
    private const int CharactersPerToken = 4;
    private const int MostTokens = 3000;

    private static readonly JsonSerializerOptions Readable = new(McpJsonUtilities.DefaultOptions)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static TheoryData<string> Names => [.. Published().Select(tool => tool.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_definition_of_a_tool_matches_its_snapshot(string name)
    {
        var published = Published().Single(tool => tool.Name == name);
        var definition = JsonSerializer.SerializeToNode(published, McpJsonUtilities.DefaultOptions)!.ToJsonString(Readable) + "\n";
        var file = Path.Combine(SchemaFolder(), $"{name}.json");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(file, definition);
        }

        Assert.Equal(File.ReadAllText(file), definition);
    }

    [Fact]
    public void Every_file_in_Schemas_belongs_to_a_tool() =>
        Assert.Equal(
            Published().Select(tool => tool.Name).Order(StringComparer.Ordinal),
            Directory.GetFiles(SchemaFolder()).Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal));

    [Fact]
    public void The_whole_list_costs_a_model_at_most_3000_tokens()
    {
        var characters = Published().Sum(tool => JsonSerializer.Serialize(tool, McpJsonUtilities.DefaultOptions).Length);

        TestContext.Current.SendDiagnosticMessage($"tools/list: {characters / CharactersPerToken} tokens");
        Assert.InRange(characters / CharactersPerToken, 1, MostTokens);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_schema_is_flat_and_has_nothing_that_hosts_fail_on(string name)
    {
        var tool = Published().Single(tool => tool.Name == name);
        var schema = JsonNode.Parse(tool.InputSchema.GetRawText())!.AsObject();

        Assert.Equal(
            ["additionalProperties", "properties", "required", "type"],
            schema.Select(member => member.Key).Union(["required"], StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Equal("object", schema["type"]!.GetValue<string>());
        Assert.False(schema["additionalProperties"]!.GetValue<bool>());
        Assert.InRange(schema["properties"]!.AsObject().Count, 0, 9);
        Assert.All(schema["properties"]!.AsObject(), property =>
        {
            Assert.Matches("^[a-z_]+$", property.Key);
            Assert.Equal(JsonValueKind.String, property.Value!["type"]!.GetValueKind());
            Assert.EndsWith(".", property.Value["description"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.DoesNotContain(
                property.Value.AsObject(),
                member => member.Key is "anyOf" or "oneOf" or "allOf" or "not" or "$ref" or "format" or "pattern");
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_annotation_is_set_and_no_output_schema_is_published(string name)
    {
        var tool = Published().Single(tool => tool.Name == name);

        Assert.NotNull(tool.Annotations?.ReadOnlyHint);
        Assert.NotNull(tool.Annotations?.DestructiveHint);
        Assert.NotNull(tool.Annotations?.IdempotentHint);
        Assert.False(tool.Annotations?.OpenWorldHint);
        Assert.Null(tool.OutputSchema);
    }

    private static IReadOnlyList<Tool> Published()
    {
        var settings = new SettingsReader(name => name == "ULTIMATE_MCP_HOME" ? "/nonexistent" : null)
            .Read(new Dictionary<string, string>(StringComparer.Ordinal), []).Settings;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddUltimateMcp(settings, Logger.None);
        var provider = services.BuildServiceProvider();
        return [.. provider.GetRequiredService<IReadOnlyList<McpServerTool>>().Select(tool => tool.ProtocolTool)];
    }

    private static string SchemaFolder([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../Schemas"));
}
