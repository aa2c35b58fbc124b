using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using UltimateMcp.Caching;
using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Records;
using UltimateMcp.Code.Running;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Server.Calls;
using UltimateMcp.Server.Hosting.Settings;
using UltimateMcp.Server.Resources;
using UltimateMcp.Server.Tools;

namespace UltimateMcp.Server.Hosting;

/// <summary>The tools and the domain behind them. A new tool is a file here, a line here and a snapshot of its face.</summary>
internal static class ToolComposition
{
    public static void AddTools(this IServiceCollection services)
    {
        services.AddSingleton<ITool, ExecuteCodeTool>();
        services.AddSingleton<ITool, ReadOutputTool>();
        services.AddSingleton<ITool, HealthTool>();
        services.AddCalls(time => Identifier.Create("call", time));
        services.AddSingleton<RunResources>();
        services.AddCode();
    }

    private static void AddCode(this IServiceCollection services)
    {
        services.AddSingleton<ResultCache<RunResult>>();
        services.AddSingleton<CodeRunner>();
        services.AddSingleton(provider => new RecordQuota(
            Path.Combine(provider.GetRequiredService<ServerSettings>().Home, RunRecords.FolderName),
            provider.GetRequiredService<RecordOptions>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RecordQuota>>()));
        services.AddSingleton(provider => new RunRecords(provider.GetRequiredService<ServerSettings>().Home, provider.GetRequiredService<RecordQuota>()));
        services.AddSingleton(provider => new ToolchainCatalog(
            Environment.GetEnvironmentVariable("PATH") ?? "",
            [Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), provider.GetRequiredService<ServerSettings>().Home]));
        services.AddSingleton(provider => new WarmUpStep("languages", token =>
            Task.WhenAll(LanguageCatalog.All.Select(language => provider.GetRequiredService<ToolchainCatalog>().FindAsync(language, token)))));
    }
}
