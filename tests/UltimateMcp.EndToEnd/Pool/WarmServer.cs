using UltimateMcp.Code.Languages;
using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Pool;

/// <summary>Calls to a server whose pool is full.</summary>
internal static class WarmServer
{
    /// <summary>How many wait of each language.</summary>
    public const int Full = 2;

    /// <summary>Two of bubblewrap and the interpreter.</summary>
    public const int ProcessesOfOne = 3;

    public static readonly (string Name, string Value)[] Off = [.. UnlimitedServer.NoRateLimits, ("POOL_MAX_MEMORY_MB", "0")];

    /// <summary>Uses the language once and waits until its interpreters wait.</summary>
    public static async Task WarmUpAsync(this TestServer server, string language)
    {
        var reply = await server.RunAsync(LanguageCatalog.Find(language).EmptyProgram, language, ("fresh", true));
        Assert.True(reply.ExitCode == 0, reply.ToString());
        await server.FillAsync(language);
    }

    public static async Task FillAsync(this TestServer server, string language, int waiting = Full) =>
        Assert.True(
            await PoolReading.BecomesAsync(server, language, waiting, TestServer.Timeout),
            $"No {language} was started ahead.\n{server.Errors}");

    /// <summary>A run in an interpreter that has waited for it.</summary>
    public static Task<ToolAnswer> RunWarmAsync(
        this TestServer server, string code, string language, params (string Name, object? Value)[] more) =>
        server.RunWarmAsync(code, language, Full, more);

    /// <param name="waiting">How many shall wait before it.</param>
    public static async Task<ToolAnswer> RunWarmAsync(
        this TestServer server, string code, string language, int waiting, params (string Name, object? Value)[] more)
    {
        await server.FillAsync(language, waiting);
        var before = await PoolReading.OfAsync(server, language);
        var reply = await server.RunAsync(code, language, [("fresh", true), .. more]);
        var after = await PoolReading.OfAsync(server, language);
        Assert.Equal((before.WarmRuns + 1, before.ColdRuns), (after.WarmRuns, after.ColdRuns));
        return reply;
    }
}
