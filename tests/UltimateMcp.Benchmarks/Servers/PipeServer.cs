using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace UltimateMcp.Benchmarks.Servers;

/// <summary>
/// A server behind pipes, spoken to with blocking writes and reads and without a client library: what is measured is the server,
/// and both contestants are measured through the same few lines.
/// </summary>
internal sealed class PipeServer : IDisposable
{
    private readonly Process _process;
    private readonly Stream _input;
    private readonly Stream _output;
    private readonly DirectoryInfo _home;
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private int _lastId;

    private PipeServer(Process process, DirectoryInfo home)
    {
        (_process, _home) = (process, home);
        (_input, _output) = (process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
    }

    public static PipeServer Start(string program, IReadOnlyList<string> arguments, IReadOnlyList<(string Name, string Value)> settings)
    {
        var home = Directory.CreateTempSubdirectory("ultimate-mcp-benchmark-");
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        start.Environment["ULTIMATE_MCP_HOME"] = home.FullName;
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return new PipeServer(Process.Start(start)!, home);
    }

    public void Initialize()
    {
        const string parameters = """{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"benchmark","version":"1"}}""";
        Request("initialize", parameters);
        Write(Encoding.UTF8.GetBytes("""{"jsonrpc":"2.0","method":"notifications/initialized"}""" + "\n"));
    }

    /// <summary>Calls a tool and returns its result, which must not be an error.</summary>
    public JsonNode Call(string tool, JsonObject arguments) => Checked(Exchange(CallLine(tool, arguments, ++_lastId)));

    /// <summary>
    /// The file that runs programs of a language, as a program itself says: never a shim that happens to be first on
    /// PATH.
    /// </summary>
    public string Interpreter(string language)
    {
        var code = language switch
        {
            "python" => "import sys; print(sys.executable)",
            "javascript" or "typescript" => "console.log(process.execPath)",
            "csharp" => "Console.WriteLine(Environment.ProcessPath);",
            "bash" => "echo $BASH",
            _ => throw new ArgumentOutOfRangeException(nameof(language), language, "No program is known that names its interpreter."),
        };
        return ((string?)Call("execute_code", new JsonObject { ["language"] = language, ["code"] = code, ["fresh"] = true })
            ["structuredContent"]!["stdout"])!.Trim();
    }

    /// <summary>From the first byte written to the last byte of the reply read; building and checking lie outside.</summary>
    public TimeSpan TimeCall(string tool, JsonObject arguments)
    {
        var line = CallLine(tool, arguments, ++_lastId);
        var started = Stopwatch.GetTimestamp();
        var reply = Exchange(line);
        var elapsed = Stopwatch.GetElapsedTime(started);
        Checked(reply);
        return elapsed;
    }

    /// <summary>Sends a call whose reply is not waited for: <see cref="TimeCallAmong"/> and <see cref="Finish"/> read it.</summary>
    public void Begin(string tool, JsonObject arguments)
    {
        Write(CallLine(tool, arguments, ++_lastId));
        Unanswered++;
    }

    /// <summary>Calls begun that have no reply yet.</summary>
    public int Unanswered { get; private set; }

    /// <summary>As <see cref="TimeCall"/>, while other calls are under way.</summary>
    public TimeSpan TimeCallAmong(string tool, JsonObject arguments)
    {
        var line = CallLine(tool, arguments, ++_lastId);
        var mark = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\"id\":{_lastId},"));
        var started = Stopwatch.GetTimestamp();
        var reply = Exchange(line);
        while (reply.Span.IndexOf(mark) < 0)
        {
            Unanswered--;
            reply = ReadLine();
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        Checked(reply);
        return elapsed;
    }

    /// <summary>Reads replies until no call is under way.</summary>
    public void Finish()
    {
        for (; Unanswered > 0; Unanswered--)
        {
            ReadLine();
        }
    }

    /// <summary>
    /// Makes <paramref name="count"/> calls with as many as <paramref name="inFlight"/> open at any time, and returns
    /// how long all took.
    /// </summary>
    public TimeSpan TimeCalls(string tool, JsonObject arguments, int count, int inFlight)
    {
        var first = _lastId + 1;
        _lastId += count;
        var lines = Enumerable.Range(first, count).Select(id => CallLine(tool, arguments, id)).ToList();
        var started = Stopwatch.GetTimestamp();
        for (var sent = 0; sent < inFlight; sent++)
        {
            Write(lines[sent]);
        }

        var failed = 0;
        for (var (received, sent) = (0, inFlight); received < count; received++)
        {
            failed += ReadLine().Span.IndexOf("\"isError\":true"u8) >= 0 ? 1 : 0;
            if (sent < count)
            {
                Write(lines[sent++]);
            }
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        return failed == 0 ? elapsed : throw new InvalidOperationException($"{failed} of {count} calls of {tool} failed.");
    }

    /// <summary>All that it has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>A size of this process in MiB as the kernel counts it, such as <c>VmRSS</c> or <c>VmHWM</c>.</summary>
    public double Mebibytes(string counter)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith(counter + ":", StringComparison.Ordinal));
        return int.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0;
    }

    public void Dispose()
    {
        _input.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(5)))
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        _home.Delete(recursive: true);
    }

    private static byte[] CallLine(string tool, JsonObject arguments, int id) => RequestLine("tools/call",
        new JsonObject { ["name"] = tool, ["arguments"] = arguments.DeepClone() }.ToJsonString(), id);

    private static byte[] RequestLine(string method, string parameters, int id) => Encoding.UTF8.GetBytes(
        string.Create(
            CultureInfo.InvariantCulture, $$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{{parameters}}}""") + "\n");

    private void Request(string method, string parameters)
    {
        var reply = JsonNode.Parse(Exchange(RequestLine(method, parameters, ++_lastId)).Span)!;
        _ = reply["result"] ?? throw new InvalidOperationException($"{method} was refused: {reply.ToJsonString()}");
    }

    /// <summary>A program that did not do its work is no sample, however fast it was.</summary>
    private JsonNode Checked(ReadOnlyMemory<byte> reply)
    {
        var message = JsonNode.Parse(reply.Span)!;
        var isGood = (int?)message["id"] == _lastId
            && message["result"] is { } result
            && (bool?)result["isError"] != true
            && (int?)result["structuredContent"]?["exit_code"] is null or 0;
        return isGood
            ? message["result"]!
            : throw new InvalidOperationException($"Not the good reply to request {_lastId}: {message.ToJsonString()}");
    }

    private ReadOnlyMemory<byte> Exchange(byte[] line)
    {
        Write(line);
        return ReadLine();
    }

    private void Write(byte[] line)
    {
        _input.Write(line);
        _input.Flush();
    }

    /// <summary>Valid until the next read.</summary>
    private ReadOnlyMemory<byte> ReadLine()
    {
        var searched = 0;
        while (true)
        {
            var length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = _buffer.AsMemory(_start, searched + length);
                _start += searched + length + 1;
                return line;
            }

            searched = _end - _start;
            MakeRoom();
            var read = _output.Read(_buffer, _end, _buffer.Length - _end);
            _end += read > 0 ? read : throw new EndOfStreamException("The server has closed its output.");
        }
    }

    private void MakeRoom()
    {
        var target = _end - _start > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
        Buffer.BlockCopy(_buffer, _start, target, 0, _end - _start);
        (_buffer, _end, _start) = (target, _end - _start, 0);
    }
}
