#pragma warning disable CA1050, MA0047 // The runtime looks for exactly this name, outside of any namespace.

/// <summary>
/// Runs inside the server when DOTNET_STARTUP_HOOKS names this assembly, and nowhere else: starts a thread that throws
/// as soon as something is written to the named pipe. It may use only the base library, because no other test assembly
/// is available in the server.
/// </summary>
internal static class StartupHook
{
    public const string PipeVariable = "ULTIMATE_MCP_TEST_ERROR";

    public static void Initialize() => new Thread(Throw) { IsBackground = true }.Start();

    private static void Throw()
    {
        using var pipe = File.OpenRead(Environment.GetEnvironmentVariable(PipeVariable)!);
        pipe.ReadByte();
        throw new InvalidOperationException("an error\non a thread of its own");
    }
}
