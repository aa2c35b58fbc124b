using System.Collections.Immutable;
using System.CommandLine;
using UltimateMcp.Code.Linting;
using UltimateMcp.Code.Running;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Code.Workspaces;
using UltimateMcp.Sandbox;
using UltimateMcp.Server.Hosting;
using UltimateMcp.Server.Hosting.Settings;
using UltimateMcp.Server.Hosting.Stdio;

namespace UltimateMcp.Server.Cli.Doctor;

/// <summary><c>doctor</c>: checks everything that the server needs and prints the exact fix for what is wrong.</summary>
internal static class DoctorCommand
{
    public static Command Create(Func<ParseResult, SettingsReading> read, TextWriter output, StandardError error)
    {
        var command = new Command("doctor", "Check everything that the server needs and print the fix for what is wrong.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var reading = read(parsed);
            await using var services = new CommandServices(reading.Settings, error);
            var sandbox = await SandboxCheck.RunAsync(services.Get<BubblewrapSandbox>(), cancellationToken);
            ImmutableArray<Check> checks =
            [
                .. SettingsCheck.Run(reading),
                HomeCheck.Run(reading.Settings.Home),
                sandbox,
                CgroupCheck.Evaluate(services.Get<BubblewrapSandbox>().CgroupFolder, File.Exists(CgroupCheck.VersionTwo)),
                .. await LanguagesCheck.RunAsync(
                    services.Get<ToolchainCatalog>(), services.Get<CodeRunner>(), sandbox.IsOk, cancellationToken),
                .. await LintersCheck.RunAsync(services.Get<CodeLinter>(), cancellationToken),
                .. services.Get<WorkspaceCatalog>().Read().Select(WorkspaceCheck.Evaluate),
            ];
            await output.WriteAsync(Report(checks));
            return checks.All(check => check.IsOk) ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }

    public static string Report(ImmutableArray<Check> checks)
    {
        var width = checks.Max(check => check.Name.Length);
        var lines = checks.SelectMany(check => Lines(check, width));
        var wrong = checks.Count(check => !check.IsOk);
        var summary = wrong == 0 ? "Everything is fine." : $"{wrong} of {checks.Length} need a fix.";
        return string.Join('\n', [.. lines, "", summary, ""]);
    }

    private static IEnumerable<string> Lines(Check check, int width)
    {
        yield return $"{(check.IsOk ? "ok   " : "WRONG")}  {check.Name.PadRight(width)}  {check.Finding}";
        var arrow = "→ ";
        foreach (var line in check.Fix?.Split('\n') ?? [])
        {
            // Further lines are meant to be copied, so they are indented with spaces only.
            yield return $"{new string(' ', width + "WRONG    ".Length)}{arrow}{line}";
            arrow = "  ";
        }
    }
}
