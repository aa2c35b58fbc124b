namespace UltimateMcp.EndToEnd.Harness;

/// <summary>The descendants of a process, from /proc. Nothing signals when they start or exit, so /proc is polled.</summary>
public static class ProcessTree
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    public static IReadOnlyList<HostProcess> Below(int process)
    {
        var children = HostProcess.All().ToLookup(one => one.Parent);
        List<HostProcess> found = [.. children[process]];
        for (var index = 0; index < found.Count; index++)
        {
            found.AddRange(children[found[index].Id]);
        }

        return found;
    }

    /// <summary>Processes that were started with this argument, whatever their parent is now.</summary>
    public static IEnumerable<HostProcess> WithArgument(string argument) =>
        HostProcess.All().Where(one => CommandLineOf(one.Id).Split('\0').Contains(argument, StringComparer.Ordinal));

    /// <summary>Waits until there are none: one that was killed is seen until the kernel has ended it.</summary>
    public static async Task NoneHasAsync(string argument) => Assert.True(
        await BecomesTrueAsync(() => !WithArgument(argument).Any(), TestServer.Timeout),
        "Left: " + string.Join(", ", WithArgument(argument)));

    /// <summary>Waits until there are some.</summary>
    public static async Task<IReadOnlyList<HostProcess>> AppearingBelowAsync(int process, TimeSpan within)
    {
        Assert.True(await BecomesTrueAsync(() => Below(process).Count > 0, within), "No process was started.");
        return Below(process);
    }

    /// <summary>Waits until all have exited; a zombie counts as exited.</summary>
    public static Task<bool> AreGoneAsync(IReadOnlyList<HostProcess> processes, TimeSpan within) =>
        BecomesTrueAsync(() => !processes.Any(process => process.Lives), within);

    /// <summary>Whether the condition becomes true before the timeout.</summary>
    public static async Task<bool> BecomesTrueAsync(Func<bool> condition, TimeSpan within)
    {
        using var timeout = new CancellationTokenSource(within);
        using var ticks = new PeriodicTimer(Interval);
        try
        {
            while (!condition())
            {
                await ticks.WaitForNextTickAsync(timeout.Token);
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return condition();
        }
    }

    private static string CommandLineOf(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
