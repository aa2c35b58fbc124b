namespace UltimateMcp.EndToEnd.Harness;

/// <summary>Python's packages as Debian installs them.</summary>
internal static class DebianPackages
{
    /// <summary>Skips the test if one of these is not there.</summary>
    public static void SkipWithout(params string[] packages)
    {
        var missing = packages.Where(package => !Directory.Exists($"/usr/lib/python3/dist-packages/{package}")).ToArray();
        Assert.SkipWhen(
            missing.Length > 0, $"python3-{string.Join(", python3-", missing)} of Debian is not installed; ./test --ci does it.");
    }
}
