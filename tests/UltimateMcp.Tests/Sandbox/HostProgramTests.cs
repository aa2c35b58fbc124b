using UltimateMcp.Sandbox;

namespace UltimateMcp.Tests.Sandbox;

[Collection(TakesTurns.Name)]
public sealed class HostProgramTests
{
    private static readonly TimeSpan TestTimeout = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_program_is_heard_out()
    {
        var result = await HostProgram.RunAsync(
            "/usr/bin/bash", ["-c", "echo out; echo err >&2; exit 3"], TestTimeout, TestContext.Current.CancellationToken);

        Assert.Equal(new HostProgramResult(3, "out\n", "err\n"), result);
    }

    [Fact]
    public async Task A_program_gets_path_and_home_and_no_other_variable()
    {
        var result = await HostProgram.RunAsync("/usr/bin/env", [], TestTimeout, TestContext.Current.CancellationToken);

        var variables = result!.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains($"PATH={Environment.GetEnvironmentVariable("PATH")}", variables);
        Assert.DoesNotContain(variables, variable => variable.Split('=')[0] is not ("PATH" or "HOME"));
    }

    [Fact]
    public async Task A_program_ignores_no_signal()
    {
        var result = await HostProgram.RunAsync(
            "/usr/bin/grep", ["-E", "SigIgn|SigBlk", "/proc/self/status"], TestTimeout, TestContext.Current.CancellationToken);

        // 32 and 33 are glibc's own: its posix_spawn leaves them ignored, and its threads set them up when they need them.
        const ulong Internal = 0x1_8000_0000;
        var ignored = Convert.ToUInt64(result!.StandardOutput.Trim().Split('\t')[^1], 16);
        Assert.StartsWith("SigBlk:\t0000000000000000\nSigIgn:", result.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(0ul, ignored & ~Internal);
    }

    [Fact]
    public async Task A_program_has_three_descriptors()
    {
        var result = await HostProgram.RunAsync(
            "/usr/bin/bash", ["-c", "echo /proc/self/fd/*"], TestTimeout, TestContext.Current.CancellationToken);

        Assert.DoesNotContain(result!.StandardOutput.Trim().Split(' '), static path => int.Parse(path.Split('/')[^1]) is > 3 and < 255);
    }

    [Fact]
    public async Task Death_by_a_signal_is_128_and_its_number()
    {
        var result = await HostProgram.RunAsync("/usr/bin/bash", ["-c", "kill -9 $$"], TestTimeout, TestContext.Current.CancellationToken);

        Assert.Equal(137, result?.ExitCode);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_null() =>
        Assert.Null(await HostProgram.RunAsync("/usr/bin/no-such-program", [], TestTimeout, TestContext.Current.CancellationToken));

    [Theory]
    [InlineData("sleep 1001")]
    [InlineData("sleep 1001 & exit 0")]
    public async Task A_program_that_takes_too_long_is_null_and_gone(string script)
    {
        var result = await HostProgram.RunAsync(
            "/usr/bin/bash", ["-c", script], TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);

        Assert.Null(result);
        Assert.DoesNotContain(
            Directory.GetDirectories("/proc").Where(static folder => File.Exists(folder + "/cmdline")),
            static folder => ReadOrEmpty(folder + "/cmdline").Contains("sleep\01001", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(65_536)]
    [InlineData(65_537)]
    public async Task Of_a_stream_64_kibibytes_are_kept(int length)
    {
        var result = await HostProgram.RunAsync(
            "/usr/bin/head", ["-c", $"{length}", "/dev/zero"], TestTimeout, TestContext.Current.CancellationToken);

        Assert.Equal((0, 65_536), (result?.ExitCode, result?.StandardOutput.Length));
    }

    private static string ReadOrEmpty(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
