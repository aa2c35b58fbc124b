using System.Globalization;
using System.Text;
using Serilog;
using Serilog.Sinks.File;

namespace UltimateMcp.Server.Hosting.Logs;

/// <summary>
/// The log file of this process. Several servers share a home, so each writes its own files, and each deletes all but
/// the newest when it opens one. A server can go on writing to its file after another has deleted it.
/// </summary>
internal sealed class LogFile(string folder, TimeProvider time)
{
    public const int FilesKept = 10;

    private const long LargestFile = 10 * 1024 * 1024;
    private const string Pattern = "ultimate-mcp-*.log";

    public string Folder { get; } = folder;

    public string Path { get; } = System.IO.Path.Combine(
        folder,
        string.Create(CultureInfo.InvariantCulture, $"ultimate-mcp-{time.GetLocalNow():yyyyMMdd}-{Environment.ProcessId}.log"));

    /// <summary>
    /// Creates the folder and the file; false, with the reason, if that is not possible. The sink itself would fail
    /// silently.
    /// </summary>
    public bool TryPrepare(out string why)
    {
        try
        {
            Directory.CreateDirectory(Folder);
            File.OpenHandle(Path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite).Dispose();
            why = "";
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            why = refused.Message;
            return false;
        }
    }

    public void AddTo(LoggerConfiguration configuration, string template) => configuration.WriteTo.File(
        Path,
        outputTemplate: template,
        formatProvider: CultureInfo.InvariantCulture,
        fileSizeLimitBytes: LargestFile,
        rollOnFileSizeLimit: true,
        retainedFileCountLimit: null,
        hooks: new RemoveOldAtOpen(Folder));

    public static void RemoveOld(string folder)
    {
        var old = new DirectoryInfo(folder).EnumerateFiles(Pattern)
            .OrderByDescending(file => file.LastWriteTimeUtc)
            .ThenByDescending(file => file.Name, StringComparer.Ordinal)
            .Skip(FilesKept);
        foreach (var file in old)
        {
            try
            {
                file.Delete();
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                // Another server has removed it, or it belongs to another user.
            }
        }
    }

    private sealed class RemoveOldAtOpen(string folder) : FileLifecycleHooks
    {
        public override Stream OnFileOpened(string path, Stream underlyingStream, Encoding encoding)
        {
            RemoveOld(folder);
            return new BestEffortStream(underlyingStream);
        }
    }
}
