using UltimateMcp.Code.Workspaces;

namespace UltimateMcp.Tests.Code.Workspaces;

public sealed class WorkspaceCatalogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("um-workspace-").FullName;
    private readonly ManualTime _clock = new();

    public WorkspaceCatalogTests()
    {
        File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);
        Directory.CreateDirectory($"{_folder}/data");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_that_goes_away_is_reported_and_one_that_comes_back_is_shown()
    {
        var catalog = new WorkspaceCatalog([$"{_folder}/data"], [], _clock);
        Assert.Equal("/workspace/data", Assert.Single(catalog.Read()).Bind?.Target);

        Directory.Delete($"{_folder}/data");
        var gone = Assert.Single(catalog.Read());
        Assert.Equal((null, $"{_folder}/data does not exist"), (gone.Bind, gone.Fault));

        Directory.CreateDirectory($"{_folder}/data");
        Assert.NotNull(Assert.Single(catalog.Read()).Bind);
    }

    [Fact]
    public void A_folder_is_looked_through_again_after_a_while()
    {
        var catalog = new WorkspaceCatalog([$"{_folder}/data"], [], _clock);
        Assert.Empty(Assert.Single(catalog.Read()).Bind!.MaskedFiles);
        using var socket = new System.Net.Sockets.Socket(
            System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint($"{_folder}/data/agent"));

        Assert.Empty(Assert.Single(catalog.Read()).Bind!.MaskedFiles);
        _clock.Advance(WorkspaceCatalog.ScanLifetime + TimeSpan.FromSeconds(1));

        Assert.Equal(["/workspace/data/agent"], Assert.Single(catalog.Read()).Bind!.MaskedFiles);
    }

    [Fact]
    public void Without_the_setting_there_is_none() => Assert.Empty(new WorkspaceCatalog([], [], _clock).Read());
}
