using UltimateMcp.Server.Calls;
using UltimateMcp.Server.Calls.Validation;

namespace UltimateMcp.Tests.Server.Calls;

public class ArgumentNormalizerTests
{
    private const string Schema = """
        {
          "type": "object",
          "properties": {
            "language": {"type": "string", "enum": ["python", "bash"]},
            "count": {"type": "integer"},
            "code": {"type": "string"},
            "args": {"type": "array", "items": {"type": "string"}},
            "files": {"type": "object", "additionalProperties": {"type": "string"}},
            "nodes": {"type": "array", "items": {
              "type": "object",
              "properties": {
                "key": {"type": "string"}, "labels": {"type": "array", "items": {"type": "string"}}, "properties": {"type": "object"}},
              "required": ["key"], "additionalProperties": false}},
            "any": {}
          },
          "additionalProperties": false
        }
        """;

    [Fact]
    public void Arguments_that_a_workflow_host_adds_are_ignored()
    {
        var arguments = Read("""{"code":"x","toolCallId":"call_1","sessionId":"s","action":"sendMessage","chatInput":{"a":[1]}}""");

        Assert.Equal("x", arguments.String("code"));
        Assert.Null(arguments.StringOrNull("sessionId"));
    }

    [Theory]
    [InlineData("toolCallID")]
    [InlineData("session_id")]
    [InlineData("tool")]
    public void Any_other_argument_that_is_not_in_the_schema_is_refused(string name) =>
        Assert.Equal($"There is no argument \"{name}\".", Refusal($$"""{"{{name}}":1}""").Message);

    [Fact]
    public void A_tool_that_has_such_an_argument_gets_it()
    {
        var schema = new ArgumentSchema(ToolDefinition.Schema(
            """{"type":"object","properties":{"action":{"type":"string"}},"additionalProperties":false}"""));

        var arguments = schema.Read(TestCallChain.Arguments("""{"action":"go","sessionId":"s"}"""));

        Assert.Equal("go", arguments.String("action"));
    }

    [Fact]
    public void Inside_of_an_object_such_a_name_is_kept() =>
        Assert.Equal([new("sessionId", "x")], Read("""{"files":{"sessionId":"x"}}""").StringMap("files"));

    [Theory]
    [InlineData("""{"args":"[]"}""", "")]
    [InlineData("""{"args":"[\"a\",\"b\"]"}""", "a b")]
    [InlineData("""{"args":" [ \"a\" ]\n"}""", "a")]
    [InlineData("""{"args":"[\"[1]\"]"}""", "[1]")]
    public void An_array_as_JSON_text_is_read(string arguments, string expected) =>
        Assert.Equal(expected, string.Join(' ', Read(arguments).Strings("args")));

    [Theory]
    [InlineData("""{"files":"{}"}""", "")]
    [InlineData("""{"files":"{\"a.py\":\"1\",\"b/c.py\":\"{}\"}"}""", "a.py=1 b/c.py={}")]
    [InlineData("""{"files":"{\"\\ud83d\\ude00\":\"\\\"\"}"}""", "😀=\"")]
    public void An_object_as_JSON_text_is_read(string arguments, string expected) =>
        Assert.Equal(expected, string.Join(' ', Read(arguments).StringMap("files").Select(file => $"{file.Key}={file.Value}")));

    [Theory]
    [InlineData("""{"nodes":"[{\"key\":\"a\",\"labels\":[\"L\"]}]"}""")]
    [InlineData("""{"nodes":[{"key":"a","labels":"[\"L\"]"}]}""")]
    [InlineData("""{"nodes":["{\"key\":\"a\",\"labels\":[]}",{"key":"b"}]}""")]
    [InlineData("""{"nodes":"[{\"key\":\"a\",\"properties\":\"{\\\"x\\\":1}\"}]"}""")]
    [InlineData("""{"nodes":[{"k\u0065y":"\n\"","labels":"[]"}]}""")]
    public void JSON_text_inside_of_arrays_and_objects_is_read(string arguments) => Read(arguments);

    [Theory]
    [InlineData("""{"code":"[1]"}""")]
    [InlineData("""{"code":"{\"a\":1,\"a\":2}"}""")]
    [InlineData("""{"code":"{"}""")]
    [InlineData("""{"any":"{"}""")]
    public void A_string_stays_a_string_where_the_schema_allows_one(string arguments)
    {
        var given = TestCallChain.Arguments(arguments);

        Assert.Equal(given.Values.Single().GetString(), Read(arguments).String(given.Keys.Single()));
    }

    [Theory]
    [InlineData("""{"args":""}""", "The argument \"args\" is \"\"; it must be an array.")]
    [InlineData("""{"args":"a b"}""", "The argument \"args\" is \"a b\"; it must be an array.")]
    [InlineData("""{"args":"{}"}""", "The argument \"args\" is \"{}\"; it must be an array.")]
    [InlineData("""{"files":"[]"}""", "The argument \"files\" is \"[]\"; it must be an object.")]
    [InlineData("""{"files":"null"}""", "The argument \"files\" is \"null\"; it must be an object.")]
    [InlineData(
        """{"files":"{'a.py': 1}"}""", "The argument \"files\" is \"{'a.py': 1}\", a string that is not valid JSON; it must be an object.")]
    [InlineData("""{"args":"[1"}""", "The argument \"args\" is \"[1\", a string that is not valid JSON; it must be an array.")]
    [InlineData(
        """{"files":"{\"a\":\"1\",\"a\":\"2\"}"}""",
        "The argument \"files\" is \"{\\\"a\\\":\\\"1\\\",\\\"a\\\":\\\"2\\\"}\", a string that is not valid JSON; it must be an object.")]
    [InlineData("""{"args":"[1]"}""", "The argument \"args\"[0] is 1; it must be a string.")]
    [InlineData("""{"args":"[\"\\ud800\"]"}""", "The argument \"args\"[0] contains a lone surrogate, which is not a character.")]
    [InlineData("""{"nodes":["{\"kye\":1}"]}""", "There is no argument \"nodes\"[0][\"kye\"].")]
    [InlineData(
        """{"nodes":[{"key":"\ud800","labels":"[]"}]}""",
        "The argument \"nodes\"[0][\"key\"] contains a lone surrogate, which is not a character.")]
    [InlineData("""{"count":"5"}""", "The argument \"count\" is \"5\"; it must be an integer.")]
    public void A_string_that_is_no_JSON_of_the_type_gets_the_usual_error(string arguments, string message) =>
        Assert.Equal(message, Refusal(arguments).Message);

    [Fact]
    public void JSON_text_may_be_as_deep_as_a_message_and_no_deeper()
    {
        Read($$$$"""{"nodes":"[{\"key\":\"a\",\"properties\":{\"a\":{{{{Deep(60)}}}}}}]"}""");

        Assert.EndsWith(
            "a string that is not valid JSON; it must be an array.",
            Refusal($$"""{"nodes":"{{Deep(65)}}"}""").Message,
            StringComparison.Ordinal);

        static string Deep(int depth) => new string('[', depth) + new string(']', depth);
    }

    [Theory]
    [InlineData("py", "python")]
    [InlineData("PY", "python")]
    [InlineData("python", "python")]
    public void A_choice_may_be_written_by_another_name(string given, string expected) =>
        Assert.Equal(expected, Read($$"""{"language":"{{given}}"}""").String("language"));

    [Fact]
    public void An_unknown_choice_is_refused_with_the_list_of_choices() =>
        Assert.Equal("The argument \"language\" is \"ts\"; it must be one of: python, bash.", Refusal("""{"language":"ts"}""").Message);

    [Fact]
    public void Arguments_that_need_no_change_are_not_copied()
    {
        var given = TestCallChain.Arguments(
            """{"language":"python","code":"x","args":["a"],"files":{"a":"b"},"nodes":[{"key":"a"}],"any":"x","count":null}""");

        Assert.Same(given, ArgumentNormalizer.Normalize(ValueSchema.Parse(ToolDefinition.Schema(Schema)), given, static (_, _) => null));
    }

    private static ToolArguments Read(string arguments) =>
        new ArgumentSchema(
                ToolDefinition.Schema(Schema), static (_, text) => text.Equals("PY", StringComparison.OrdinalIgnoreCase) ? "python" : null)
            .Read(TestCallChain.Arguments(arguments));

    private static CallError Refusal(string arguments) => Assert.Throws<CallException>(() => Read(arguments)).Error;
}
