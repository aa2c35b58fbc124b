using UltimateMcp.Sandbox;
using UltimateMcp.Sandbox.Setup;

namespace UltimateMcp.Server.Cli.Doctor;

/// <summary>The self test of the sandbox: what is isolated, not what is installed.</summary>
internal static class SandboxCheck
{
    private const string Name = "sandbox";

    public static async Task<Check> RunAsync(BubblewrapSandbox sandbox, CancellationToken cancellationToken)
    {
        try
        {
            return Check.Good(Name, Show(await sandbox.VerifyAsync(cancellationToken)));
        }
        catch (SandboxException unavailable)
        {
            return Check.Bad(Name, unavailable.Message, Fix(unavailable));
        }
    }

    /// <summary>If an AppArmor profile is missing, the fix includes its text.</summary>
    public static string Fix(SandboxException unavailable)
    {
        var hint = unavailable.Hint ?? "Run doctor again; if the error stays, report it with the log.";
        return hint.Contains(AppArmorProfile.Path, StringComparison.Ordinal) ? $"{hint}\n{AppArmorProfile.Text.TrimEnd()}" : hint;
    }

    public static string Show(IsolationStatus isolation) =>
        $"{isolation.Tier}, seccomp {(isolation.Seccomp ? "on" : "off")}, network {isolation.Network}, " +
        $"files {isolation.Filesystem}, uid {isolation.Uid}";
}
