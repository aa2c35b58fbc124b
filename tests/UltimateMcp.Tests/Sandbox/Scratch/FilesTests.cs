using System.Collections.Frozen;
using System.Text;
using UltimateMcp.Code.Running;
using UltimateMcp.Sandbox;
using UltimateMcp.Tests.Code.Running;

namespace UltimateMcp.Tests.Sandbox.Scratch;

/// <summary>Files into the scratch folder, and what comes out of it.</summary>
[Collection(TakesTurns.Name)]
public sealed class FilesTests(SandboxFixture fixture)
{
    [Fact]
    public async Task Files_are_there_before_the_program_starts()
    {
        var result = await fixture.RunAsync(
            SandboxFixture.Bash(),
            SandboxFixture.Request(
                "pwd; cat a.txt d/e/b.txt", "", SandboxFixture.File("a.txt", "one "), SandboxFixture.File("d/e/b.txt", "two")));

        Assert.Equal("/scratch\none two", SandboxFixture.Text(result.StandardOutput));
    }

    [Fact]
    public async Task The_program_may_change_its_files()
    {
        var result = await fixture.RunAsync(
            SandboxFixture.Bash(),
            SandboxFixture.Request("echo more >> d/a.txt && rm d/a.txt && rmdir d && echo done", "", SandboxFixture.File("d/a.txt", "x")));

        Assert.Equal("done\n", SandboxFixture.Text(result.StandardOutput));
    }

    [Fact]
    public async Task A_file_below_a_file_is_the_callers_fault()
    {
        var request = SandboxFixture.Request("echo never", "", SandboxFixture.File("a", "x"), SandboxFixture.File("a/b", "y"));

        await Assert.ThrowsAsync<ArgumentException>(() => fixture.RunAsync(SandboxFixture.Bash(), request));
    }

    [Fact]
    public async Task Files_that_do_not_fit_are_refused_and_the_program_is_not_run()
    {
        var content = new string('x', 33 << 20);
        var request = SandboxFixture.Request("echo never", "", SandboxFixture.File("a", content), SandboxFixture.File("b", content));

        var fault = await Assert.ThrowsAsync<SandboxException>(() => fixture.RunAsync(SandboxFixture.Bash(), request));

        Assert.Equal(SandboxError.Failed, fault.Error);
        Assert.Contains("\"b\"", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_and_changed_files_are_artifacts_and_others_are_not()
    {
        var (result, folder) = await KeepAsync(
            "echo new > n.txt; mkdir d; printf x > d/deep; echo changed > c.txt; touch same.txt",
            SandboxFixture.File("same.txt", "same"),
            SandboxFixture.File("c.txt", "before"));

        Assert.Equal(
            [new("c.txt", new(8), "0"), new("d/deep", new(1), "1"), new("n.txt", new(4), "2")],
            result.Artifacts);
        Assert.Equal(["0", "1", "2"], [.. Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)]);
        Assert.Equal("changed\n", await File.ReadAllTextAsync(Path.Combine(folder, "0"), TestContext.Current.CancellationToken));
#pragma warning disable CA1416 // The sandbox is Linux's.
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "0")));
#pragma warning restore CA1416
        Assert.Equal(0, result.LeftOut.Count);
    }

    [Fact]
    public async Task A_program_that_leaves_nothing_makes_no_folder()
    {
        var (result, folder) = await KeepAsync("mkdir -p empty/folder");

        Assert.Empty(result.Artifacts);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Links_pipes_and_second_names_are_left_out()
    {
        var (result, _) = await KeepAsync(
            "ln -s /usr/bin/bash link; ln -s /usr folder; mkfifo pipe; echo x > one; ln one two; echo kept > ok");

        Assert.Equal(["ok"], PathsOf(result));
        Assert.Equal(5, result.LeftOut.Count);
    }

    [Fact]
    public async Task A_link_in_the_place_of_a_given_file_is_left_out()
    {
        var (result, _) = await KeepAsync(
            "ln -sf /usr/bin/bash a; rm -r d; ln -s /usr/bin d", SandboxFixture.File("a", "x"), SandboxFixture.File("d/bash", "y"));

        Assert.Empty(result.Artifacts);
        Assert.Equal(2, result.LeftOut.Count);
    }

    [Fact]
    public async Task Hostile_names_are_shown_escaped()
    {
        var (result, folder) = await KeepAsync(
            """echo > $'\e[31mred'; echo > $'line\nbreak'; echo > $'\xff\xfe'; echo > $'\u202egnp.exe'; echo > '..x'; echo > '-rf'""");

        Assert.Equal(
            (string[])["\\u{1b}[31mred", "-rf", "..x", "line\\u{a}break", "\\u{202e}gnp.exe", "\ufffd\ufffd"],
            PathsOf(result));
        Assert.Equal(6, Directory.GetFiles(folder).Length);
    }

    [Fact]
    public async Task Sixty_four_artifacts_are_kept_and_the_next_is_counted()
    {
        var (full, _) = await KeepAsync("for i in {1..64}; do : > f$i; done");
        var (over, _) = await KeepAsync("for i in {1..65}; do : > f$i; done");

        Assert.Equal((64, 0), (full.Artifacts.Length, full.LeftOut.Count));
        Assert.Equal((64, 1), (over.Artifacts.Length, over.LeftOut.Count));
    }

    [Theory]
    [InlineData("mkdir deep; for i in {1..70}; do : > deep/f$i; done; : > result.txt", "result.txt")]
    [InlineData(": > .first; for i in {1..70}; do : > .f$i; done; : > result.txt", "result.txt")]
    [InlineData("for i in {10..80}; do : > a$i; done; : > zlast; touch -d 2100-01-01 zlast", "zlast")]
    [InlineData("mkdir -p a/b/c d; for i in {1..70}; do : > a/b/c/f$i; done; : > d/result", "d/result")]
    public async Task Of_too_many_files_those_are_kept_that_a_person_would_look_for(string code, string kept)
    {
        var (result, _) = await KeepAsync(code);

        Assert.Equal(64, result.Artifacts.Length);
        Assert.Contains(kept, PathsOf(result), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_folder_of_a_tool_is_one_entry_that_is_left_out()
    {
        var folder = Path.Combine(fixture.Folder, Guid.NewGuid().ToString("N"));
        var request = SandboxFixture.Request(
            "mkdir -p .git/a .venv/b my/env; : > .git/x; : > .git/a/y; : > my/env/pyvenv.cfg; : > my/env/z; : > ok") with
        {
            ArtifactFolder = folder,
            ToolFolders = new ToolFolders(
                new HashSet<string>([".git", ".venv"], StringComparer.Ordinal).ToFrozenSet(StringComparer.Ordinal), ["pyvenv.cfg"]),
        };

        var result = await fixture.RunAsync(SandboxFixture.Bash(), request);

        Assert.Equal(["ok"], PathsOf(result));
        Assert.Equal(
            [(".git/", LeftOutReason.ToolFolder, 3), (".venv/", LeftOutReason.ToolFolder, 1), ("my/env/", LeftOutReason.ToolFolder, 2)],
            result.LeftOut.Named.Select(static entry => (entry.Path, entry.Reason, entry.Entries)));
    }

    [Fact]
    public async Task Visible_files_in_the_temporary_folder_are_told_and_no_artifacts()
    {
        var (result, _) = await KeepAsync(": > /tmp/out.csv; : > ~/more.txt; : > /tmp/.hidden; mkdir /tmp/folder");

        Assert.Empty(result.Artifacts);
        Assert.Equal(["more.txt", "out.csv"], result.TemporaryFiles.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Artifacts_may_lie_eight_parts_deep()
    {
        var (result, _) = await KeepAsync("mkdir -p 1/2/3/4/5/6/7/8; : > 1/2/3/4/5/6/7/eight; : > 1/2/3/4/5/6/7/8/nine");

        Assert.Equal(["1/2/3/4/5/6/7/eight"], PathsOf(result));
        Assert.Equal(1, result.LeftOut.Count);
    }

    [Fact]
    public async Task A_given_file_may_lie_deeper_and_is_no_artifact()
    {
        var (result, _) = await KeepAsync(":", SandboxFixture.File("1/2/3/4/5/6/7/8/9", "given"));

        Assert.Equal(0, result.LeftOut.Count);
    }

    [Fact]
    public async Task Names_that_look_alike_are_told_apart()
    {
        var (result, _) = await KeepAsync("""echo one > $'\xff'; echo two > $'\xfe'""");

        Assert.Equal(["\ufffd", "\ufffd~2"], PathsOf(result));
    }

    [Fact]
    public async Task Beyond_4096_entries_the_rest_is_only_counted()
    {
        var (result, _) = await KeepAsync("for ((i = 0; i < 5000; i++)); do : > f$i; done");

        Assert.Equal((64, 5000 - 64), (result.Artifacts.Length, result.LeftOut.Count));
    }

    [Fact]
    public async Task Artifacts_may_have_64_mebibytes_in_all()
    {
        var limits = SandboxFixture.Limits with { Processes = 32, FileSize = ByteSize.FromMebibytes(32) };
        var (result, _) = await KeepAsync("truncate -s 32M a b; touch -d @1 a; touch -d @2 b; printf x > c; : > empty", limits);

        Assert.Equal(["b", "c", "empty"], PathsOf(result));
        Assert.Equal(1, result.LeftOut.Count);
    }

    [Fact]
    public async Task What_a_program_left_that_was_timed_out_is_kept()
    {
        var (result, _) = await KeepAsync(
            "echo half > f; while :; do :; done", SandboxFixture.Limits with { Time = TimeSpan.FromMilliseconds(300) });

        Assert.Equal((RunOutcome.TimedOut, "f"), (result.End.Outcome, result.Artifacts.Single().Path));
    }

    [Fact]
    public async Task Artifacts_that_cannot_be_stored_are_left_out_and_the_result_stands()
    {
        var request = SandboxFixture.Request("echo > f; echo ran") with { ArtifactFolder = "/dev/null/folder" };

        var result = await fixture.RunAsync(SandboxFixture.Bash(), request);

        Assert.Equal("ran\n", SandboxFixture.Text(result.StandardOutput));
        Assert.Empty(result.Artifacts);
        Assert.Equal(1, result.LeftOut.Count);
    }

    private static string[] PathsOf(SandboxResult result) => [.. result.Artifacts.Select(static artifact => artifact.Path)];

    private Task<(SandboxResult Result, string Folder)> KeepAsync(string code, params ScratchFile[] files) =>
        KeepAsync(code, SandboxFixture.Limits with { Processes = 32 }, files);

    private async Task<(SandboxResult Result, string Folder)> KeepAsync(
        string code, UltimateMcp.Sandbox.Policy.SandboxLimits limits, params ScratchFile[] files)
    {
        var folder = Path.Combine(fixture.Folder, Guid.NewGuid().ToString("N"));
        var request = SandboxFixture.Request(code, "", files) with { ArtifactFolder = folder };
        var result = await fixture.RunAsync(SandboxFixture.Bash(limits), request);
        Assert.Equal("", Encoding.UTF8.GetString(result.StandardError.Bytes.Span));
        return (result, folder);
    }
}
