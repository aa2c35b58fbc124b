using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using UltimateMcp.Caching;
using UltimateMcp.Code.Checking;
using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Limits;
using UltimateMcp.Code.Linters;
using UltimateMcp.Code.Linting;
using UltimateMcp.Code.Records;
using UltimateMcp.Code.Running;
using UltimateMcp.Code.Testing;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Code.Workspaces;
using UltimateMcp.Sandbox;
using UltimateMcp.Server.Calls;
using UltimateMcp.Server.Hosting.Settings;
using UltimateMcp.Server.Resources;
using UltimateMcp.Server.Tools;

namespace UltimateMcp.Server.Hosting;

/// <summary>
/// Registers the tools and the modules behind them. A new tool needs a file in Tools, a line here and a snapshot of its
/// schema.
/// </summary>
internal static class ToolComposition
{
    public static void AddTools(this IServiceCollection services)
    {
        services.AddSingleton<ITool, ExecuteCodeTool>();
        services.AddSingleton<ITool, LintCodeTool>();
        services.AddSingleton<RunTestsTool>();
        services.AddSingleton<ITool>(static provider => provider.GetRequiredService<RunTestsTool>());
        services.AddSingleton<ITool, CheckCodeTool>();
        services.AddSingleton<ITool, ReadOutputTool>();
        services.AddSingleton<ITool, HealthTool>();
        services.AddCalls(time => Identifier.Create("call", time));
        services.AddSingleton<RecordResources>();
        services.AddCode();
    }

    private static void AddCode(this IServiceCollection services)
    {
        services.AddSingleton<ResultCache<CachedResult>>();
        services.AddSingleton<WarmImportProbe>();
        services.AddSingleton<CodeRunner>();
        services.AddSingleton(provider => new LinterContext(
            provider.GetRequiredService<BubblewrapSandbox>(),
            provider.GetRequiredService<ToolchainCatalog>(),
            provider.GetRequiredService<RunOptions>(),
            Path.Combine(provider.GetRequiredService<ServerSettings>().Home, LinterContext.FolderName),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<CodeLinter>();
        services.AddSingleton(provider => new RecordQuota(
            Path.Combine(provider.GetRequiredService<ServerSettings>().Home, RecordFolders.FolderName),
            provider.GetRequiredService<RecordOptions>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RecordQuota>>()));
        services.AddSingleton(provider => new RecordFolders(
            provider.GetRequiredService<ServerSettings>().Home, provider.GetRequiredService<RecordQuota>()));
        services.AddSingleton<RunRecords>();
        services.AddSingleton<LintRecords>();
        services.AddSingleton<TestRecords>();
        services.AddSingleton<TestRunner>();
        services.AddSingleton<CodeChecker>();
        services.AddSingleton<OutputCatalog>();
        services.AddSingleton(provider => new ToolchainCatalog(
            new ToolchainOptions
            {
                SearchPath = Environment.GetEnvironmentVariable("PATH") ?? "",
                PrivateFolders = provider.GetRequiredService<BubblewrapOptions>().PrivateFolders,
                Configured = provider.GetRequiredService<ServerSettings>().Values,
            },
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider =>
        {
            var settings = provider.GetRequiredService<ServerSettings>();
            return new WorkspaceCatalog(settings.Workspaces, settings.PrivateFolders, provider.GetRequiredService<TimeProvider>());
        });
        services.AddSingleton(provider => new WarmUpStep("languages", token =>
            VerifyLanguagesAsync(provider.GetRequiredService<ToolchainCatalog>(), provider.GetRequiredService<CodeRunner>(), token)));
    }

    /// <summary>
    /// Toolchains are searched in parallel but verified one after the other: a call waits only for its own language,
    /// and should not share the machine with the others.
    /// </summary>
    private static async Task VerifyLanguagesAsync(ToolchainCatalog toolchains, CodeRunner runner, CancellationToken cancellationToken)
    {
        SandboxException? failure = null;
        var searches = LanguageCatalog.All
            .Select(language => (Language: language, Toolchain: toolchains.FindAsync(language.Toolchain, cancellationToken)))
            .ToList();
        foreach (var (language, search) in searches)
        {
            try
            {
                if ((await search).Toolchain is { } found)
                {
                    await runner.VerifyAsync(language, found, cancellationToken);
                }
            }
            catch (SandboxException e)
            {
                failure ??= e;
            }
        }

        if (failure is not null)
        {
            throw failure;
        }
    }
}
