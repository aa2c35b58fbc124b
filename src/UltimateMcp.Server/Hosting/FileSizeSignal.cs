using UltimateMcp.Server.Hosting.Stdio;

namespace UltimateMcp.Server.Hosting;

/// <summary>
/// A host may start the server under a limit on the size of files (RLIMIT_FSIZE). A write beyond it raises SIGXFSZ, which would end the server in the middle of a log line or
/// a record; ignored, the write fails with EFBIG, as on a full disk. Programs get the signal's default back.
/// </summary>
internal static class FileSizeSignal
{
    private const int Number = 25;
    private const nint Ignored = 1;

    public static void Ignore() => _ = Libc.HandleSignal(Number, Ignored);
}
