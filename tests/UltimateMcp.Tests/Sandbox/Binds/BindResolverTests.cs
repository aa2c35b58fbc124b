using System.Collections.Immutable;
using System.Net.Sockets;
using UltimateMcp.Sandbox.Binds;

namespace UltimateMcp.Tests.Sandbox.Binds;

public sealed class BindResolverTests : IDisposable
{
    private const UnixFileMode Everyone = (UnixFileMode)0b111_101_101;
    private const UnixFileMode OwnerOnly = (UnixFileMode)0b111_000_000;
    private static readonly SandboxUser OwnUser = new(IsUnprivileged: false, CanMount: false);
    private static readonly SandboxUser Nobody = new(IsUnprivileged: true, CanMount: false);

    private readonly string _folder = Directory.CreateTempSubdirectory("um-bind-").FullName;
    private readonly string _executable;
    private readonly string _library;

    public BindResolverTests()
    {
        File.SetUnixFileMode(_folder, Everyone);
        foreach (var folder in (string[])["install", "install/bin", "install/lib", "install/lib/python3.12", "install/lib/python3.12/json"])
        {
            Directory.CreateDirectory($"{_folder}/{folder}", Everyone);
            File.SetUnixFileMode($"{_folder}/{folder}", Everyone);
        }

        (_executable, _library) = ($"{_folder}/install/bin/python3", $"{_folder}/install/lib/python3.12");
        Write(_executable);
        Write($"{_library}/os.py");
        Write($"{_folder}/install/.env");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Below_usr_nothing_has_to_be_bound() =>
        Assert.Empty(Binds(new ProgramFiles("/usr/bin/bash", ["/usr/share"], [], ["/lib/os-release"])));

    [Fact]
    public void Elsewhere_the_file_and_the_library_are_bound_and_not_the_installation() =>
        Assert.Equal(
            [$"{_executable} False", $"{_library} True"], Binds(Program(_library)).Select(bind => $"{bind.Target} {bind.IsFolder}"));

    [Fact]
    public void Hidden_entries_and_what_is_no_file_are_masked_wherever_they_are()
    {
        Write($"{_library}/.env");
        Write($"{_library}/json/.netrc");
        Directory.CreateDirectory($"{_library}/json/.git");
        Write($"{_library}/json/.git/config");
        Directory.CreateDirectory($"{_library}/numpy/.libs");
        Write($"{_library}/numpy/.libs/libblas.so");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint($"{_library}/agent"));

        var bind = Assert.Single(Binds(Program(_library)), bind => bind.IsFolder);

        Assert.Equal([$"{_library}/.env", $"{_library}/agent", $"{_library}/json/.netrc"], bind.MaskedFiles.Order(StringComparer.Ordinal));
        Assert.Equal([$"{_library}/json/.git"], bind.MaskedFolders);
    }

    [Fact]
    public void As_many_hidden_files_as_can_be_masked_are_and_with_one_more_the_folder_is_not_shown()
    {
        for (var i = 0; i < FolderScan.MaximumMasks; i++)
        {
            Write($"{_library}/.{i}");
        }

        Assert.Equal(FolderScan.MaximumMasks, Binds(Program(_library)).Sum(bind => bind.MaskedFiles.Length));
        Write($"{_library}/.more");
        Assert.Contains("hidden or special entries", Fault(Program(_library)), StringComparison.Ordinal);
        Assert.Equal([_executable], Binds(new ProgramFiles(_executable, [], [_library], [])).Select(bind => bind.Target));
    }

    [Fact]
    public void What_holds_the_interpreter_is_no_library_and_neither_is_a_folder_of_programs()
    {
        Assert.Contains("contains the interpreter", Fault(Program($"{_folder}/install")), StringComparison.Ordinal);
        Assert.Contains("bin", Fault(Program($"{_folder}/install/bin")), StringComparison.Ordinal);
        Directory.CreateDirectory($"{_folder}/other/bin");
        Assert.Contains("contains programs", Fault(Program($"{_folder}/other/bin")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_that_is_or_holds_a_private_place_is_never_shown()
    {
        Directory.CreateSymbolicLink($"{_folder}/home", _library + "/json");

        Assert.Contains("private", Fault(Program(_library), $"{_folder}/home"), StringComparison.Ordinal);
        Assert.Contains("private", Fault(Program($"{_library}/json"), $"{_folder}/home"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_installation_in_a_home_is_shown_without_it() =>
        Assert.Equal([_executable, _library], Binds(Program(_library), $"{_folder}/install").Select(bind => bind.Target));

    [Fact]
    public void A_link_is_bound_at_its_own_name_to_what_it_leads_to()
    {
        Directory.CreateSymbolicLink($"{_folder}/install/lib/alias", "python3.12");
        Directory.CreateSymbolicLink($"{_folder}/install/lib/system", "/usr/share");

        var binds = Binds(Program($"{_folder}/install/lib/alias", $"{_folder}/install/lib/system"));

        Assert.Contains(binds, bind => bind.Target == $"{_folder}/install/lib/alias" && bind.Source == _library);
        Assert.Contains(binds, bind => bind.Target == $"{_folder}/install/lib/system" && bind.Source == "/usr/share");
    }

    [Fact]
    public void A_link_in_a_library_that_leads_out_of_it_gets_its_target_where_that_is_needed()
    {
        Write($"{_folder}/install/extra.so");
        File.CreateSymbolicLink($"{_library}/extra.so", $"{_folder}/install/extra.so");

        var binds = Binds(new ProgramFiles(_executable, [_library], [], [$"{_library}/extra.so"]));

        Assert.Contains(binds, bind => bind.Target == $"{_folder}/install/extra.so");
    }

    [Fact]
    public void Root_s_sandbox_cannot_use_what_others_cannot_reach()
    {
        File.SetUnixFileMode($"{_folder}/install", OwnerOnly);

        var root = new BindResolver(PrivatePaths.Find([]), Nobody).FaultOf(Program(_library), out _);

        Assert.Contains("cannot be read", root, StringComparison.Ordinal);
        Assert.NotEmpty(Binds(Program(_library)));
    }

    [Fact]
    public void Root_mounts_what_lies_below_a_folder_that_the_sandbox_s_user_cannot_enter()
    {
        File.SetUnixFileMode($"{_folder}/install", OwnerOnly);
        var resolver = new BindResolver(PrivatePaths.Find([]), Nobody with { CanMount = true });

        Assert.Null(resolver.FaultOf(Program(_library), out var binds));

        Assert.Equal(
            [$"{_executable} {_folder}/install/bin", $"{_library} {_folder}/install/lib"],
            binds.Select(bind => $"{bind.Source} {bind.RootMount}"));
    }

    [Fact]
    public void What_is_closed_itself_is_refused_with_the_command_that_opens_it()
    {
        File.SetUnixFileMode(_library, OwnerOnly);
        var resolver = new BindResolver(PrivatePaths.Find([]), Nobody with { CanMount = true });

        var fault = resolver.FaultOf(Program(_library), out _);

        Assert.EndsWith($"chmod -R o+rX {_library}", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_folder_is_shown_with_its_hidden_files_and_without_sockets()
    {
        Write($"{_library}/.env");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint($"{_library}/agent"));

        Assert.Null(Whole(_library, out var bind));

        Assert.Equal((_library, "/workspace/data"), (bind.Source, bind.Target));
        Assert.Equal(["/workspace/data/agent"], bind.MaskedFiles);
        Assert.Empty(bind.MaskedFolders);
    }

    [Fact]
    public void What_the_sandbox_s_user_cannot_enter_needs_no_mask()
    {
        Directory.CreateDirectory($"{_library}/closed", OwnerOnly);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint($"{_library}/closed/agent"));

        Assert.Null(new BindResolver(PrivatePaths.Find([]), Nobody).FaultOfWholeFolder(_library, "/workspace/data", out var bind));

        Assert.Empty(bind.MaskedFiles);
    }

    [Theory]
    [InlineData("none", "does not exist")]
    [InlineData("install/bin/python3", "is not a folder")]
    public void A_whole_folder_must_be_there(string name, string fault) =>
        Assert.Equal($"{_folder}/{name} {fault}", Whole($"{_folder}/{name}", out _));

    [Fact]
    public void A_receipt_names_what_is_visible_and_tells_several_files_of_a_folder_as_one()
    {
        ReadOnlyBind[] binds =
        [
            new("/a", "/opt/lib/python3.12", true, [], []), new("/b", "/opt/bin/python3.12", false, [], []),
            new("/c", "/opt/lib/libssl.so", false, [], []), new("/d", "/opt/lib/libffi.so", false, [], []),
        ];

        Assert.Equal("scratch only", ReadOnlyBind.Summarize([]));
        Assert.Equal("scratch; read-only: /opt/bin/python3.12, /opt/lib/ (2 files), /opt/lib/python3.12", ReadOnlyBind.Summarize(binds));
    }

    private static ImmutableArray<ReadOnlyBind> Binds(ProgramFiles program, params string[] homes)
    {
        Assert.Null(new BindResolver(PrivatePaths.Find(homes), OwnUser).FaultOf(program, out var binds));
        return binds;
    }

    private static string? Whole(string folder, out ReadOnlyBind bind) =>
        new BindResolver(PrivatePaths.Find([]), OwnUser).FaultOfWholeFolder(folder, "/workspace/data", out bind);

    private static string? Fault(ProgramFiles program, params string[] homes) =>
        new BindResolver(PrivatePaths.Find(homes), OwnUser).FaultOf(program, out _);

    private ProgramFiles Program(params string[] folders) => new(_executable, [.. folders], [], []);

    private static void Write(string path)
    {
        File.WriteAllText(path, "");
        File.SetUnixFileMode(path, Everyone);
    }
}
