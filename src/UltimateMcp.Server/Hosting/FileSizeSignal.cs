using UltimateMcp.Linux;

namespace UltimateMcp.Server.Hosting;

/// <summary>
/// A host may start the server with a limit on file size (RLIMIT_FSIZE). A write beyond it raises SIGXFSZ, which would
/// kill the server in the middle of a log line or a record. If the signal is ignored, the write fails with EFBIG, as on
/// a full disk. The spawner resets the signal for programs.
/// </summary>
internal static class FileSizeSignal
{
    private const nint SIG_IGN = 1;

    public static void Ignore() => _ = Libc.signal(Libc.SIGXFSZ, SIG_IGN);
}
