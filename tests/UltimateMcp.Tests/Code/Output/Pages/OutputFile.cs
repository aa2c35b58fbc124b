using System.Text;
using UltimateMcp.Code.Output;
using UltimateMcp.Code.Output.Searching;

namespace UltimateMcp.Tests.Code.Output.Pages;

/// <summary>A file that pages are read of.</summary>
internal sealed class OutputFile : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public OutputFile(string text) : this(Encoding.UTF8.GetBytes(text))
    {
    }

    public OutputFile(byte[] bytes) => File.WriteAllBytes(_path, bytes);

    public void Dispose() => File.Delete(_path);

    public Task<OutputPage> ReadAsync(
        long offset = 0, long column = 0, int limit = 200, string? grep = null, long steps = SearchBudget.Default) =>
        OutputPage.ReadAsync(
            _path,
            offset,
            column,
            limit,
            grep is null ? null : SearchPattern.Parse(grep),
            new SearchBudget(steps, TestContext.Current.CancellationToken),
            TestContext.Current.CancellationToken);

    /// <summary>All pages, each from where the one before says.</summary>
    public async Task<List<OutputPage>> ReadAllAsync(int limit = 200, string? grep = null, long steps = SearchBudget.Default)
    {
        List<OutputPage> pages = [await ReadAsync(limit: limit, grep: grep, steps: steps)];
        while (pages[^1].NextOffset is { } offset)
        {
            var column = pages[^1].NextColumn ?? 0;
            pages.Add(await ReadAsync(offset, column, limit, grep, steps));
            var goesOn = pages[^1].NextOffset is not { } next || next > offset || pages[^1].NextColumn > column;
            Assert.True(goesOn, $"It stays at {offset}, {column} for ever.");
        }

        return pages;
    }
}
