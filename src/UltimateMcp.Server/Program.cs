using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serilog.Core;
using UltimateMcp.Server.Cli;
using UltimateMcp.Server.Hosting;
using UltimateMcp.Server.Hosting.Logs;
using UltimateMcp.Server.Hosting.Settings;
using UltimateMcp.Server.Hosting.Stdio;

FileSizeSignal.Ignore();
OwnerOnly.SetMask();
var streams = StandardStreams.Open();
Logger? log = null;
AppDomain.CurrentDomain.UnhandledException += (_, thrown) => OwnFault.End((Exception)thrown.ExceptionObject, log, streams.Error);
try
{
    if (!SettingArguments.IsAll(args))
    {
        return await CommandLine.RunAsync(args, streams);
    }

    var arguments = SettingArguments.Parse(args);
    var (settings, errors) = new SettingsReader(Environment.GetEnvironmentVariable).Read(arguments.Texts, arguments.Errors);
    if (errors.Length > 0)
    {
        foreach (var error in errors)
        {
            streams.Error.WriteLine(error.ToString());
        }

        return ExitCodes.Configuration;
    }

    OwnerOnly.Tighten(settings);
    streams = StandardStreams.TakeOver();
    var clientLog = new ClientLog();
    log = LogSetup.Create(settings, streams.Error, TimeProvider.System, clientLog);
    using var host = Composition.Server(settings, streams, log, clientLog);
    var end = host.Services.GetRequiredService<ProcessEnd>();
    await host.RunAsync();
    return end.Fault is { } bug ? OwnFault.Report(bug, log, streams.Error) : ExitCodes.Done;
}
catch (Exception bug)
{
    return OwnFault.Report(bug, log, streams.Error);
}
finally
{
    log?.Dispose();
}
