using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using UltimateMcp.Server.Calls;
using UltimateMcp.Server.Calls.Limits;

namespace UltimateMcp.Tests.Server.Calls;

public class McpToolAdapterTests
{
    private static readonly byte[] Picture = [0x89, 0x50, 0x4e, 0x47, 0x00, 0xff];

    private readonly ManualTime _time = new();
    private readonly LogLines<CallRecorder> _records = new();

    [Fact]
    public async Task A_tool_is_listed_with_its_schema_and_all_four_annotations_and_without_an_output_schema()
    {
        var definition = TestTool.Define("change") with
        {
            Effects = new ToolEffects(IsReadOnly: false, IsDestructive: true, IsIdempotent: false),
        };
        await using var connection = await StartAsync(TestTool.ThatReplies(definition));

        var listed = Assert.Single(await connection.Client.ListToolsAsync(cancellationToken: Cancellation)).ProtocolTool;

        Assert.Equal(("change", "A sample."), (listed.Name, listed.Description));
        Assert.True(JsonElement.DeepEquals(definition.InputSchema, listed.InputSchema));
        Assert.Null(listed.OutputSchema);
        var annotations = Assert.IsType<ToolAnnotations>(listed.Annotations);
        Assert.Equal(
            (false, true, false, false),
            (annotations.ReadOnlyHint, annotations.DestructiveHint, annotations.IdempotentHint, annotations.OpenWorldHint));
    }

    [Fact]
    public async Task Tools_are_published_in_the_order_of_their_registration_with_their_buckets()
    {
        string[] names = ["zebra", "ant", "mole", "bee"];
        await using var services = TestConnection.Compose(
            [.. names.Select(name => TestTool.ThatReplies(TestTool.Define(name, bucket: Bucket.PerSecond)))], _time, _records);

        var published = services.GetRequiredService<IReadOnlyList<McpServerTool>>();
        var buckets = services.GetRequiredService<TokenBuckets>().Read();

        Assert.Equal("zebra ant mole bee", string.Join(" ", published.Select(tool => tool.ProtocolTool.Name)));
        Assert.Equal("zebra ant mole bee", string.Join(" ", buckets.Select(bucket => bucket.Tool)));
    }

    [Theory]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task A_reply_travels_as_text_and_as_structure_and_the_client_is_recorded(string version)
    {
        await using var connection = await StartAsync(TestTool.ThatReplies(), version);

        var result = await CallAsync(connection, """{"text":"x"}""");

        Assert.NotEqual(true, result.IsError);
        Assert.Equal("done", Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text);
        Assert.Equal("""{"done":true}""", result.StructuredContent?.GetRawText());
        Assert.Equal("sample call_1: ok after 0.0 ms, for host 7", Assert.Single(_records.All).Text);
    }

    [Fact]
    public async Task An_image_travels_without_structure_and_before_its_line_of_text()
    {
        var reply = new ToolReply("plot.png, 6 bytes", Structured: null, new ToolImage(Picture, "image/png"));
        await using var connection = await StartAsync(TestTool.That((_, _) => Task.FromResult(reply)));

        var result = await CallAsync(connection, "{}");

        Assert.Null(result.StructuredContent);
        Assert.Collection(
            result.Content,
            block =>
            {
                var image = Assert.IsType<ImageContentBlock>(block);
                Assert.Equal("image/png", image.MimeType);
                Assert.Equal(Picture, image.DecodedData.ToArray());
            },
            block => Assert.Equal("plot.png, 6 bytes", Assert.IsType<TextContentBlock>(block).Text));
    }

    [Fact]
    public async Task A_refusal_is_complete_in_the_text_and_in_the_structured_content()
    {
        await using var connection = await StartAsync(TestTool.ThatReplies());

        var result = await CallAsync(connection, """{"txet":"x"}""");

        Assert.True(result.IsError);
        Assert.Equal(
            "invalid_argument: There is no argument \"txet\".\nDid you mean \"text\"? The arguments are: text.",
            Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text);
        var error = result.StructuredContent!.Value.GetProperty("error");
        Assert.Equal("invalid_argument", error.GetProperty("code").GetString());
        Assert.Equal("There is no argument \"txet\".", error.GetProperty("message").GetString());
        Assert.Equal("Did you mean \"text\"? The arguments are: text.", error.GetProperty("hint").GetString());
        Assert.False(error.GetProperty("retryable").GetBoolean());
    }

    [Fact]
    public async Task A_call_may_leave_out_its_arguments()
    {
        await using var connection = await StartAsync(TestTool.ThatReplies());

        var result = await connection.Client.CallToolAsync(new CallToolRequestParams { Name = "sample" }, Cancellation).InTime();

        Assert.NotEqual(true, result.IsError);
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task Progress_reaches_the_client_that_asked_for_it(string version)
    {
        var running = new TaskCompletionSource();
        var release = new TaskCompletionSource<ToolReply>();
        var tool = TestTool.That((context, _) =>
        {
            context.Progress = new CallProgress(TimeSpan.FromSeconds(30), () => "compiling");
            running.SetResult();
            return release.Task;
        });
        await using var connection = await StartAsync(tool, version);
        var heard = new Listener();
        var call = connection.Client.CallToolAsync("sample", progress: heard, cancellationToken: Cancellation).InTime();
        await running.Task.InTime();

        _time.Advance(TimeSpan.FromSeconds(1));
        var first = await heard.NextAsync();
        _time.Advance(TimeSpan.FromSeconds(1.5));
        var second = await heard.NextAsync();
        release.SetResult(TestTool.Reply);
        await call;

        Assert.Equal((1, 30, "1 s: compiling"), (first.Progress, first.Total, first.Message));
        Assert.InRange(second.Progress, 2, 2.5);
        Assert.Equal("2 s: compiling", second.Message);
    }

    [Fact]
    public async Task A_cancellation_by_the_client_reaches_the_tool_and_frees_the_slot()
    {
        var running = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        var tool = TestTool.That(async (_, cancellationToken) =>
        {
            running.SetResult();
            try
            {
                return await new TaskCompletionSource<ToolReply>().Task.WaitAsync(cancellationToken);
            }
            finally
            {
                cancelled.SetResult();
            }
        });
        await using var connection = await StartAsync([tool, TestTool.ThatReplies(TestTool.Define("next"))]);
        using var cancellation = new CancellationTokenSource();
        var call = connection.Client.CallToolAsync("sample", cancellationToken: cancellation.Token).AsTask();
        await running.Task.InTime();

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.InTime());
        await cancelled.Task.InTime();
        var next = await connection.Client.CallToolAsync("next", cancellationToken: Cancellation).InTime();

        Assert.NotEqual(true, next.IsError);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Task<TestConnection> StartAsync(ITool tool, string version = "2025-11-25") =>
        TestConnection.StartAsync([tool], _time, _records, version);

    private Task<TestConnection> StartAsync(IReadOnlyList<ITool> tools) => TestConnection.StartAsync(tools, _time, _records);

    private static Task<CallToolResult> CallAsync(TestConnection connection, string arguments) =>
        connection.Client.CallToolAsync(
            new CallToolRequestParams
            {
                Name = "sample",
                Arguments = TestCallChain.Arguments(arguments).ToDictionary(StringComparer.Ordinal),
            },
            Cancellation).InTime();

    private sealed class Listener : IProgress<ProgressNotificationValue>
    {
        private readonly Channel<ProgressNotificationValue> _heard = Channel.CreateUnbounded<ProgressNotificationValue>();

        public void Report(ProgressNotificationValue value) => _heard.Writer.TryWrite(value);

        public Task<ProgressNotificationValue> NextAsync() => _heard.Reader.ReadAsync(Cancellation).InTime();
    }
}
