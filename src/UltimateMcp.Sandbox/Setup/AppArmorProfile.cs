namespace UltimateMcp.Sandbox.Setup;

/// <summary>
/// The AppArmor profile that Ubuntu 24.04 and newer need before bubblewrap may create user namespaces: the file
/// <c>bwrap.apparmor</c> beside this one.
/// </summary>
public static class AppArmorProfile
{
    /// <summary>Where it is installed. The name is our own, so that another profile for bubblewrap is not replaced.</summary>
    public const string Path = "/etc/apparmor.d/ultimate-mcp-bwrap";

    private const string Resource = "bwrap.apparmor";

    /// <summary>Allows bubblewrap to create user namespaces and confines nothing else: bubblewrap does that itself.</summary>
    public static string Text { get; } = Read();

    private static string Read()
    {
        using var source = typeof(AppArmorProfile).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"\"{Resource}\" is not embedded.");
        using var reader = new StreamReader(source);
        return reader.ReadToEnd();
    }
}
