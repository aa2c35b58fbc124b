using UltimateMcp.Server.Calls;

namespace UltimateMcp.Tests.Server.Calls;

/// <summary>A tool that does what the test says.</summary>
internal sealed class TestTool(ToolDefinition definition, Func<ToolArguments, CallContext, CancellationToken, Task<ToolReply>> call) : ITool
{
    public static readonly ToolReply Reply = new("done", Json.Content("""{"done":true}"""));

    public ToolDefinition Definition => definition;

    public static ToolDefinition Define(
        string name = "sample", string schema = AnyText, Bucket bucket = Bucket.None, bool skipsGate = false) => new()
    {
        Name = name,
        Description = "A sample.",
        InputSchema = ToolDefinition.Schema(schema),
        Effects = new ToolEffects(IsReadOnly: true, IsDestructive: false, IsIdempotent: true),
        Bucket = bucket,
        SkipsGate = skipsGate,
    };

    public static TestTool That(Func<CallContext, CancellationToken, Task<ToolReply>> call, ToolDefinition? definition = null) =>
        new(definition ?? Define(), (_, context, cancellationToken) => call(context, cancellationToken));

    public static TestTool ThatThrows(Exception failure) => That((_, _) => throw failure);

    public static TestTool ThatReplies(ToolDefinition? definition = null) => That((_, _) => Task.FromResult(Reply), definition);

    public Task<ToolReply> CallAsync(ToolArguments arguments, CallContext context, CancellationToken cancellationToken) =>
        call(arguments, context, cancellationToken);

    private const string AnyText = """{"type":"object","properties":{"text":{"type":"string"}},"additionalProperties":false}""";
}
