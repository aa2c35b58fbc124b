using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Xunit.Sdk;
using Xunit.v3;

namespace UltimateMcp.EndToEnd.Attacks;

/// <summary>Who the server runs as. The outside half of a pair runs as the same user.</summary>
public enum Identity
{
    Root,
    User,
}

internal static partial class Identities
{
    /// <summary>A user without a name, without a home and without anything else that runs as it.</summary>
    private const int Nameless = 54321;

    public static bool IsRoot { get; } = EffectiveUser() == 0;

    /// <summary>The ordinary user: our own, unless that is root.</summary>
    public static int User { get; } = IsRoot ? Nameless : (int)EffectiveUser();

    public static int NumberOf(Identity identity) => identity == Identity.Root ? 0 : User;

    /// <summary>Words before a command that give it another user than ours; none where it keeps ours.</summary>
    public static IReadOnlyList<string> Prefix(Identity identity)
    {
        var number = NumberOf(identity).ToString(CultureInfo.InvariantCulture);
        return IsRoot && identity == Identity.User ? ["setpriv", "--reuid=" + number, "--regid=" + number, "--clear-groups", "--"] : [];
    }

    public static void Own(string path, Identity identity) =>
        Assert.Equal(0, ChangeOwner(path, (uint)NumberOf(identity), (uint)NumberOf(identity)));

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "chown", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int ChangeOwner(string path, uint user, uint group);
}

/// <summary>Runs a theory once for each identity, each time with the further arguments.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class EachIdentityAttribute(params object[] arguments) : DataAttribute
{
    public object[] Arguments { get; } = arguments;

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        ITheoryDataRow[] rows = [Row(Identity.Root), Row(Identity.User)];
        return ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>(rows);
    }

    public override bool SupportsDiscoveryEnumeration() => true;

    private TheoryDataRow Row(Identity identity) => new([identity, .. Arguments])
    {
        Skip = identity == Identity.Root && !Identities.IsRoot
            ? "The tests run as an ordinary user, who cannot start a server as root."
            : null,
    };
}
