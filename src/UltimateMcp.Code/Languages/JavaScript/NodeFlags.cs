using UltimateMcp.Code.Limits;

namespace UltimateMcp.Code.Languages.JavaScript;

/// <summary>Flags of node, each from the version that knows it: node ends at an unknown one.</summary>
internal static class NodeFlags
{
    // Node detects ES module syntax by default from 22.7 and 20.19 on, with a flag from 20.10 on.
    private static readonly Version DetectsModules = new(22, 7);
    private static readonly Version CanDetectModules = new(20, 10);

    // --disable-warning exists from here on; earlier versions do not print this warning.
    private static readonly Version CanLeaveWarningsOut = new(20, 11);

    /// <summary>For any program, whatever its language.</summary>
    public static List<string> Of(Version version, RunOptions options)
    {
        List<string> flags = [$"--max-old-space-size={options.MaxMemoryMebibytes}"];
        if (version >= CanDetectModules && version < DetectsModules)
        {
            flags.Add("--experimental-detect-module");
        }

        if (version >= CanLeaveWarningsOut)
        {
            flags.Add("--disable-warning=MODULE_TYPELESS_PACKAGE_JSON");
        }

        return flags;
    }
}
