using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog.Core;
using UltimateMcp.Sandbox.Pool;
using UltimateMcp.Server.Hosting;
using UltimateMcp.Server.Hosting.Logs;
using UltimateMcp.Server.Hosting.Settings;
using UltimateMcp.Server.Hosting.Stdio;

namespace UltimateMcp.Server.Cli;

/// <summary>The server's services for one command, without the protocol.</summary>
internal sealed class CommandServices : IAsyncDisposable
{
    private readonly Logger _log;
    private readonly ServiceProvider _services;

    public CommandServices(ServerSettings settings, StandardError error)
    {
        // A user at a terminal wants the result, and log messages only on request.
        var isChosen = settings.SourceOf(ServerSettings.LogLevelSetting) != SettingSource.Default;
        _log = LogSetup.Create(isChosen ? settings : settings with { LogLevel = LogLevel.Warning }, error, TimeProvider.System);
        var services = new ServiceCollection();
        services.AddLogging();
        // A command makes one call: nothing is started ahead.
        services.AddUltimateMcp(settings with { Pool = PoolOptions.Off }, _log);
        _services = services.BuildServiceProvider();
    }

    public IServiceProvider Services => _services;

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _log.DisposeAsync();
    }
}
