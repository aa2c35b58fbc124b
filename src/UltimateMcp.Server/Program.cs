using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serilog.Core;
using UltimateMcp.Server.Cli;
using UltimateMcp.Server.Hosting;
using UltimateMcp.Server.Hosting.Logs;
using UltimateMcp.Server.Hosting.Settings;
using UltimateMcp.Server.Hosting.Stdio;

FileSizeSignal.Ignore();
FilePermissions.SetUmask();
var streams = StandardStreams.Open();
Logger? log = null;
AppDomain.CurrentDomain.UnhandledException += (_, thrown) => CrashReport.End((Exception)thrown.ExceptionObject, log, streams.Error);
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

    FilePermissions.Restrict(settings);
    streams = StandardStreams.TakeOver();
    var clientLog = new ClientLog();
    log = LogSetup.Create(settings, streams.Error, TimeProvider.System, clientLog);
    using var host = Composition.Server(settings, streams, log, clientLog);
    var shutdown = host.Services.GetRequiredService<Shutdown>();
    await host.RunAsync();
    return shutdown.Error is { } bug ? CrashReport.Write(bug, log, streams.Error) : ExitCodes.Done;
}
catch (Exception bug)
{
    return CrashReport.Write(bug, log, streams.Error);
}
finally
{
    log?.Dispose();
}
