using System.Runtime.InteropServices;

namespace UltimateMcp.Worker.CSharp.Running;

/// <summary>
/// What would make a file larger than RLIMIT_FSIZE raises SIGXFSZ, which ends the process. Ignored, it makes the call
/// fail with EFBIG, an exception that names the program's line, as in the other languages.
/// </summary>
internal static partial class FileSizeSignal
{
    private const int SIGXFSZ = 25;
    private const nint SIG_IGN = 1;

    internal static void Ignore() => _ = signal(SIGXFSZ, SIG_IGN);

    [LibraryImport("libc")]
    private static partial nint signal(int number, nint handler);
}
