using System.Collections.Concurrent;

namespace UltimateMcp.Code.Languages;

/// <summary>The workers' sources, carried in this assembly.</summary>
internal static class WorkerFiles
{
    private static readonly ConcurrentDictionary<string, byte[]> Loaded = new(StringComparer.Ordinal);

    public static ReadOnlyMemory<byte> Read(string name) => Loaded.GetOrAdd(name, static file =>
    {
        using var source = typeof(WorkerFiles).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"No worker is embedded as \"{file}\".");
        var bytes = new byte[source.Length];
        source.ReadExactly(bytes);
        return bytes;
    });
}
