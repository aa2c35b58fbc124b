using System.Diagnostics;

namespace UltimateMcp.EndToEnd.Harness;

/// <summary>
/// The server under test: the one that ULTIMATE_MCP_BINARY names, such as the native build, or else the one built with
/// these tests.
/// </summary>
public static class ServerBinary
{
    public const string SystemPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private const string Variable = "ULTIMATE_MCP_BINARY";

    /// <summary>The build for the runtime, built with these tests: <c>artifacts/bin/UltimateMcp.Server/debug</c>.</summary>
    public static string Built { get; } = FindBuilt();

    public static string Path { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : Built;

    /// <summary>A build for the runtime has its assembly next to it.</summary>
    public static bool IsNative { get; } = !File.Exists(Path + ".dll");

    /// <summary>Starts with an environment of only what programs need and the settings under test.</summary>
    public static ProcessStartInfo StartInfo(TestServerOptions options, string home)
    {
        var start = new ProcessStartInfo
        {
            FileName = options.Shell is null ? Path : "/bin/sh",
            WorkingDirectory = options.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        string[] prefix = options.Shell is null ? [] : ["-c", options.Shell, "sh", Path];
        foreach (var argument in prefix.Concat(options.Arguments))
        {
            start.ArgumentList.Add(argument);
        }

        var foreign = start.Environment.Keys.Except(["PATH", "HOME", "TMPDIR", "DOTNET_ROOT"], StringComparer.Ordinal).ToList();
        foreign.ForEach(name => start.Environment.Remove(name));

        // Interpreters of version managers, which a developer may have first on PATH, have other packages.
        start.Environment["PATH"] = SystemPath;
        start.Environment["ULTIMATE_MCP_HOME"] = home;
        foreach (var (name, value) in options.Settings)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static string FindBuilt()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory); // artifacts/bin/UltimateMcp.EndToEnd/debug
        return System.IO.Path.Combine(own.Parent!.Parent!.FullName, "UltimateMcp.Server", own.Name, "ultimate-mcp");
    }
}
