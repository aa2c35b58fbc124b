using System.Collections.Immutable;
using System.Globalization;
using UltimateMcp.Server.Calls;

namespace UltimateMcp.Server.Hosting.Settings;

/// <summary>All settings, in the order in which docs and <c>--help</c> list them.</summary>
internal static class SettingsTable
{
    public static readonly ImmutableArray<Setting> All =
    [
        new(
            "ULTIMATE_MCP_HOME", SettingKind.Folder, "the user's data folder + ultimate-mcp",
            "Folder of outputs and logs.",
            "an absolute path to a folder")
        {
            Apply = (draft, text) => SettingText.IsFolder(text) && Set(() => draft.Home = text),
            IsRefusedInFile = true,
        },
        new(
            "CACHE_ENABLED", SettingKind.Flag, "true",
            "Whether an identical run is answered from memory.",
            "true or false")
        {
            Apply = (draft, text) => SettingText.TryFlag(text, out var value) && Set(() => draft.Cache.Enabled = value),
        },
        new(
            "CACHE_SIZE", SettingKind.Whole, "1000",
            "Results that the cache keeps.",
            "a whole number from 1 to 1000000")
        {
            Apply = (draft, text) => SettingText.TryWhole(text, out var value) && Set(() => draft.Cache.Size = value),
        },
        new(
            "CACHE_TTL", SettingKind.Seconds, "3600",
            "Seconds that a cached result is answered again.",
            "seconds from 0.001 to 2592000")
        {
            Apply = (draft, text) => SettingText.TrySeconds(text, out var value) && Set(() => draft.Cache.TimeToLive = value),
        },
        new(
            "RATE_LIMIT_RPS", SettingKind.Number, "10",
            "Calls a second of each tool, and its burst; 0 turns the limit off.",
            "a number from 0 to 10000")
        {
            Apply = (draft, text) => SettingText.TryNumber(text, out var value) && Set(() => draft.Calls.CallsPerSecond = value),
        },
        new(
            "RATE_LIMIT_EXECUTE_PER_MINUTE", SettingKind.Whole, "10",
            "Calls a minute of each tool that runs code; 0 turns the limit off.",
            "a whole number from 0 to 100000")
        {
            Apply = (draft, text) => SettingText.TryWhole(text, out var value) && Set(() => draft.Calls.ExecutionsPerMinute = value),
        },
        new(
            "MAX_EXECUTION_TIME", SettingKind.Seconds, "30",
            "Seconds that a run may take; default and upper bound of timeout_seconds.",
            "seconds from 0.1 to 3600")
        {
            Apply = (draft, text) => SettingText.TrySeconds(text, out var value) && Set(() => draft.Run.MaxExecutionTime = value),
        },
        new(
            "MAX_MEMORY_MB", SettingKind.Whole, "128",
            "MiB of memory for the program; the language runtime's own need comes on top.",
            "a whole number from 8 to 65536")
        {
            Apply = (draft, text) => SettingText.TryWhole(text, out var value) && Set(() => draft.Run.MaxMemoryMebibytes = value),
        },
        new(
            "MAX_FILE_SIZE_MB", SettingKind.Whole, "10",
            "MiB of the largest file that a program may write.",
            "a whole number from 1 to 4096")
        {
            Apply = (draft, text) => SettingText.TryWhole(text, out var value) && Set(() => draft.Run.MaxFileSizeMebibytes = value),
        },
        new(
            "MAX_PROCESSES", SettingKind.Whole, "1",
            "Processes, not threads, of a program; at 1 it cannot fork. Bash gets at least 32.",
            "a whole number from 1 to 4096")
        {
            Apply = (draft, text) => SettingText.TryWhole(text, out var value) && Set(() => draft.Run.MaxProcesses = value),
        },
        new(
            "MAX_OUTPUT_KB", SettingKind.Whole, "1024",
            "KiB kept of stdout and of stderr, each; a program that writes more is ended.",
            "a whole number from 1 to 65536")
        {
            Apply = (draft, text) => SettingText.TryWhole(text, out var value) && Set(() => draft.Run.MaxOutputKibibytes = value),
        },
        new(
            "MAX_CONCURRENT_CALLS", SettingKind.Whole, "processor count × 4",
            "Calls served at once; further ones wait in line.",
            "a whole number from 1 to 1024")
        {
            Apply = (draft, text) => SettingText.TryWhole(text, out var value) && Set(() => draft.Calls.MaxConcurrentCalls = value),
            DefaultHere = new CallOptions().MaxConcurrentCalls.ToString(CultureInfo.InvariantCulture),
        },
        new(
            "OUTPUTS_MAX_SIZE_MB", SettingKind.Whole, "1024",
            "MiB that records of runs may take; the oldest are removed first, the newest ten never.",
            "a whole number from 1 to 1048576")
        {
            Apply = (draft, text) => SettingText.TryWhole(text, out var value) && Set(() => draft.Records.MaxSizeMebibytes = value),
        },
        new(
            "LOG_LEVEL", SettingKind.Choice, "Information",
            "Least severe events that are logged.",
            "Trace, Debug, Information, Warning, Error or Critical (Verbose and Fatal are understood too)")
        {
            Apply = (draft, text) => SettingText.TryLevel(text, out var value) && Set(() => draft.LogLevel = value),
        },
    ];

    public static Setting? Named(string name) => All.FirstOrDefault(setting => setting.Name == name);

    public static Setting? WithOption(string option) => All.FirstOrDefault(setting => setting.Option == option);

    private static bool Set(Action assign)
    {
        assign();
        return true;
    }
}
