using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ModelContextProtocol.Server;
using Serilog;
using UltimateMcp.Sandbox;
using UltimateMcp.Server.Hosting.Logs;
using UltimateMcp.Server.Hosting.Settings;
using UltimateMcp.Server.Hosting.Stdio;
using UltimateMcp.Server.Resources;

namespace UltimateMcp.Server.Hosting;

/// <summary>
/// Registers the services of the process. No constructor opens a store or starts a program: slow work is done in a
/// <see cref="WarmUpStep"/>.
/// </summary>
internal static class Composition
{
    /// <summary>Less than the watchdog's timeout, so that an orderly shutdown comes first.</summary>
    private static readonly TimeSpan _shutdownTime = TimeSpan.FromSeconds(2);

    /// <summary>The server: the services that handle calls, and the protocol.</summary>
    /// <param name="change">Replaces services in a test.</param>
    public static IHost Server(
        ServerSettings settings,
        StandardStreams streams,
        Serilog.ILogger log,
        ClientLog clientLog,
        Action<IServiceCollection>? change = null)
    {
        // The default builder needs the working directory to exist and watches it (62,743 inotify watches and two seconds in "/").
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddUltimateMcp(settings, log);
        builder.Services.AddProtocol(streams);
        builder.Services.AddSingleton(clientLog);
        change?.Invoke(builder.Services);
        return builder.Build();
    }

    /// <summary>The services that handle calls, with or without the protocol.</summary>
    public static void AddUltimateMcp(this IServiceCollection services, ServerSettings settings, Serilog.ILogger log)
    {
        services.AddSerilog(log);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddSingleton(settings.Run);
        services.AddSingleton(settings.Pool);
        services.AddSingleton(settings.WarmImports);
        services.AddSingleton(settings.Records);
        services.AddSingleton(settings.Cache);
        services.AddSingleton(settings.Calls);
        services.AddTools();
        services.AddSingleton(new BubblewrapOptions
        {
            CanaryFolder = Path.Combine(settings.Home, "canary"),
            PrivateFolders = settings.PrivateFolders,
        });
        services.AddSingleton<BubblewrapSandbox>();
    }

    private static void AddProtocol(this IServiceCollection services, StandardStreams streams)
    {
        services.Configure<HostOptions>(options => options.ShutdownTimeout = _shutdownTime);
        services.AddSingleton(streams);
        services.AddSingleton(new Watchdog(Watchdog.DefaultTimeout, ExitProcess));
        services.AddSingleton<Shutdown>();
        services.AddSingleton<IHostLifetime, SignalLifetime>();
        services.AddSingleton(provider => ProtocolOptions.Create(
            provider.GetRequiredService<IReadOnlyList<McpServerTool>>(), provider.GetRequiredService<RecordResources>()));
        services.AddSingleton<DiscoverHandler>();
        services.AddSingleton<StdioTransport>();
        services.AddHostedService<ProtocolService>();
        services.AddHostedService<WarmUp>();
    }

#pragma warning disable RS0030 // The way out when Main cannot return.
    private static void ExitProcess() => Environment.Exit(ExitCodes.Done);
#pragma warning restore RS0030
}
