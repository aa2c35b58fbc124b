using System.Text;

namespace UltimateMcp.Code.Output;

/// <summary>What a file holds, told by its content: a picture that a model can see, text, or bytes.</summary>
public static class MediaType
{
    public const string Text = "text/plain";
    public const string Bytes = "application/octet-stream";

    /// <summary>Bytes that <see cref="Of"/> wants to see of a file's start.</summary>
    public const int Needed = 4096;

    public static string Of(ReadOnlySpan<byte> start) => start switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => "image/gif",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => "application/pdf",
        [(byte)'P', (byte)'K', 3, 4, ..] => "application/zip",
        _ => IsText(start) ? Text : Bytes,
    };

    public static bool IsImage(string mediaType) => mediaType.StartsWith("image/", StringComparison.Ordinal);

    /// <exception cref="IOException">The file cannot be read.</exception>
    public static string OfFile(string path)
    {
        using var file = File.OpenHandle(path);
        var start = new byte[Needed];
        var count = RandomAccess.Read(file, start, 0);
        return Of(start.AsSpan(0, count));
    }

    private static bool IsText(ReadOnlySpan<byte> start)
    {
        if (start.Contains((byte)0))
        {
            return false;
        }

        while (!start.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(start, out _, out var consumed);
            if (status == System.Buffers.OperationStatus.NeedMoreData)
            {
                return true;
            }

            if (status != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            start = start[consumed..];
        }

        return true;
    }
}
