using UltimateMcp.Linux;

namespace UltimateMcp.Server.Hosting;

/// <summary>
/// A host may start the server under a limit on the size of files (RLIMIT_FSIZE). A write beyond it raises SIGXFSZ, which would end the
/// server in the middle of a log line or a record. Ignored, it makes the write fail with EFBIG, as on a full disk. Programs get the
/// signal's default back.
/// </summary>
internal static class FileSizeSignal
{
    private const int SIGXFSZ = 25;
    private const nint SIG_IGN = 1;

    public static void Ignore() => _ = Libc.signal(SIGXFSZ, SIG_IGN);
}
