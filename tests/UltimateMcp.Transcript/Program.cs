using ModelContextProtocol.Client;
using UltimateMcp.Transcript;

// What ./try shows: a client of the official SDK starts the server, as a host would, and makes a few calls.
if (args is not [var server])
{
    await Console.Error.WriteLineAsync("usage: UltimateMcp.Transcript PATH-OF-THE-SERVER");
    return 64;
}

using var surroundings = new Surroundings();
var transport = new StdioClientTransport(new StdioClientTransportOptions
{
    Command = server,
    EnvironmentVariables = surroundings.Settings,
});
await using var client = await McpClient.CreateAsync(transport);
return await new Conversation(client, new Transcriber(Console.Out)).HoldAsync(CancellationToken.None) ? 0 : 1;
