using System.Globalization;
using System.Text;

namespace UltimateMcp.Worker.CSharp;

/// <summary>
/// How the program ended, one line of JSON. It is written without a JSON library, which the program would see among its
/// loaded assemblies.
/// </summary>
internal sealed class Report(string nonce)
{
    private const int MaximumType = 200;
    private const int MaximumMessage = 4000;

    private int _sent;

    /// <summary>Only the first report counts.</summary>
    internal void Send(int exitCode, Failure? failure)
    {
        if (Interlocked.Exchange(ref _sent, 1) != 0)
        {
            return;
        }

        var line = new StringBuilder("{\"nonce\":").Append(Quoted(nonce, nonce.Length)).Append(",\"exit\":").Append(Number(exitCode));
        if (failure is not null)
        {
            line.Append(",\"type\":").Append(Quoted(failure.Type, MaximumType));
            line.Append(",\"message\":").Append(Quoted(failure.Message, MaximumMessage));
            Append(line, "line", failure.Line is { } number ? Number(number) : null);
            Append(line, "errno", failure.Errno is { } errno ? Number(errno) : null);
            Append(line, "refused", failure.Refused is { } refused ? Quoted(refused, refused.Length) : null);
        }

        Descriptors.SendReport(line.Append("}\n").ToString());
    }

    private static void Append(StringBuilder line, string name, string? value)
    {
        if (value is not null)
        {
            line.Append(",\"").Append(name).Append("\":").Append(value);
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A JSON string in ASCII. A lone surrogate becomes U+FFFD, since JSON readers reject it.</summary>
    private static string Quoted(string text, int maximum)
    {
        var quoted = new StringBuilder("\"");
        for (var i = 0; i < Math.Min(text.Length, maximum); i++)
        {
            var isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (isPair)
            {
                AppendEscaped(quoted, text[i++]);
            }

            AppendEscaped(quoted, char.IsSurrogate(text[i]) && !isPair ? '\ufffd' : text[i]);
        }

        return quoted.Append('"').ToString();
    }

    private static void AppendEscaped(StringBuilder quoted, char unit)
    {
        if (unit is >= ' ' and <= '~' and not ('"' or '\\'))
        {
            quoted.Append(unit);
        }
        else
        {
            quoted.Append("\\u").Append(((int)unit).ToString("x4", CultureInfo.InvariantCulture));
        }
    }
}

/// <summary>What ended the program: an uncaught exception, or the first error of the compiler.</summary>
/// <param name="Line">Line in the main file, from 1.</param>
/// <param name="Refused">The unavailable resource behind it: memory, process or thread.</param>
internal sealed record Failure(string Type, string Message, int? Line, int? Errno = null, string? Refused = null);
