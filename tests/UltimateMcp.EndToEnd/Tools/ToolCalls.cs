using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Tools;

/// <summary>Calls as a host makes them, with both renderings of the answer at hand.</summary>
internal static class ToolCalls
{
    public static async Task<ToolAnswer> CallAsync(this TestServer server, string tool, params (string Name, object? Value)[] arguments)
    {
        var result = await server.Client
            .CallToolAsync(
                tool,
                arguments.ToDictionary(argument => argument.Name, argument => argument.Value),
                cancellationToken: CancellationToken.None)
            .AsTask().WaitAsync(TestServer.Timeout);
        return server.Answer(result);
    }

    public static Task<ToolAnswer> RunAsync(
        this TestServer server, string code, string language = "python", params (string Name, object? Value)[] more) =>
        server.CallAsync("execute_code", [("code", code), ("language", language), .. more]);
}
