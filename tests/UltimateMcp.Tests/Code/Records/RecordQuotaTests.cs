using Microsoft.Extensions.Logging.Abstractions;
using UltimateMcp.Code.Records;

namespace UltimateMcp.Tests.Code.Records;

public sealed class RecordQuotaTests : IAsyncDisposable
{
    private const int RecordBytes = 196 * 1024;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ultimate-mcp-quota-");
    private readonly RecordQuota _quota;

    public RecordQuotaTests() =>
        _quota = new RecordQuota(
            _folder.FullName, new RecordOptions { MaxSizeMebibytes = 4 }, TimeProvider.System, NullLogger<RecordQuota>.Instance);

    public async ValueTask DisposeAsync()
    {
        await _quota.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_oldest_records_are_removed_when_all_exceed_the_quota()
    {
        var records = await WriteAsync(30, RecordBytes);

        Assert.Equal(records[^20..], Left());
    }

    [Fact]
    public async Task The_newest_ten_records_stay_however_large_they_are()
    {
        var records = await WriteAsync(14, 1024 * 1024);

        Assert.Equal(records[^RecordQuota.AlwaysKept..], Left());
    }

    [Fact]
    public async Task Below_the_quota_no_record_is_removed()
    {
        var records = await WriteAsync(12, 1024);

        Assert.Equal(records, Left());
    }

    [Fact]
    public async Task Records_of_other_servers_count_and_may_disappear()
    {
        var others = Enumerable.Range(0, 25).Select(_ => Write(RecordBytes)).ToList();
        Directory.Delete(Path.Combine(_folder.FullName, others[3]), recursive: true);

        var own = await WriteAsync(1, RecordBytes);

        Assert.Equal([.. others[^19..], .. own], Left());
    }

    [Fact]
    public async Task An_abandoned_temporary_folder_is_removed_after_a_day()
    {
        var old = _folder.CreateSubdirectory("." + Identifier.Create(RunRecords.Prefix, TimeProvider.System));
        var young = _folder.CreateSubdirectory("." + Identifier.Create(RunRecords.Prefix, TimeProvider.System));
        old.LastWriteTimeUtc = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-2);

        await WriteAsync(1, 1);

        Assert.False(Directory.Exists(old.FullName));
        Assert.True(Directory.Exists(young.FullName));
    }

    private async Task<List<string>> WriteAsync(int count, int bytes)
    {
        List<string> names = [];
        for (var i = 0; i < count; i++)
        {
            names.Add(Write(bytes));
            _quota.Add(Path.Combine(_folder.FullName, names[^1]));
            await _quota.WaitForSweepAsync();
        }

        return names;
    }

    private string Write(int bytes)
    {
        var name = Identifier.Create(RunRecords.Prefix, TimeProvider.System);
        var record = _folder.CreateSubdirectory(name);
        File.WriteAllBytes(Path.Combine(record.FullName, "stdout"), new byte[bytes]);
        File.WriteAllText(Path.Combine(record.FullName, "result.json"), "{}");
        return name;
    }

    private List<string> Left() => [.. _folder.EnumerateDirectories("run_*").Select(record => record.Name).Order(StringComparer.Ordinal)];
}
