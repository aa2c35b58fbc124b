using System.IO.Enumeration;

namespace UltimateMcp.Code.Records;

/// <summary>Approximate disk usage of a record: its files in whole blocks. Sparse files take less.</summary>
internal static class RecordSize
{
    private const long Block = 4096;

    /// <summary>0 if another server has removed it.</summary>
    public static long Of(string folder, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var sizes = new FileSystemEnumerable<long>(
                folder, static (ref FileSystemEntry entry) => entry.IsDirectory ? Block : InBlocks(entry.Length), AllEntries);
            return Block + sizes.Sum();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static readonly EnumerationOptions AllEntries = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };

    private static long InBlocks(long bytes) => (bytes + Block - 1) / Block * Block;
}
