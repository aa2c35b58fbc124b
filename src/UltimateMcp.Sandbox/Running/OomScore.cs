using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using UltimateMcp.Linux;

namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// Makes a run the first victim of the kernel's OOM killer: it sets the highest <c>oom_score_adj</c>
/// (proc_pid_oom_score_adj(5)), which child processes inherit. A program cannot lower it, because its <c>/proc</c> is
/// read-only.
/// </summary>
internal static class OomScore
{
    /// <param name="isStillIt">Whether the pid has not been reused; checked after the file is open.</param>
    /// <exception cref="SandboxException">It cannot be written on this system.</exception>
    internal static unsafe void Raise(int process, Func<bool> isStillIt)
    {
        using var file = new SafeFileHandle(
            Libc.open($"/proc/{process}/oom_score_adj", Libc.O_WRONLY | Libc.O_CLOEXEC, 0), ownsHandle: true);
        if (file.IsInvalid)
        {
            Check(Marshal.GetLastPInvokeError());
            return;
        }

        if (isStillIt())
        {
            var highest = "1000"u8;
            fixed (byte* text = highest)
            {
                if (Libc.write(file, text, highest.Length) < 0)
                {
                    Check(Marshal.GetLastPInvokeError());
                }
            }
        }
    }

    /// <summary>A process that has exited needs none.</summary>
    private static void Check(int error)
    {
        if (error is Libc.ENOENT or Libc.ESRCH)
        {
            return;
        }

        const string Fault = "The oom_score_adj of the program could not be written, so the kernel might kill something else first "
            + "when memory is short; nothing was run";
        throw ResourceExhaustion.IsIndicatedBy(error)
            ? ResourceExhaustion.Of(Fault, error)
            : new SandboxException(
                SandboxError.Unavailable,
                $"{Fault} ({Marshal.GetPInvokeErrorMessage(error)}).",
                "Start the server where /proc is writable.");
    }
}
