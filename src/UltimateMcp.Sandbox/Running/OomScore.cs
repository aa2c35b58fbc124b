using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using UltimateMcp.Linux;

namespace UltimateMcp.Sandbox.Running;

/// <summary>
/// Makes a run the first that the kernel ends when memory is short: the highest <c>oom_score_adj</c>
/// (proc_pid_oom_score_adj(5)), which a process hands on to all that it starts. A program cannot lower it where
/// <c>/proc</c> is read-only.
/// </summary>
internal static class OomScore
{
    /// <param name="isStillIt">Whether the number is not another's by now; asked when the file of the one that has it is open.</param>
    /// <exception cref="SandboxException">It cannot be written here.</exception>
    internal static unsafe void Raise(int process, Func<bool> isStillIt)
    {
        using var file = new SafeFileHandle(Libc.open($"/proc/{process}/oom_score_adj", Libc.O_WRONLY | Libc.O_CLOEXEC, 0), ownsHandle: true);
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

    /// <summary>Who has ended needs none.</summary>
    private static void Check(int error)
    {
        if (error is Libc.ENOENT or Libc.ESRCH)
        {
            return;
        }

        const string Fault = "Programs must be the first that the kernel ends when memory is short, and their oom_score_adj could not be written; nothing was run";
        throw ResourceExhaustion.IsIndicatedBy(error)
            ? ResourceExhaustion.Of(Fault, error)
            : new SandboxException(SandboxError.Unavailable, $"{Fault} ({Marshal.GetPInvokeErrorMessage(error)}).", "Start the server where /proc is writable.");
    }
}
