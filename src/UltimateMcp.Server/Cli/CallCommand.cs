using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Server;
using UltimateMcp.Server.Calls;
using UltimateMcp.Server.Hosting;
using UltimateMcp.Server.Hosting.Settings;
using UltimateMcp.Server.Hosting.Stdio;

namespace UltimateMcp.Server.Cli;

/// <summary><c>call TOOL --json '{…}'</c>: calls one tool, through the same call chain as a model.</summary>
internal static class CallCommand
{
    private static readonly CallOrigin _origin = new("command line", ProductVersion.Text);

    public static Command Create(Func<ParseResult, SettingsReading> read, TextWriter output, StandardStreams streams)
    {
        var error = streams.Error;
        var tool = new Argument<string>("TOOL") { Description = "Name of the tool, such as execute_code." };
        var json = new Option<string>("--json")
        {
            Description = "The tool's arguments as a JSON object; @FILE reads it from a file, - from standard input.",
            DefaultValueFactory = _ => "{}",
            HelpName = "object",
        };
        var raw = new Option<bool>("--raw") { Description = "Print the structured result as JSON instead of its text." };
        var command = new Command("call", "Call one tool in this process and print what it answers.") { tool, json, raw };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (settings, errors) = read(parsed);
            if (errors.Length > 0)
            {
                errors.ToList().ForEach(wrong => error.WriteLine(wrong.ToString()));
                return ExitCodes.Configuration;
            }

            var (arguments, wrongJson) = JsonArguments.Read(parsed.GetValue(json)!, streams.Input);
            if (wrongJson is not null)
            {
                error.WriteLine($"--json: {wrongJson}");
                return ExitCodes.Failed;
            }

            await using var services = new CommandServices(settings, error);
            var render = parsed.GetValue(raw) ? (Func<CallOutcome, string>)Raw : Text;
            return await CallAsync(services.Services, parsed.GetValue(tool)!, arguments, render, (output, error), cancellationToken);
        });
        return command;
    }

    private static async Task<int> CallAsync(
        IServiceProvider services,
        string name,
        IReadOnlyDictionary<string, JsonElement> arguments,
        Func<CallOutcome, string> render,
        (TextWriter Output, StandardError Error) to,
        CancellationToken cancellationToken)
    {
        var tools = services.GetServices<ITool>().ToList();
        if (tools.Find(tool => tool.Definition.Name == name) is not { } tool)
        {
            var names = string.Join(", ", tools.Select(known => known.Definition.Name).Order(StringComparer.Ordinal));
            to.Error.WriteLine($"{name}: there is no such tool; it must be one of: {names}");
            return ExitCodes.Failed;
        }

        // Publishing the tools creates their buckets.
        _ = services.GetRequiredService<IReadOnlyList<McpServerTool>>();
        var outcome = await services.GetRequiredService<CallChain>().InvokeAsync(tool, arguments, _origin, cancellationToken);
        await to.Output.WriteLineAsync(render(outcome));
        return outcome.IsError ? ExitCodes.Failed : ExitCodes.Done;
    }

    private static string Text(CallOutcome outcome) => outcome.IsError ? CallErrorContent.Text(outcome.Error) : outcome.Reply.Text;

    /// <summary>An image has no structured content; its text says what it is.</summary>
    private static string Raw(CallOutcome outcome) => outcome.IsError
        ? CallErrorContent.Structured(outcome.Error).ToString()
        : outcome.Reply.Structured?.ToString() ?? outcome.Reply.Text;
}
