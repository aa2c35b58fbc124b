using System.Globalization;
using System.Net;
using System.Net.Sockets;
using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Testing;

namespace UltimateMcp.EndToEnd.Attacks;

/// <summary>Tests are confined as programs are, in every language.</summary>
public class TestAttacks(AttackServers servers)
{
    /// <summary>Reads a file and connects to a port of the host; it passes if neither can be done.</summary>
    private static string TestsOf(string language, string file, int port) => language switch
    {
        "python" => $"""
            import socket
            def test_file():
                try: text = open({Quoted(file)}).read()
                except FileNotFoundError: return
                assert False, text
            def test_network():
                try: socket.create_connection(("127.0.0.1", {Text(port)}), timeout=5)
                except ConnectionRefusedError: return
                assert False
            """,
        "bash" => $"""
            test_file() ( ! [[ -e {Quoted(file)} ]] )
            test_network() ( ! (exec 9<>/dev/tcp/127.0.0.1/{Text(port)}) )
            """,
        "csharp" => $$"""
            public class T
            {
                [Fact] public void File() => Assert.ThrowsAny<IOException>(() => System.IO.File.ReadAllText({{Quoted(file)}}));
                [Fact] public void Network() => Assert.Throws<System.Net.Sockets.SocketException>(
                    () => new System.Net.Sockets.TcpClient("127.0.0.1", {{Text(port)}}));
            }
            """,
        _ => $$"""
            import test from 'node:test'; import assert from 'node:assert'; import fs from 'node:fs'; import net from 'node:net';
            test('file', () => { assert.throws(() => fs.readFileSync({{Quoted(file)}}), { code: 'ENOENT' }); });
            test('network', async () => {
              const code = await new Promise((done) => {
                const socket = net.connect({{Text(port)}}, '127.0.0.1', () => done('connected'));
                socket.on('error', (error) => done(error.code));
              });
              assert.equal(code, 'ECONNREFUSED');
            });
            """,
    };

    [Theory]
    [EachIdentity("python")]
    [EachIdentity("javascript")]
    [EachIdentity("typescript")]
    [EachIdentity("bash")]
    [EachIdentity("csharp")]
    [Trait("Attack", "137")]
    public async Task A_test_reaches_neither_files_of_the_host_nor_its_network(Identity identity, string language)
    {
        var server = await servers.OfAsync(identity);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        using var outside = new TcpClient();
        await outside.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
        var inside = await server.Server.RunTestsAsync(TestsOf(language, server.SecretFile, port), language);

        Assert.True(outside.Connected);
        Assert.NotEmpty(await File.ReadAllTextAsync(server.SecretFile, TestContext.Current.CancellationToken));
        Assert.True(inside.Outcome == "passed", inside.Text);
        Assert.Equal((2, 0, 0, 0), inside.Counts());
    }

    /// <summary>Attacks on the kernel's interface.</summary>
    [Theory]
    [EachIdentity("holes.py")]
    [EachIdentity("kernel.py")]
    [EachIdentity("locks.py")]
    [EachIdentity("namespaces.py")]
    [EachIdentity("proc_write.py")]
    [EachIdentity("protocols.py")]
    [EachIdentity("rights.py")]
    [Trait("Attack", "137")]
    public async Task An_attack_gets_the_same_answers_as_a_test_as_it_gets_as_a_program(Identity identity, string name)
    {
        var server = await servers.OfAsync(identity);
        var act = new Act(name);
        var files = TestCalls.Files([(name, act.Code), .. act.Files.Select(file => (file.Key, file.Value))]);

        var program = await server.InsideAsync(act);
        var ofPython = await server.Server.RunTestsAsync(
            $"import runpy, sys\ndef test_act():\n    sys.argv = ['{name}']\n    runpy.run_path('{name}', run_name='__main__')\n",
            more: files);
        var ofBash = await server.Server.RunTestsAsync($"test_act() {{ python3 {name}; }}\n", "bash", files);
        var inBash = await server.InsideAsync(act with { RunAs = "bash" });

        AreSame(program, ofPython);
        AreSame(inBash, ofBash);
    }

    private static void AreSame(Answers program, ToolAnswer test)
    {
        Assert.True(test.Outcome == "passed", test.Text);
        var answers = Answers.Of(test.Stdout);
        Assert.NotEmpty(program.Names);
        Assert.All(program.Names, name => Assert.Equal($"{name} {program[name]}", $"{name} {answers[name]}"));
    }

    private static string Quoted(string text) => $"\"{text}\"";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
