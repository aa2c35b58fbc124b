using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace UltimateMcp.Tests.Server.Calls;

/// <summary>Keeps what was logged, at every level.</summary>
internal sealed class LogLines<T> : ILogger<T>
{
    private readonly ConcurrentQueue<LogLine> _lines = new();

    public IReadOnlyList<LogLine> All => [.. _lines];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue(new LogLine(logLevel, eventId.Id, formatter(state, exception), exception));
}

internal sealed record LogLine(LogLevel Level, int Id, string Text, Exception? Exception);
