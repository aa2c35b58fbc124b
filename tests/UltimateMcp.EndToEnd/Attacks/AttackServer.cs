using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using UltimateMcp.Code.Languages;
using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Pool;

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

    /// <summary>The artifact of a program in C#.</summary>
    private const string Assembly = "program.dll";

    /// <summary>For attacks on the start itself.</summary>
    public static readonly (string Name, string Value) NoPool = ("POOL_MAX_MEMORY_MB", "0");

    /// <summary>
    /// What is attacked: programs in interpreters that were started ahead or, if the variable is <c>cold</c>, in those
    /// that were started for them. CI runs the attacks once in each way.
    /// </summary>
    public static readonly bool IsWarm = Environment.GetEnvironmentVariable("ULTIMATE_MCP_ATTACKS") != "cold";

    /// <summary>Attacks that run at the same time take from each other what waits.</summary>
    private static readonly TimeSpan _longestWait = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Lazy<Task>> _used = new(StringComparer.Ordinal);
    private readonly bool _hasPool;
    private readonly AttackFolders _folders;
    private readonly Lazy<Task<string>> _python;
    private readonly Lazy<Task<string>> _node;
    private readonly Lazy<Task<string>> _dotnet;

    private AttackServer(Identity identity, AttackFolders folders, TestServer server, bool hasPool)
    {
        (Identity, _folders, Server, _hasPool) = (identity, folders, server, hasPool);
        _python = new(() => FindAsync("python", "import sys; print(sys.executable)"));
        _node = new(() => FindAsync("javascript", "console.log(process.execPath)"));
        _dotnet = new(() => FindAsync("csharp", "Console.WriteLine(Environment.ProcessPath);"));
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
        var hasPool = IsWarm && !settings.Contains(NoPool);
        var command = string.Join(' ', [.. Identities.Prefix(identity), folders.Binary]);
        var options = new TestServerOptions
        {
            Home = folders.Home,
            WorkingDirectory = folders.Home,
            Settings =
            [
                ("HOME", folders.Home), (Secret, SecretValue), ("RATE_LIMIT_EXECUTE_PER_MINUTE", "0"),
                ("RATE_LIMIT_RPS", "0"), .. hasPool ? [] : (ReadOnlySpan<(string, string)>)[NoPool], .. settings.Except([NoPool]),
            ],

            // The harness appends its own server and the arguments; this replaces the server.
            Shell = $"exec {InheritedDescriptor}<{folders.SecretFile}; shift; set -- {command} \"$@\"; {wrapper ?? "exec \"$@\""}",
        };
        try
        {
            return new AttackServer(identity, folders, await TestServer.StartAsync(options), hasPool);
        }
        catch
        {
            folders.Dispose();
            throw;
        }
    }

    /// <summary>Runs the act in the sandbox, through the server.</summary>
    internal async Task<ToolAnswer> RunAsync(Act act, CancellationToken cancellationToken = default)
    {
        await WarmUpAsync(act.RunAs ?? act.Language);
        return await CallAsync(act.ToCall(), cancellationToken);
    }

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
        try
        {
            return Server.Answer(await Server.Client.CallToolAsync("execute_code", dictionary, cancellationToken: cancellationToken));
        }
        catch (IOException e)
        {
            throw new InvalidOperationException($"The server has ended. It said:\n{Server.Errors}", e);
        }
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

    /// <param name="identity">The user; null for the server's.</param>
    /// <param name="processors">A list as in taskset(1); null for all. Endless threads leave the others to other tests.</param>
    internal async Task<Process> StartOutsideAsync(Act act, Identity? identity = null, string? processors = null)
    {
        foreach (var (name, text) in act.Files.Append(new(act.Name, act.Code)))
        {
            _folders.Place(name, text);
        }

        string[] program = act.Language == "csharp"
            ? await CSharpProgramAsync(act)
            : [await InterpreterAsync(act.Language), System.IO.Path.Combine(Outside, act.Name)];
        string[] command =
        [
            .. processors is null ? [] : (ReadOnlySpan<string>)["taskset", "-c", processors],
            .. Identities.Prefix(identity ?? Identity),
            .. program,
            .. act.Arguments,
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

    /// <summary>The sandbox compiles the act, and the outside runs its assembly.</summary>
    private async Task<string[]> CSharpProgramAsync(Act act)
    {
        var reply = await CallAsync(AssemblyCall(act.Code, "--compile"));
        Assert.True(reply is { ExitCode: 0 }, $"{reply}\n{Server.Errors}");
        var file = act.Name.Split('.')[0] + ".dll";
        _folders.Place(file, await AssemblyOfAsync(reply));
        return await CSharpCommandAsync(System.IO.Path.Combine(Outside, file));
    }

    /// <summary>
    /// A call that leaves the assembly of a program in C# as an artifact; the program itself runs only without the
    /// argument <c>--compile</c>.
    /// </summary>
    internal static JsonObject AssemblyCall(string code, params string[] arguments) => new()
    {
        ["code"] = code,
        ["language"] = "csharp",
        ["fresh"] = true,
        ["args"] = new JsonArray([.. arguments.Select(argument => JsonValue.Create(argument))]),
        ["files"] = new JsonObject
        {
            ["Copy.cs"] =
                $$"""
                static class Copy
                {
                    [System.Runtime.CompilerServices.ModuleInitializer]
                    internal static void Begin()
                    {
                        if (!File.Exists("Copy.cs")) return;
                        File.Copy(typeof(Copy).Assembly.Location, "{{Assembly}}");
                        if (Environment.GetCommandLineArgs() is [_, "--compile"]) Environment.Exit(0);
                    }
                }
                """,
        },
    };

    internal async Task<byte[]> AssemblyOfAsync(ToolAnswer reply)
    {
        var artifact = await Server.Client.ReadResourceAsync(
            $"ultimate://run/{reply.RunId}/artifact/{Assembly}", cancellationToken: CancellationToken.None);
        return Assert.IsType<BlobResourceContents>(Assert.Single(artifact.Contents)).DecodedData.ToArray();
    }

    /// <summary>Runs a compiled program by the runtime and with the configuration that the sandbox uses.</summary>
    internal async Task<string[]> CSharpCommandAsync(string assembly)
    {
        var configuration = System.IO.Path.Combine(
            System.IO.Path.GetDirectoryName(Binary)!, "worker-csharp", "UltimateMcp.Worker.CSharp.runtimeconfig.json");
        return [await InterpreterAsync("csharp"), "exec", "--runtimeconfig", configuration, assembly];
    }

    /// <summary>Path of the interpreter that the server uses.</summary>
    internal async Task<string> InterpreterAsync(string language) => language switch
    {
        "python" => await _python.Value,
        "javascript" or "typescript" => await _node.Value,
        "csharp" => await _dotnet.Value,
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

    /// <summary>
    /// Waits until nothing is under way: below the server there are only the interpreters that were started ahead, as many
    /// of each language as there can be.
    /// </summary>
    internal async Task<bool> IsAtRestAsync(TimeSpan within)
    {
        var filled = await Task.WhenAll(_used.Keys.Select(language => PoolReading.BecomesAsync(Server, language, WarmServer.Full, within)));
        var sandboxes = _used.Count * WarmServer.Full;
        return filled.All(isFull => isFull)
            && await ProcessTree.BecomesTrueAsync(
                () => ProcessTree.Below(Server.ProcessId).Count == sandboxes * WarmServer.ProcessesOfOne, within);
    }

    /// <summary>Waits for an interpreter that was started ahead.</summary>
    private async Task WarmUpAsync(string language)
    {
        if (_hasPool)
        {
            await _used.GetOrAdd(language, name => new(() => RunAsync(LanguageCatalog.Find(name).EmptyProgram, name))).Value;
            await PoolReading.BecomesAsync(Server, language, 1, _longestWait);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _folders.Dispose();
    }
}
