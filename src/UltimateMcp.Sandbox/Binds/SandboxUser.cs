using System.Globalization;
using UltimateMcp.Linux;

namespace UltimateMcp.Sandbox.Binds;

/// <summary>The user with whose permissions programs in the sandbox read the host's files.</summary>
/// <param name="IsUnprivileged">Root switches to an unprivileged user; otherwise it is the server's own.</param>
/// <param name="CanMount">
/// Root may mount, and so show that user a folder below one that the user cannot enter (<see cref="ReadOnlyBind.RootMount"/>).
/// </param>
public sealed record SandboxUser(bool IsUnprivileged, bool CanMount)
{
    /// <summary>nobody, whom root switches to.</summary>
    internal const uint UnprivilegedId = 65534;

    private const int Read = 4;
    private const int Execute = 1;
    private const int GroupShift = 3;
    private const int OwnerShift = 6;
    private const int CAP_SYS_ADMIN = 21;

    public static SandboxUser OfServer { get; } =
        DropsRoot()
            ? new SandboxUser(IsUnprivileged: true, CanMount: HasCapability(File.ReadAllText("/proc/self/status"), CAP_SYS_ADMIN))
            : new SandboxUser(IsUnprivileged: false, CanMount: false);

    internal bool CanEnter(FileStatus folder) => Has(folder, Execute);

    internal bool CanRead(FileStatus file) => Has(file, file.IsFolder ? Read | Execute : Read);

    internal bool CanExecute(FileStatus file) => Has(file, Read | Execute);

    /// <summary>The line CapEff of proc_pid_status(5), a mask in hex.</summary>
    internal static bool HasCapability(string status, int capability) =>
        status.Split('\n').FirstOrDefault(static line => line.StartsWith("CapEff:", StringComparison.Ordinal)) is { } line
        && ulong.TryParse(line.AsSpan("CapEff:".Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var mask)
        && (mask & (1UL << capability)) != 0;

    /// <summary>
    /// Whether the user is mapped in a user namespace. Each line of uid_map has the first id inside, the first id
    /// outside, and the length; see user_namespaces(7).
    /// </summary>
    internal static bool IsMapped(string map, uint user) => map.Split('\n')
        .Select(static line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        .Where(static range => range.Length == 3)
        .Select(static range => (First: Number(range[0]), Count: Number(range[2])))
        .Any(range => user >= range.First && user - range.First < range.Count);

    /// <summary>
    /// Whether the server is root and can switch to another user. Root in a user namespace with a single user is an
    /// ordinary user.
    /// </summary>
    private static bool DropsRoot() => Libc.geteuid() == 0 && IsMapped(File.ReadAllText("/proc/self/uid_map"), UnprivilegedId);

    private static uint Number(string text) => uint.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Only the unprivileged user is checked: the server's own has already read what it found.</summary>
    private bool Has(FileStatus file, int needed)
    {
        var shift = file.Owner == UnprivilegedId ? OwnerShift : file.Group == UnprivilegedId ? GroupShift : 0;
        return !IsUnprivileged || ((file.Mode >> shift) & needed) == needed;
    }
}
