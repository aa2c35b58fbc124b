using System.Collections.Concurrent;
using System.Text;

namespace UltimateMcp.Code.Languages;

/// <summary>
/// The embedded sources of the workers and of the scripts that list an interpreter's files, by path below
/// <c>Languages</c>.
/// </summary>
internal static class WorkerFiles
{
    private static readonly ConcurrentDictionary<string, byte[]> Loaded = new(StringComparer.Ordinal);

    public static string Text(string name) => Encoding.UTF8.GetString(Read(name).Span);

    public static ReadOnlyMemory<byte> Read(string name) => Loaded.GetOrAdd(name, static file =>
    {
        using var source = typeof(WorkerFiles).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"No file is embedded as \"{file}\".");
        var bytes = new byte[source.Length];
        source.ReadExactly(bytes);
        return bytes;
    });
}
