using UltimateMcp.Code.Toolchains;

namespace UltimateMcp.Code.Languages.JavaScript;

/// <summary>
/// The address space for compiled code, of which V8 has one in each thread that runs JavaScript. From node 23 on it is writable from
/// the start, and node ends if it cannot be had.
/// </summary>
internal static class NodeCodeRange
{
    /// <summary>The main thread and as many workers as fit into the memory of a program by default.</summary>
    private const int Threads = 16;

    private static readonly ByteSize Size = ByteSize.FromMebibytes(512);
    private static readonly Version IsWritable = new(23, 0);

    /// <summary>Where any version may be started, but few threads.</summary>
    public static readonly ByteSize OfTwoThreads = new(2 * Size.Bytes);

    public static ByteSize Of(Toolchain toolchain) => toolchain.Version >= IsWritable ? new ByteSize(Threads * Size.Bytes) : ByteSize.Zero;
}
