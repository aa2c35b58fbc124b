using System.Diagnostics;

namespace UltimateMcp.Benchmarks.Servers;

/// <summary>Programs that run to their end.</summary>
internal static class Command
{
    public static async Task<string> OutputAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(Describe(program, arguments))!;
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await errors}");
    }

    /// <summary>Whether a program exits with 0.</summary>
    public static async Task<bool> SucceedsAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(Describe(program, arguments))!;
        process.StandardInput.Close();
        await Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0;
    }

    /// <summary>
    /// From the moment before the start to the moment after the end, output read. The program gets a few variables only:
    /// others, such as <c>PYTHONUNBUFFERED</c>, change what it costs. It must exit with 0.
    /// </summary>
    public static TimeSpan Time(string program, IReadOnlyList<string> arguments)
    {
        var start = Describe(program, arguments);
        foreach (var name in start.Environment.Keys.Except(["PATH", "HOME", "LANG", "TMPDIR"], StringComparer.Ordinal).ToList())
        {
            start.Environment.Remove(name);
        }

        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var elapsed = Stopwatch.GetElapsedTime(started);
        return process.ExitCode == 0
            ? elapsed
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {process.StandardError.ReadToEnd()}");
    }

    private static ProcessStartInfo Describe(string program, IReadOnlyList<string> arguments) => new(program, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    };
}
