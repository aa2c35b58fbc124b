using ModelContextProtocol.Protocol;

namespace UltimateMcp.Transcript;

/// <summary>Writes a conversation for a reader: what the client asks, what the server answers, how long it took.</summary>
internal sealed class Transcriber(TextWriter output)
{
    private const int Width = 78;

    /// <summary>Longer lines are truncated.</summary>
    private const int LongestLine = 130;

    private const string Code = "code";

    public void Open(Implementation? server, string? version, IEnumerable<string> tools)
    {
        output.WriteLine($"{server?.Name} {server?.Version}, protocol {version}, offers {string.Join(", ", tools)}");
    }

    public void Show(string title, string tool, IReadOnlyDictionary<string, object?> arguments, CallToolResult result, TimeSpan elapsed)
    {
        Headline(title);
        var rest = arguments.Where(argument => !TextsOf(argument).Any()).Select(argument => $" {argument.Key}={argument.Value}");
        output.WriteLine($"client ▸ {tool}{string.Concat(rest)}");
        foreach (var (name, text) in arguments.SelectMany(TextsOf))
        {
            if (name != Code)
            {
                output.WriteLine($"       ├ {name}");
            }

            Indent(text, "       │ ");
        }

        output.WriteLine($"server ◂ {(result.IsError == true ? "error, " : "")}{elapsed.TotalMilliseconds:0.0} ms");
        foreach (var text in result.Content.OfType<TextContentBlock>())
        {
            Indent(text.Text, "       │ ");
        }

        foreach (var picture in result.Content.OfType<ImageContentBlock>())
        {
            Indent($"[{picture.MimeType}, {picture.DecodedData.Length} bytes]", "       │ ");
        }
    }

    /// <returns>True: a missing toolchain is not the server's fault.</returns>
    public bool LeaveOut(Step step, string why)
    {
        Headline(step.Title);
        output.WriteLine($"left out, {step.Language} is not available here: {why}");
        return true;
    }

    public bool Complain(string expectation)
    {
        output.WriteLine($"!! This should have been {expectation}.");
        return false;
    }

    public bool Close(bool isGood)
    {
        Headline(isGood ? "All as it should be" : "Not all was as it should be: see the lines that begin with !!");
        return isGood;
    }

    /// <summary>What is shown in lines of its own: code, tests, and files.</summary>
    private static IEnumerable<(string Name, string Text)> TextsOf(KeyValuePair<string, object?> argument) => argument.Value switch
    {
        IReadOnlyDictionary<string, object?> files => files.Select(file => (file.Key, (string)file.Value!)),
        string text when argument.Key == Code || text.Contains('\n', StringComparison.Ordinal) => [(argument.Key, text)],
        _ => [],
    };

    private void Headline(string title)
    {
        output.WriteLine();
        output.WriteLine($"── {title} ".PadRight(Width, '─'));
    }

    private void Indent(string text, string margin)
    {
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            output.WriteLine(margin + (line.Length > LongestLine ? line[..LongestLine] + "…" : line));
        }
    }
}
