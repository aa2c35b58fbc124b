using System.Collections.Concurrent;
using UltimateMcp.EndToEnd.Attacks;

[assembly: AssemblyFixture(typeof(AttackServers))]

namespace UltimateMcp.EndToEnd.Attacks;

/// <summary>
/// Servers with default settings, one an identity, shared by all attacks that leave them as they were. Started when
/// first asked for.
/// </summary>
public sealed class AttackServers : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<AttackServer>>> _servers = new(StringComparer.Ordinal);

    public Task<AttackServer> OfAsync(Identity identity) => OfAsync(identity, settings: []);

    /// <summary>One that differs by a setting.</summary>
    public Task<AttackServer> OfAsync(Identity identity, string setting, string value) => OfAsync(identity, (setting, value));

    public Task<AttackServer> OfAsync(Identity identity, params (string Name, string Value)[] settings) =>
        _servers.GetOrAdd(
            $"{identity} {string.Join(' ', settings)}", _ => new(() => AttackServer.StartAsync(identity, null, settings))).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers.Values)
        {
            await (await server.Value).DisposeAsync();
        }
    }
}
