namespace UltimateMcp.Sandbox.Setup;

/// <summary>
/// What Ubuntu 24.04 and newer need before bubblewrap may create user namespaces: the file <c>bwrap.apparmor</c> beside this one.
/// </summary>
public static class AppArmorProfile
{
    /// <summary>Where it is installed, under a name of our own: another profile for bubblewrap stays as it is.</summary>
    public const string Path = "/etc/apparmor.d/ultimate-mcp-bwrap";

    private const string Resource = "bwrap.apparmor";

    /// <summary>Names bubblewrap as allowed to, and confines nothing further: that is what bubblewrap does itself.</summary>
    public static string Text { get; } = Read();

    private static string Read()
    {
        using var source = typeof(AppArmorProfile).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"\"{Resource}\" is not embedded.");
        using var reader = new StreamReader(source);
        return reader.ReadToEnd();
    }
}
