using System.Collections.Immutable;
using UltimateMcp.Primitives.Settings;

namespace UltimateMcp.Code.Toolchains;

/// <summary>Where toolchains are searched for.</summary>
public sealed record ToolchainOptions
{
    /// <summary>The server's PATH.</summary>
    public required string SearchPath { get; init; }

    /// <summary>Folders that no program may see: the user's homes and the server's.</summary>
    public ImmutableArray<string> PrivateFolders { get; init; } = [];

    /// <summary>The folder of the server's own files, which contains the <see cref="ShippedFolder"/>s.</summary>
    public string ProductFolder { get; init; } = AppContext.BaseDirectory;

    /// <summary>The values of <see cref="ToolchainSettings"/>.</summary>
    public SettingValues Configured { get; init; } = new();
}

public static class ToolchainSettings
{
    public static readonly PathSetting PythonInterpreter = new()
    {
        Name = "PYTHON_INTERPRETER", Default = "", ComputedDefault = "found on PATH",
        Description = "Python to use: its file, or the folder of an environment (venv, conda, uv), whose packages can be imported.",
    };

    public static readonly PathSetting NodeInterpreter = new()
    {
        Name = "NODE_INTERPRETER", Default = "", ComputedDefault = "found on PATH",
        Description = "Node.js to use: its file, or the folder of its installation.",
    };

    public static readonly PathSetting NodeModulesFolder = new()
    {
        Name = "NODE_MODULES_FOLDER", Default = "", ComputedDefault = "none", FolderName = "node_modules",
        Description = "Folder named node_modules whose packages require and import find.",
    };

    public static readonly ImmutableArray<Setting> All = [PythonInterpreter, NodeInterpreter, NodeModulesFolder];
}
