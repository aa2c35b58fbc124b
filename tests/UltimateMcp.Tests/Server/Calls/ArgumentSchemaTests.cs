using System.Text.Json;
using UltimateMcp.Server.Calls;
using UltimateMcp.Server.Calls.Validation;

namespace UltimateMcp.Tests.Server.Calls;

public class ArgumentSchemaTests
{
    private const string Schema = """
        {
          "type": "object",
          "properties": {
            "code": {"type": "string", "description": "Source text.", "maxLength": 8},
            "language": {"type": "string", "enum": ["python", "bash"], "default": "python"},
            "limit": {"type": "integer", "minimum": 1, "maximum": 200},
            "count": {"type": "integer"},
            "timeout_seconds": {"type": "number", "maximum": 30},
            "fresh": {"type": "boolean"},
            "args": {"type": "array", "items": {"type": "string"}},
            "files": {"type": "object", "additionalProperties": {"type": "string"}},
            "parameters": {"type": "object"},
            "nodes": {"type": "array", "items": {
              "type": "object",
              "properties": {"key": {"type": "string"}, "labels": {"type": "array", "items": {"type": "string"}}},
              "required": ["key"], "additionalProperties": false}},
            "any": {}
          },
          "required": ["code"],
          "additionalProperties": false
        }
        """;

    [Theory]
    [InlineData("""{"code":""}""")]
    [InlineData("""{"code":"x","language":"bash","limit":1,"timeout_seconds":0.5,"fresh":false}""")]
    [InlineData("""{"code":"x","limit":200,"timeout_seconds":30}""")]
    [InlineData("""{"code":"x","limit":5.0}""")]
    [InlineData("""{"code":"x","limit":1e2}""")]
    [InlineData("""{"code":"x","count":9007199254740991}""")]
    [InlineData("""{"code":"x","count":-9007199254740991}""")]
    [InlineData("""{"code":"x","language":null,"args":null,"files":null}""")]
    [InlineData("""{"code":"x","args":[],"files":{}}""")]
    [InlineData("""{"code":"x","args":["a","b"],"files":{"a.py":"1","b/c.py":""}}""")]
    [InlineData("""{"code":"x","nodes":[{"key":"a"},{"key":"b","labels":["L"]},{"key":"c","labels":null}]}""")]
    [InlineData("""{"code":"x","parameters":{"a":[1,{"b":null}]},"any":[null,1,"x",{"a":1}]}""")]
    [InlineData("""{"code":"\ud83d\ude00"}""")]
    public void What_fits_the_schema_passes(string arguments) => Check(arguments);

    [Theory]
    [InlineData("""{"code":"x","lnaguage":"bash"}""", "There is no argument \"lnaguage\".")]
    [InlineData("""{}""", "The argument \"code\" is missing.")]
    [InlineData("""{"code":null}""", "The argument \"code\" is missing.")]
    [InlineData("""{"code":5}""", "The argument \"code\" is 5; it must be a string.")]
    [InlineData("""{"code":["x"]}""", "The argument \"code\" is [\"x\"]; it must be a string.")]
    [InlineData("""{"code":"123456789"}""", "The argument \"code\" has 9 bytes in UTF-8; it must have at most 8.")]
    [InlineData("""{"code":"ääää."}""", "The argument \"code\" has 9 bytes in UTF-8; it must have at most 8.")]
    [InlineData("""{"code":"x","language":"perl"}""", "The argument \"language\" is \"perl\"; it must be one of: python, bash.")]
    [InlineData("""{"code":"x","language":"Python"}""", "The argument \"language\" is \"Python\"; it must be one of: python, bash.")]
    [InlineData("""{"code":"x","limit":"5"}""", "The argument \"limit\" is \"5\"; it must be an integer.")]
    [InlineData("""{"code":"x","limit":5.5}""", "The argument \"limit\" is 5.5; it must be an integer.")]
    [InlineData("""{"code":"x","limit":true}""", "The argument \"limit\" is true; it must be an integer.")]
    [InlineData("""{"code":"x","limit":0}""", "The argument \"limit\" is 0; it must be at least 1.")]
    [InlineData("""{"code":"x","limit":201}""", "The argument \"limit\" is 201; it must be at most 200.")]
    [InlineData("""{"code":"x","limit":1e999}""", "The argument \"limit\" is 1e999; it must be at most 200.")]
    [InlineData(
        """{"code":"x","count":9007199254740992}""",
        "The argument \"count\" is 9007199254740992; it must be at most 9007199254740991.")]
    [InlineData(
        """{"code":"x","count":-9007199254740992}""",
        "The argument \"count\" is -9007199254740992; it must be at least -9007199254740991.")]
    [InlineData("""{"code":"x","timeout_seconds":30.1}""", "The argument \"timeout_seconds\" is 30.1; it must be at most 30.")]
    [InlineData(
        """{"code":"x","timeout_seconds":-1e999}""",
        "The argument \"timeout_seconds\" is -1e999; it must be at least -1.7976931348623157E+308.")]
    [InlineData("""{"code":"x","timeout_seconds":"30"}""", "The argument \"timeout_seconds\" is \"30\"; it must be a number.")]
    [InlineData("""{"code":"x","fresh":"true"}""", "The argument \"fresh\" is \"true\"; it must be a boolean.")]
    [InlineData("""{"code":"x","fresh":0}""", "The argument \"fresh\" is 0; it must be a boolean.")]
    [InlineData("""{"code":"x","args":"a"}""", "The argument \"args\" is \"a\"; it must be an array.")]
    [InlineData("""{"code":"x","args":["a",2]}""", "The argument \"args\"[1] is 2; it must be a string.")]
    [InlineData("""{"code":"x","args":[null]}""", "The argument \"args\"[0] is null; it must be a string.")]
    [InlineData("""{"code":"x","files":[]}""", "The argument \"files\" is []; it must be an object.")]
    [InlineData("""{"code":"x","files":{"a.py":1}}""", "The argument \"files\"[\"a.py\"] is 1; it must be a string.")]
    [InlineData("""{"code":"x","files":{"a.py":null}}""", "The argument \"files\"[\"a.py\"] is null; it must be a string.")]
    [InlineData("""{"code":"x","files":{"a":"1","a":"2"}}""", "The name \"files\"[\"a\"] appears twice.")]
    [InlineData("""{"code":"x","nodes":[{"labels":[]}]}""", "The argument \"nodes\"[0][\"key\"] is missing.")]
    [InlineData("""{"code":"x","nodes":[{"key":null}]}""", "The argument \"nodes\"[0][\"key\"] is missing.")]
    [InlineData("""{"code":"x","nodes":[{"key":"a","kye":"b"}]}""", "There is no argument \"nodes\"[0][\"kye\"].")]
    [InlineData("""{"code":"x","parameters":[]}""", "The argument \"parameters\" is []; it must be an object.")]
    public void What_does_not_fit_is_refused_with_its_name_value_and_rule(string arguments, string message)
    {
        var error = Refusal(arguments);

        Assert.Equal(CallErrorCode.InvalidArgument, error.Code);
        Assert.Equal(message, error.Message);
        Assert.False(error.IsRetryable);
    }

    [Theory]
    [InlineData(
        """{"code":"x","lnaguage":"bash"}""",
        "Did you mean \"language\"? "
            + "The arguments are: code, language, limit, count, timeout_seconds, fresh, args, files, parameters, nodes, any.")]
    [InlineData(
        """{"code":"x","qwertyuiop":1}""",
        "The arguments are: code, language, limit, count, timeout_seconds, fresh, args, files, parameters, nodes, any.")]
    [InlineData("""{}""", "It is required: Source text.")]
    [InlineData("""{"code":"x","language":"perl"}""", "Pass one of these.")]
    [InlineData("""{"code":"x","limit":"5"}""", "Pass an integer without quotes.")]
    [InlineData("""{"code":"x","limit":0}""", "Pass a number that is at least 1.")]
    [InlineData("""{"code":"x","args":"{}"}""", "Pass an array.")]
    [InlineData("""{"code":1}""", "Pass a string in quotes.")]
    public void The_hint_says_what_to_change(string arguments, string hint) => Assert.Equal(hint, Refusal(arguments).Hint);

    [Theory]
    [InlineData("""{"code":"\ud800"}""", "\"code\"")]
    [InlineData("""{"code":"\udc00\ud800"}""", "\"code\"")]
    [InlineData("""{"code":"x","args":["\ud800"]}""", "\"args\"[0]")]
    [InlineData("""{"code":"x","files":{"\ud800":"x"}}""", "\"files\"")]
    [InlineData("""{"code":"x","parameters":{"a":["\ud800"]}}""", "\"parameters\"[\"a\"]")]
    [InlineData("""{"code":"x","parameters":{"a":{"\ud800":1}}}""", "\"parameters\"[\"a\"]")]
    [InlineData("""{"code":"x","any":{"a":["\ud800"]}}""", "\"any\"")]
    public void A_lone_surrogate_is_refused_wherever_it_is(string arguments, string path) =>
        Assert.Equal($"The argument {path} contains a lone surrogate, which is not a character.", Refusal(arguments).Message);

    [Fact]
    public void A_value_is_shown_up_to_80_characters()
    {
        var fits = Refusal($$"""{"code":"x","limit":"{{new string('v', 78)}}"}""");
        var cut = Refusal($$"""{"code":"x","limit":"{{new string('v', 79)}}"}""");

        Assert.Contains($"is \"{new string('v', 78)}\";", fits.Message, StringComparison.Ordinal);
        Assert.Contains($"is \"{new string('v', 78)}…;", cut.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_names_are_shown_cut_and_on_one_line()
    {
        var longName = Refusal($$"""{"{{new string('n', 100_000)}}":1}""");
        var escape = Refusal("""{"code":"x","a\n\u001b[31mb":1}""");

        Assert.InRange(longName.Message.Length, 80, 120);
        Assert.Equal("There is no argument \"a b\".", escape.Message);
    }

    [Fact]
    public void Code_of_2_MB_passes_and_one_byte_more_does_not()
    {
        var schema = new ArgumentSchema(ToolDefinition.Schema(
            """{"type":"object","properties":{"code":{"type":"string","maxLength":2097152}}}"""));
        const int most = 2 * 1024 * 1024;

        schema.Read(Code(new string('x', most)));
        schema.Read(Code(new string('ä', most / 2)));
        var refused = Assert.Throws<CallException>(() => schema.Read(Code(new string('x', most + 1))));

        Assert.Equal("The argument \"code\" has 2097153 bytes in UTF-8; it must have at most 2097152.", refused.Error.Message);

        static IReadOnlyDictionary<string, JsonElement> Code(string text) => TestCallChain.Arguments($$"""{"code":"{{text}}"}""");
    }

    [Fact]
    public void A_tool_without_arguments_says_so()
    {
        var schema = new ArgumentSchema(ToolDefinition.Schema("""{"type":"object","properties":{},"additionalProperties":false}"""));

        var refused = Assert.Throws<CallException>(() => schema.Read(TestCallChain.Arguments("""{"x":1}""")));

        Assert.Equal("Pass no arguments.", refused.Error.Hint);
    }

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","pattern":"x"}}}""", "pattern")]
    [InlineData("""{"type":"object","properties":{"a":{"anyOf":[]}}}""", "anyOf")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"text"}}}""", "text")]
    [InlineData("""{"type":"object","properties":{},"required":["b"]}""", "b")]
    [InlineData("""{"type":"array"}""", "object")]
    public void A_schema_that_would_not_be_enforced_is_refused(string schema, string named)
    {
        var refused = Assert.Throws<ArgumentException>(() => new ArgumentSchema(ToolDefinition.Schema(schema)));

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    private static ToolArguments Check(string arguments) =>
        new ArgumentSchema(ToolDefinition.Schema(Schema)).Read(TestCallChain.Arguments(arguments));

    private static CallError Refusal(string arguments) => Assert.Throws<CallException>(() => Check(arguments)).Error;
}
