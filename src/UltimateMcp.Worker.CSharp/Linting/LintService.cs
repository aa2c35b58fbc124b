using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace UltimateMcp.Worker.CSharp.Linting;

/// <summary>
/// Answers requests to lint, one after another, until the server closes the stream. They are messages of JSON-RPC 2.0 with the
/// header of the Language Server Protocol.
/// </summary>
internal static class LintService
{
    internal static void Run()
    {
        var linter = new CodeLinter();
        Descriptors.SignalReady();
        var (requests, answers) = Descriptors.OpenService();
        using (requests)
        using (answers)
        {
            while (Read(requests) is { } request)
            {
                Write(answers, new LintAnswer("2.0", request.Id, linter.Lint(request.Params.Code, request.Params.Files)));
            }
        }
    }

    /// <summary>Null at the end of the stream.</summary>
    private static LintCall? Read(Stream stream)
    {
        var header = new List<byte>();
        while (!header.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            if (stream.ReadByte() is var next && next < 0)
            {
                return null;
            }

            header.Add((byte)next);
        }

        var name = "Content-Length: "u8;
        _ = Utf8Parser.TryParse(header.ToArray().AsSpan(name.Length), out int length, out _);
        var content = new byte[length];
        stream.ReadExactly(content);
        return JsonSerializer.Deserialize(content, LintJson.Default.LintCall);
    }

    private static void Write(Stream stream, LintAnswer answer)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(answer, LintJson.Default.LintAnswer);
        var header = string.Create(CultureInfo.InvariantCulture, $"Content-Length: {content.Length}\r\n\r\n");
        stream.Write([.. Encoding.ASCII.GetBytes(header), .. content]);
    }
}

internal sealed record LintCall(int Id, LintParameters Params);

/// <param name="Files">Path and text of the other sources.</param>
internal sealed record LintParameters(string Code, Dictionary<string, string> Files);

internal sealed record LintAnswer(string Jsonrpc, int Id, LintReport Result);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LintCall))]
[JsonSerializable(typeof(LintAnswer))]
internal sealed partial class LintJson : JsonSerializerContext;
