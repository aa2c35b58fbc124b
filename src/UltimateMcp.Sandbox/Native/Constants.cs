using System.Runtime.InteropServices;

namespace UltimateMcp.Sandbox.Native;

/// <summary>Numbers of the kernel's interface, the same on x86-64 and arm64 unless computed.</summary>
internal static class Constants
{
    internal const int ErrorNoFile = 2;
    internal const int ErrorNoProcess = 3;
    internal const int ErrorInterrupted = 4;
    internal const int ErrorArgumentsTooLong = 7;
    internal const int ErrorAgain = 11;
    internal const int ErrorNoMemory = 12;
    internal const int ErrorNotFolder = 20;
    internal const int ErrorIsFolder = 21;
    internal const int ErrorInvalid = 22;
    internal const int ErrorTooManyFilesInSystem = 23;
    internal const int ErrorTooManyFiles = 24;
    internal const int ErrorFileTooBig = 27;
    internal const int ErrorNoSpace = 28;
    internal const int ErrorBrokenPipe = 32;

    internal const int OpenReadOnly = 0;
    internal const int OpenWriteOnly = 1;
    internal const int OpenCreate = 0x40;
    internal const int OpenTruncate = 0x200;
    internal const int OpenNonBlocking = 0x800;
    internal const int OpenCloseOnExec = 0x80000;
    internal const int OpenPath = 0x200000;

    internal const int SeekData = 3;
    internal const int SeekHole = 4;

    // RESOLVE_NO_XDEV, NO_MAGICLINKS, NO_SYMLINKS, BENEATH of openat2(2).
    internal const ulong ResolveOnlyBeneath = 0x01 | 0x02 | 0x04 | 0x08;

    internal const int DuplicateCloseOnExec = 1030;
    internal const int SetDescriptorFlags = 2;
    internal const int SetStatusFlags = 4;

    internal const int SetChildSubreaper = 36;
    internal const int LimitCore = 4;

    internal const int NoSignal = 0;
    internal const int SignalKill = 9;
    internal const int SignalChild = 17;
    internal const int SignalStop = 19;
    internal const int SignalCpuLimit = 24;
    internal const int SignalFileLimit = 25;

    internal const int WaitNoHang = 1;
    internal const int WaitStopped = 2;
    internal const int WaitExited = 4;
    internal const int WaitWithoutReaping = 0x01000000;

    internal const int ChildExited = 1;

    internal const uint PollIn = 1;
    internal const uint PollOut = 4;
    internal const uint PollOneShot = 1u << 30;

    internal const int ProtectRead = 1;
    internal const int ProtectWrite = 2;

    // MAP_PRIVATE, MAP_ANONYMOUS, MAP_NORESERVE.
    internal const int MapPrivateAnonymous = 0x02 | 0x20 | 0x4000;
    internal const nint MapFailed = -1;

    // CLONE_NEWNET, and NS_GET_USERNS of ioctl_ns(2).
    internal const int NetworkNamespace = 0x40000000;
    internal const nuint GetOwner = 0xb701;

    // ST_RDONLY of statfs(2).
    internal const long MountedReadOnly = 1;

    internal const long TmpfsMagic = 0x01021994;
    internal const long ProcMagic = 0x9fa0;

    // These two differ between x86-64 and the generic table that arm64 follows.
    internal static readonly int OpenFolder = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x4000 : 0x10000;
    internal static readonly int OpenNoFollow = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x8000 : 0x20000;
}
