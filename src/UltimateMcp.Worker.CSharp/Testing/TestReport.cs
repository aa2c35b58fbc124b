using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using UltimateMcp.Worker.CSharp.Compiling;

namespace UltimateMcp.Worker.CSharp.Testing;

/// <summary>Writes events, a line of JSON each (UltimateMcp.Code/Testing/TestEvent.cs).</summary>
/// <param name="nonce">Null: nothing is written.</param>
internal sealed partial class TestReport(string? nonce)
{
    private const int MaximumMessage = 4000;

    private readonly Lock _lock = new();

    internal void Send(string kind, Action<Utf8JsonWriter> writeFields)
    {
        if (nonce is null)
        {
            return;
        }

        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("n", nonce);
            json.WriteString("t", kind);
            writeFields(json);
            json.WriteEndObject();
        }

        lock (_lock)
        {
            Descriptors.SendReport(Encoding.UTF8.GetString(line.WrittenSpan) + "\n");
        }
    }

    internal void Finish() => Send("session_finished", static _ => { });

    /// <param name="path">Relative to the scratch folder.</param>
    internal void CollectError(string message, string? path, int? line) => Send("collect_error", json =>
    {
        json.WriteString("message", Cut(message));
        WritePlace(json, path, line);
    });

    internal void Start(int id, string name, int? line) => Send("start", json =>
    {
        json.WriteNumber("id", id);
        json.WriteString("name", Cut(name));
        WritePlace(json, SourceFiles.MainName, line);
    });

    internal void End(int id, string outcome, decimal seconds, string? message, string? stackTrace) => Send("end", json =>
    {
        json.WriteNumber("id", id);
        json.WriteString("outcome", outcome);
        json.WriteNumber("ms", (long)(seconds * 1000));
        json.WriteString("message", message is null ? null : Cut(message));
        var (path, line) = PlaceIn(stackTrace);
        WritePlace(json, path, line);
    });

    /// <summary>The innermost frame in the main file, else in another source.</summary>
    internal static (string? Path, int? Line) PlaceIn(string? stackTrace)
    {
        var frames = Frame().Matches(stackTrace ?? "");
        var frame = frames.FirstOrDefault(static one => one.Groups["path"].Value == SourceFiles.MainName) ?? frames.FirstOrDefault();
        return frame is null ? (null, null) : (frame.Groups["path"].Value, int.Parse(frame.Groups["line"].ValueSpan));
    }

    private static void WritePlace(Utf8JsonWriter json, string? path, int? line)
    {
        json.WriteString("file", path);
        if (line is { } number)
        {
            json.WriteNumber("line", number);
        }
    }

    private static string Cut(string text) => text.Length > MaximumMessage ? text[..MaximumMessage] : text;

    [GeneratedRegex(@" in /scratch/(?<path>[^\n]+):line (?<line>\d{1,9})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Frame();
}
