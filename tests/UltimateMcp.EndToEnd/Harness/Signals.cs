using System.Runtime.InteropServices;

namespace UltimateMcp.EndToEnd.Harness;

public enum PosixSignalNumber
{
    HangUp = 1,
    Interrupt = 2,
    Kill = 9,
    Terminate = 15,
}

internal static partial class Signals
{
    public static void Send(int processId, PosixSignalNumber signal) => Assert.Equal(0, Kill(processId, (int)signal));

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
