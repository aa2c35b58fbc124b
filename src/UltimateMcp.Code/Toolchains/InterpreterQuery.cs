using System.Text.RegularExpressions;
using UltimateMcp.Sandbox;
using UltimateMcp.Sandbox.Binds;

namespace UltimateMcp.Code.Toolchains;

/// <summary>Asks an interpreter, outside the sandbox, where it is, which version it is, and which files it needs.</summary>
internal static partial class InterpreterQuery
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The path of the interpreter that a command starts. Scripts and programs of version managers are followed; a link
    /// of an environment stays as it is. Null if the command leads to no interpreter.
    /// </summary>
    internal static async Task<string?> ExecutableAsync(
        string command, ToolchainRequirement requirement, CancellationToken cancellationToken)
    {
        if (RealPath.Of(command) is not { } real)
        {
            return null;
        }

        var isScript = IsScript(real);
        if (requirement.ExecutableQuery is not { } query || (!isScript && IsBelowUsr(command) && IsBelowUsr(real)))
        {
            return isScript ? null : real;
        }

        var result = await HostProgram.RunAsync(command, query, Timeout, cancellationToken);
        var path = result is { ExitCode: 0 } ? result.StandardOutput.Trim() : "";
        return Path.IsPathFullyQualified(path) && RealPath.Of(path) is { } target && File.Exists(target) && !IsScript(target) ? path : null;
    }

    /// <summary>Null if it does not print its version.</summary>
    internal static async Task<(Version Number, string Text)?> VersionAsync(
        string executable, ToolchainRequirement requirement, CancellationToken cancellationToken)
    {
        var result = await HostProgram.RunAsync(executable, requirement.VersionQuery, Timeout, cancellationToken);
        if (result is not { ExitCode: 0 } || !result.StandardOutput.StartsWith(requirement.VersionPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        var number = Number().Match(result.StandardOutput, requirement.VersionPrefix.Length);
        return number.Success ? (Version.Parse(number.Value), number.Value) : null;
    }

    /// <summary>
    /// Null if it does not print its files. <c>/usr</c> is visible as a whole, so an interpreter there is only asked for
    /// its packages.
    /// </summary>
    internal static async Task<InstalledFiles?> FilesAsync(
        string executable, ToolchainRequirement requirement, CancellationToken cancellationToken)
    {
        if (RealPath.Of(executable) is not { } real)
        {
            return null;
        }

        if (IsBelowUsr(executable) && IsBelowUsr(real) && requirement.ReadPackages is null)
        {
            return InstalledFiles.Only(real);
        }

        var installed = await FilesAsync(executable, real, requirement, cancellationToken);

        // Without an environment it is started by its real path, and prints others by a link.
        return installed is { Links.IsEmpty: true } && executable != real
            ? await FilesAsync(real, real, requirement, cancellationToken)
            : installed;
    }

    private static async Task<InstalledFiles?> FilesAsync(
        string executable, string real, ToolchainRequirement requirement, CancellationToken cancellationToken)
    {
        var result = await HostProgram.RunAsync(executable, requirement.FilesQuery, Timeout, cancellationToken);
        return result is { ExitCode: 0 } ? InstalledFiles.Parse(real, result.StandardOutput) : null;
    }

    private static bool IsBelowUsr(string path) => path.StartsWith("/usr/", StringComparison.Ordinal);

    private static bool IsScript(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            Span<byte> start = stackalloc byte[2];
            return RandomAccess.Read(file, start, 0) == 2 && start.SequenceEqual("#!"u8);
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\G\d{1,6}\.\d{1,6}(\.\d{1,6})?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
