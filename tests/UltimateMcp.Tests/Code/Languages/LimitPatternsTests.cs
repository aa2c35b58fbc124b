using UltimateMcp.Code.Languages;

namespace UltimateMcp.Tests.Code.Languages;

public class LimitPatternsTests
{
    private const string FullHeap =
        "<--- JS stacktrace --->\n\nFATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n"
        + "----- Native stack trace -----\n\n"
        + " 1: 0xb78db3 node::OOMErrorHandler(char const*, v8::OOMDetails const&) [/usr/bin/node]\n10: 0x152 [/usr/bin/node]";

    [Theory]
    [InlineData("python", "Traceback (most recent call last):\nMemoryError", ReachedLimits.Memory)]
    [InlineData("python", "OSError: [Errno 28] No space left on device: 'f'", ReachedLimits.File)]
    [InlineData("python", "RuntimeError: can't start new thread", ReachedLimits.Threads)]
    [InlineData("python", "No space left on device (simulated)", ReachedLimits.None)]
    [InlineData("python", "BlockingIOError: [Errno 11] Resource temporarily unavailable", ReachedLimits.None)]
    [InlineData("javascript", FullHeap, ReachedLimits.Memory)]
    [InlineData(
        "javascript",
        "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n 1: 0xb7 node::Abort() [node]",
        ReachedLimits.Memory)]
    [InlineData(
        "javascript", "#\n# Fatal javascript OOM in MemoryChunk allocation failed during deserialization.\n#", ReachedLimits.Memory)]
    [InlineData(
        "javascript", "terminate called after throwing an instance of 'std::bad_alloc'\n  what():  std::bad_alloc", ReachedLimits.Memory)]
    [InlineData("javascript", FullHeap + "\nis what I saw", ReachedLimits.None)]
    [InlineData("javascript", "JavaScript heap out of memory", ReachedLimits.None)]
    [InlineData("bash", "main.sh: xrealloc: cannot allocate 67108992 bytes", ReachedLimits.Memory)]
    [InlineData("bash", "main.sh: line 3: xmalloc: cannot allocate 12 bytes (0 bytes allocated)", ReachedLimits.Memory)]
    [InlineData("bash", "sort: memory exhausted", ReachedLimits.Memory)]
    [InlineData("bash", "main.sh: line 1: echo: write error: No space left on device", ReachedLimits.File)]
    [InlineData("bash", "main.sh: line 1:     3 File size limit exceededhead -c 11000000 /dev/zero > f", ReachedLimits.File)]
    [InlineData(
        "bash", "main.sh: fork: retry: Resource temporarily unavailable\nmain.sh: fork: Interrupted system call", ReachedLimits.Processes)]
    [InlineData("bash", "main.sh: fork: retry: Resource temporarily unavailable", ReachedLimits.None)]
    [InlineData("bash", "xmalloc is a function", ReachedLimits.None)]
    public void The_final_errors_on_stderr_name_the_limit_that_ended_the_program(string language, string said, ReachedLimits reached) =>
        Assert.Equal(reached, Found(PatternsOf(language).FinalErrors, said));

    [Theory]
    [InlineData("python", "caught MemoryError and [Errno 27]", ReachedLimits.Memory | ReachedLimits.File)]
    [InlineData("python", "[Errno 11] Resource temporarily unavailable", ReachedLimits.Processes)]
    [InlineData("javascript", "Error: spawnSync /bin/sh EAGAIN", ReachedLimits.Processes)]
    [InlineData("javascript", "server said EAGAIN", ReachedLimits.None)]
    [InlineData("bash", "main.sh: fork: retry: Resource temporarily unavailable\nwent on", ReachedLimits.Processes)]
    public void Earlier_errors_on_stderr_suggest_a_limit(string language, string said, ReachedLimits reached) =>
        Assert.Equal(reached, Found(PatternsOf(language).AnyErrors, said));

    /// <summary>As long as the end of stderr that is looked at, and made to be read again and again.</summary>
    [Theory]
    [InlineData("FATAL ERROR: OOM ")]
    [InlineData("FATAL ERROR: OOM\n")]
    [InlineData("a: ")]
    [InlineData("a: : cannot allocate 1")]
    [InlineData("spawn ")]
    [InlineData("OSError: [Errno 28] ")]
    public void Hostile_stderr_is_matched_in_time(string piece)
    {
        var end = string.Concat(Enumerable.Repeat(piece, 8192 / piece.Length)) + "\u0001\n!";

        foreach (var pattern in LanguageCatalog.All.SelectMany(language =>
            (LimitPattern[])[.. PatternsOf(language.Name).FinalErrors, .. PatternsOf(language.Name).AnyErrors]))
        {
            // Throws when it takes too long.
            pattern.Pattern.IsMatch(end);
        }
    }

    private static LimitPatterns PatternsOf(string language) =>
        LanguageCatalog.Find(language).Limits;

    private static ReachedLimits Found(IEnumerable<LimitPattern> patterns, string said) =>
        patterns.Where(pattern => pattern.IsMatch(said)).Aggregate(ReachedLimits.None, (found, pattern) => found | pattern.Limit);
}
