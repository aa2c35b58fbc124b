using Microsoft.Extensions.Logging;
using UltimateMcp.Caching;
using UltimateMcp.Code.Records;
using UltimateMcp.Code.Limits;
using UltimateMcp.Server.Calls;

namespace UltimateMcp.Server.Hosting.Settings;

/// <summary>Settings while they are being read. A fresh draft holds the defaults.</summary>
internal sealed class SettingsDraft
{
    public string? Home { get; set; }

    public LogLevel LogLevel { get; set; } = LogLevel.Information;

    public RunOptions Run { get; } = new();

    public RecordOptions Records { get; } = new();

    public CacheOptions Cache { get; } = new();

    public CallOptions Calls { get; } = new();

    /// <summary>
    /// What the generated validators think, called directly: as part of the host they would speak only after the transport has begun to read,
    /// and through a stack trace.
    /// </summary>
    public bool IsValid =>
        new RunOptionsValidator().Validate(name: null, Run).Succeeded
        && new RecordOptionsValidator().Validate(name: null, Records).Succeeded
        && new CacheOptionsValidator().Validate(name: null, Cache).Succeeded
        && new CallOptionsValidator().Validate(name: null, Calls).Succeeded;

    /// <summary>Whether a text is good for a setting, all others being at their defaults.</summary>
    public static bool Accepts(Setting setting, string text)
    {
        var draft = new SettingsDraft();
        return setting.Apply(draft, text) && draft.IsValid;
    }
}
