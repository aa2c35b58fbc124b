namespace UltimateMcp.Primitives.Settings;

/// <summary>The values that were set; every other setting has its default.</summary>
public sealed class SettingValues
{
    private readonly Dictionary<Setting, object> _values = [];

    /// <summary>False if the text is not allowed; then nothing is changed.</summary>
    public bool TrySet(Setting setting, string text)
    {
        if (setting.TryRead(text) is not { } value)
        {
            return false;
        }

        _values[setting] = value;
        return true;
    }

    public T Of<T>(Setting<T> setting)
        where T : notnull => _values.TryGetValue(setting, out var value) ? (T)value : setting.Default;
}
