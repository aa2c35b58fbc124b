using System.Diagnostics;
using System.Text.Json.Nodes;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Attacks;

/// <summary>
/// A server that is attacked, and the outside of its sandbox: the same acts as ordinary processes of the same user. It holds secrets where
/// a server would: in its environment, in its home, in its user's home, and in a descriptor that it has inherited.
/// </summary>
public sealed class AttackServer : IAsyncDisposable
{
    public const string Secret = "UM_SECRET";
    public const string SecretValue = "canary-6f1d";
    public const int InheritedDescriptor = 9;
    private const string Path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private readonly AttackFolders _folders;
    private readonly Lazy<Task<string>> _python;
    private readonly Lazy<Task<string>> _node;

    private AttackServer(Identity identity, AttackFolders folders, TestServer server)
    {
        (Identity, _folders, Server) = (identity, folders, server);
        _python = new(() => FindAsync("python", "import sys; print(sys.executable)"));
        _node = new(() => FindAsync("javascript", "console.log(process.execPath)"));
    }

    public Identity Identity { get; }

    public TestServer Server { get; }

    public string Home => _folders.Home;

    public string Binary => _folders.Binary;

    /// <summary>Path of a file that the server's user, and nobody else, can read.</summary>
    public string SecretFile => _folders.SecretFile;

    /// <summary>A folder of the outside, owned by the server's user.</summary>
    public string Outside => _folders.Outside;

    /// <param name="wrapper">Words before the command, as root or whoever runs the tests, such as another mount
    /// namespace. "$@" is the server.</param>
    public static async Task<AttackServer> StartAsync(
        Identity identity, string? wrapper = null, params (string Name, string Value)[] settings)
    {
        var folders = new AttackFolders(identity);
        var command = string.Join(' ', [.. Identities.Prefix(identity), folders.Binary]);
        var options = new TestServerOptions
        {
            Home = folders.Home,
            WorkingDirectory = folders.Home,
            Settings =
            [
                ("PATH", Path), ("HOME", folders.Home), (Secret, SecretValue), ("RATE_LIMIT_EXECUTE_PER_MINUTE", "0"),
                ("RATE_LIMIT_RPS", "0"), .. settings,
            ],

            // The harness appends its own server and the arguments; this replaces the server.
            Shell = $"exec {InheritedDescriptor}<{folders.SecretFile}; shift; set -- {command} \"$@\"; {wrapper ?? "exec \"$@\""}",
        };
        try
        {
            return new AttackServer(identity, folders, await TestServer.StartAsync(options));
        }
        catch
        {
            folders.Dispose();
            throw;
        }
    }

    /// <summary>Runs the act in the sandbox, through the server.</summary>
    internal async Task<ToolAnswer> RunAsync(Act act, CancellationToken cancellationToken = default) =>
        await CallAsync(act.ToCall(), cancellationToken);

    internal Task<ToolAnswer> RunAsync(string code, string language = "python") =>
        CallAsync(new JsonObject { ["code"] = code, ["language"] = language, ["fresh"] = true });

    /// <summary>The answers of an act that ends by itself.</summary>
    internal async Task<Answers> InsideAsync(Act act)
    {
        var reply = await RunAsync(act);
        Assert.True(reply is { IsError: false, Outcome: "exited", ExitCode: 0 }, reply.ToString());
        return Answers.Of(reply.Stdout);
    }

    internal async Task<ToolAnswer> CallAsync(JsonObject arguments, CancellationToken cancellationToken = default)
    {
        var dictionary = arguments.ToDictionary(pair => pair.Key, object? (pair) => pair.Value, StringComparer.Ordinal);
        return new ToolAnswer(await Server.Client.CallToolAsync("execute_code", dictionary, cancellationToken: cancellationToken));
    }

    /// <summary>The same act as an ordinary process of the server's user, by the same interpreter.</summary>
    internal async Task<Answers> OutsideAsync(Act act, Identity? identity = null)
    {
        using var process = await StartOutsideAsync(act, identity);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(TestServer.Timeout);
        await process.WaitForExitAsync().WaitAsync(TestServer.Timeout);
        Assert.True(process.ExitCode == 0, $"{act.Name} outside ended with {process.ExitCode}:\n{output}\n{await errors}");
        return Answers.Of(output);
    }

    internal async Task<Process> StartOutsideAsync(Act act, Identity? identity = null)
    {
        foreach (var (name, text) in act.Files.Append(new(act.Name, act.Code)))
        {
            _folders.Place(name, text);
        }

        var interpreter = await InterpreterAsync(act.Language);
        string[] command =
        [
            .. Identities.Prefix(identity ?? Identity), interpreter, System.IO.Path.Combine(Outside, act.Name), .. act.Arguments,
        ];
        var start = new ProcessStartInfo("/bin/sh")
        {
            WorkingDirectory = Outside,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        string[] words = ["-c", $"exec {InheritedDescriptor}<{SecretFile}; exec \"$@\"", "sh", .. command];
        Array.ForEach(words, start.ArgumentList.Add);
        start.Environment[Secret] = SecretValue;
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        return Process.Start(start)!;
    }

    /// <summary>Path of the interpreter that the server uses.</summary>
    internal async Task<string> InterpreterAsync(string language) => language switch
    {
        "python" => await _python.Value,
        "javascript" => await _node.Value,
        _ => "/usr/bin/bash",
    };

    private async Task<string> FindAsync(string language, string code)
    {
        var reply = await RunAsync(code, language);
        Assert.True(reply.ExitCode == 0, $"{reply}\n{Server.Errors}");
        return reply.Stdout.Trim();
    }

    /// <summary>Runs a program, to show that the server is unharmed.</summary>
    public async Task LivesAsync() => Assert.Equal("alive", (await RunAsync("print('alive')")).Stdout.Trim());

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _folders.Dispose();
    }
}
