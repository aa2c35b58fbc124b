using System.Globalization;
using Microsoft.Extensions.Logging;

namespace UltimateMcp.Server.Hosting.Settings;

/// <summary>
/// Reads the texts of settings, strictly and with the invariant culture. Our own, because the configuration binder throws on the first
/// bad text, past every validation, and names a property instead of the setting.
/// </summary>
internal static class SettingText
{
    /// <summary>Beyond any range of ours and far below what a <see cref="TimeSpan"/> holds.</summary>
    private const decimal MostSeconds = 1_000_000_000;

    /// <summary>Absolute, because the working directory of a server is whatever its host happens to have.</summary>
    public static bool IsFolder(string text) => Path.IsPathFullyQualified(text) && !text.Contains('\0');

    public static bool TryFlag(string text, out bool value)
    {
        value = text.Equals("true", StringComparison.OrdinalIgnoreCase);
        return value || text.Equals("false", StringComparison.OrdinalIgnoreCase);
    }

    public static bool TryWhole(string text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    /// <summary>Through decimal: double would let <c>NaN</c> and <c>Infinity</c> pass.</summary>
    public static bool TryNumber(string text, out double value)
    {
        var isNumber = TryDecimal(text, out var number);
        value = (double)number;
        return isNumber;
    }

    public static bool TrySeconds(string text, out TimeSpan value)
    {
        value = default;
        if (!TryDecimal(text, out var seconds) || Math.Abs(seconds) > MostSeconds)
        {
            return false;
        }

        value = TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));
        return true;
    }

    public static bool TryLevel(string text, out LogLevel value)
    {
        (value, var isLevel) = text.ToUpperInvariant() switch
        {
            "TRACE" or "VERBOSE" => (LogLevel.Trace, true),
            "DEBUG" => (LogLevel.Debug, true),
            "INFORMATION" => (LogLevel.Information, true),
            "WARNING" => (LogLevel.Warning, true),
            "ERROR" => (LogLevel.Error, true),
            "CRITICAL" or "FATAL" => (LogLevel.Critical, true),
            _ => (LogLevel.None, false),
        };
        return isLevel;
    }

    private static bool TryDecimal(string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
}
