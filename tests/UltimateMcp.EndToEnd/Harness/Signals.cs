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
    public static void Send(int processId, PosixSignalNumber signal) => Assert.True(TrySend(processId, signal), $"{processId} is gone.");

    /// <summary>False if there is no such process any more.</summary>
    public static bool TrySend(int processId, PosixSignalNumber signal) => Kill(processId, (int)signal) == 0;

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
