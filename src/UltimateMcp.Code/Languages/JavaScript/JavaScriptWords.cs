using System.Text.RegularExpressions;

namespace UltimateMcp.Code.Languages.JavaScript;

/// <summary>Names in JavaScript code that make its result depend on more than its text.</summary>
internal static partial class JavaScriptWords
{
    public static readonly UncacheableWords Table = new(
    [
        (Dependence.Clock,
        [
            "Date", "DateTimeFormat", "Temporal", "performance", "perf_hooks", "hrtime", "uptime", "time", "timeEnd", "timeLog", "timeStamp",
            // What is done when is a race between timers.
            "setTimeout", "setInterval", "setImmediate", "timers", "AbortSignal",
            // Both carry the time at which they were made.
            "Event", "File", "lastModified",
            "stat", "statSync", "lstat", "lstatSync", "fstat", "fstatSync", "watchFile",
        ]),
        (Dependence.Randomness,
        [
            "random", "crypto", "webcrypto", "randomUUID", "randomBytes", "randomInt", "getRandomValues", "mkdtemp", "mkdtempSync", "createObjectURL",
        ]),
        (Dependence.Network, ["net", "http", "https", "http2", "dns", "dgram", "tls", "fetch", "WebSocket", "EventSource"]),
        (Dependence.Environment,
        [
            "env", "os", "hostname", "hardwareConcurrency", "proc", "report", "constrainedMemory", "availableMemory", "statfs", "statfsSync",
        ]),
        (Dependence.Process,
        [
            "pid", "ppid", "memoryUsage", "cpuUsage", "resourceUsage", "child_process", "cluster", "worker_threads", "Worker", "Atomics", "v8", "gc",
            "FinalizationRegistry", "WeakRef", "inspector", "async_hooks",
        ]),
        (Dependence.Hidden,
        [
            "eval", "Function", "globalThis", "global", "vm", "Reflect", "binding", "getBuiltinModule", "createRequire", "mainModule",
        ]),
    ],
    symbols: [(Dependence.Clock, "node:test"), (Dependence.Hidden, "Math["), (Dependence.Hidden, "\\u")],
    patterns: [(Dependence.Hidden, ComputedModule()), (Dependence.Hidden, ComputedMember())]);

    /// <summary>
    /// A module whose name is not one literal between quotes, and <c>require</c> under another name; <c>require.main</c> is how a file asks whether it is the
    /// program.
    /// </summary>
    [GeneratedRegex(
        $"""\brequire\b(?!\s*\({OneLiteral})(?!\.main\b)|\bimport\s*\((?!{OneLiteral})""", RegexOptions.ExplicitCapture, UncacheableWords.MatchTimeoutMilliseconds)]
    private static partial Regex ComputedModule();

    /// <summary><c>process</c> without a dot and a name behind it: <c>process[x]</c>, <c>const { [x]: y } = process</c>.</summary>
    [GeneratedRegex(@"\bprocess\b(?!\s*\??\.\s*[A-Za-z_])", RegexOptions.ExplicitCapture, UncacheableWords.MatchTimeoutMilliseconds)]
    private static partial Regex ComputedMember();

    private const string OneLiteral = """\s*("[^"\\\r\n]*"|'[^'\\\r\n]*')\s*[,)]""";
}
