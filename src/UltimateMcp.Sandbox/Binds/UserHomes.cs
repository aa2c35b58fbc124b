using System.Runtime.InteropServices;
using System.Text;
using UltimateMcp.Linux;

namespace UltimateMcp.Sandbox.Binds;

/// <summary>The paths of home directories, unresolved; <see cref="PrivatePaths"/> resolves them.</summary>
public static class UserHomes
{
    private const int EntrySize = 16 * 1024;
    private const int HomeColumn = 5;

    /// <summary>The homes of the server's user: HOME, and the one from getpwuid(3), because HOME may be set to anything.</summary>
    public static IEnumerable<string> OfServer() =>
        ((string?[])[Environment.GetEnvironmentVariable("HOME"), HomeOf(Libc.geteuid())])
            .OfType<string>()
            .Where(Path.IsPathFullyQualified);

    /// <summary>The homes of all local users.</summary>
    internal static IEnumerable<string> OfAll() => OfServer().Append("/root").Concat(FoldersOf("/home")).Concat(FromPasswd());

    private static unsafe string? HomeOf(uint user)
    {
        var buffer = new byte[EntrySize];
        PasswordEntry entry;
        PasswordEntry* found = null;
        fixed (byte* start = buffer)
        {
            return Libc.getpwuid_r(user, &entry, start, EntrySize, &found) == 0 && found is not null
                ? Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(found->Home))
                : null;
        }
    }

    private static string[] FoldersOf(string folder)
    {
        try
        {
            return Directory.GetDirectories(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The sixth field of passwd(5).</summary>
    private static string[] FromPasswd()
    {
        try
        {
            return
            [
                .. File.ReadLines("/etc/passwd")
                    .Select(static line => line.Split(':'))
                    .Where(static fields => fields.Length > HomeColumn)
                    .Select(static fields => fields[HomeColumn])
                    .Where(Path.IsPathFullyQualified),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
