using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Server;
using UltimateMcp.Server.Calls.Limits;

namespace UltimateMcp.Server.Calls;

/// <summary>Registers the call chain.</summary>
internal static class CallsRegistration
{
    /// <summary>
    /// Registers the chain, and <c>IReadOnlyList&lt;McpServerTool&gt;</c>: every <see cref="ITool"/> of the container,
    /// in the order of registration. The options, the clock and the loggers are registered by the caller.
    /// </summary>
    /// <param name="createCallId">Makes the id of each call.</param>
    public static IServiceCollection AddCalls(this IServiceCollection services, Func<TimeProvider, string> createCallId)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<TokenBuckets>();
        services.AddSingleton<Gate>();
        services.AddSingleton<CallRecorder>();
        services.AddSingleton(provider =>
        {
            var time = provider.GetRequiredService<TimeProvider>();
            return new CallChain(
                provider.GetRequiredService<TokenBuckets>(),
                provider.GetRequiredService<Gate>(),
                provider.GetRequiredService<CallRecorder>(),
                () => createCallId(time),
                time,
                provider.GetRequiredService<ILogger<CallChain>>());
        });
        services.AddSingleton<IReadOnlyList<McpServerTool>>(
            provider => [.. provider.GetServices<ITool>().Select(tool => Publish(tool, provider))]);
        return services;
    }

    private static McpToolAdapter Publish(ITool tool, IServiceProvider provider)
    {
        provider.GetRequiredService<TokenBuckets>().Add(tool.Definition);
        return new McpToolAdapter(tool, provider.GetRequiredService<CallChain>());
    }
}
