using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text;
using UltimateMcp.Primitives.Settings;
using UltimateMcp.Server.Cli.Doctor;
using UltimateMcp.Server.Hosting;
using UltimateMcp.Server.Hosting.Settings;
using UltimateMcp.Server.Hosting.Stdio;

namespace UltimateMcp.Server.Cli;

/// <summary>
/// The commands other than serving. The server never runs inside an action: while an action runs, the parser handles
/// SIGTERM and SIGINT and ends the process in its own way.
/// </summary>
internal static class CommandLine
{
    private const string Description =
        "An MCP server that runs code in a sandbox. Without a command it serves over standard input and output, as a host starts it. " +
        "Each option below is a setting: also an environment variable, and a member of ultimate-mcp.json in the home.";

    public static async Task<int> RunAsync(string[] arguments, StandardStreams streams)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();

        // Otherwise the parser would read --json @FILE as a response file with more arguments.
        var parsed = Root(output, streams).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction failed)
        {
            failed.ShowHelp = false;
        }

        var invocation = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false };
        var code = await InvokeAsync(parsed, invocation);
        Print(output.ToString(), streams);
        if (error.ToString().Trim() is { Length: > 0 } message)
        {
            streams.Error.WriteLine(message);
        }

        return code;
    }

    private static void Print(string text, StandardStreams streams)
    {
        try
        {
            streams.Output.Write(Encoding.UTF8.GetBytes(text));
        }
        catch (IOException)
        {
            // The reader has closed its end, as head(1) does.
        }
    }

    private static async Task<int> InvokeAsync(ParseResult parsed, InvocationConfiguration invocation)
    {
        try
        {
            return await parsed.InvokeAsync(invocation, CancellationToken.None);
        }
        catch (OperationCanceledException)
        {
            // Ctrl+C: the parser has cancelled the action.
            await invocation.Error.WriteLineAsync("cancelled");
            return ExitCodes.Failed;
        }
    }

    private static RootCommand Root(TextWriter output, StandardStreams streams)
    {
        var root = new RootCommand(Description);
        var version = root.Options.OfType<VersionOption>().Single();
        version.Action = new VersionAction();
        var settings = SettingsTable.All.Select(OptionOf).ToList();
        settings.ForEach(root.Options.Add);
        root.Subcommands.Add(CallCommand.Create(parsed => Read(parsed, settings), output, streams));
        root.Subcommands.Add(DoctorCommand.Create(parsed => Read(parsed, settings), output, streams.Error));
        return root;
    }

    private static Option<string?> OptionOf(Setting setting) => new(setting.Option)
    {
        Description = $"{setting.Description} ({setting.Name}, {setting.ComputedDefault ?? setting.DefaultText})",
        HelpName = setting.Type,
        Recursive = true,
    };

    private static SettingsReading Read(ParseResult parsed, List<Option<string?>> options)
    {
        var texts = SettingsTable.All.Zip(options, (setting, option) => (setting.Name, Text: parsed.GetValue(option)))
            .Where(given => given.Text is not null)
            .ToDictionary(given => given.Name, given => given.Text!, StringComparer.Ordinal);
        return new SettingsReader(Environment.GetEnvironmentVariable).Read(texts, []);
    }

    private sealed class VersionAction : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine($"{ProtocolOptions.ServerName} {ProductVersion.Text}");
            return ExitCodes.Done;
        }
    }
}
