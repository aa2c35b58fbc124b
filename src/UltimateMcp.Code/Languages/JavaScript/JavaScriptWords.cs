using UltimateMcp.Code.Running;

namespace UltimateMcp.Code.Languages.JavaScript;

/// <summary>Names in JavaScript code that make its result depend on more than its text.</summary>
internal static class JavaScriptWords
{
    public static readonly UncacheableWords Table = new(
    [
        (Dependence.Clock, ["Date", "DateTimeFormat", "performance", "hrtime", "uptime", "Temporal", "perf_hooks", "stat", "statSync", "lstat", "lstatSync"]),
        (Dependence.Randomness, ["random", "crypto", "webcrypto", "randomUUID", "randomBytes", "randomInt", "getRandomValues", "mkdtemp", "mkdtempSync"]),
        (Dependence.Network, ["net", "http", "https", "http2", "dns", "dgram", "tls", "fetch", "WebSocket", "EventSource"]),
        (Dependence.Environment, ["env", "os", "hostname", "proc", "report", "constrainedMemory", "availableMemory"]),
        (Dependence.Process, ["pid", "ppid", "memoryUsage", "cpuUsage", "resourceUsage", "child_process", "cluster", "worker_threads", "Worker", "Atomics", "v8", "gc"]),
        (Dependence.Hidden, ["eval", "Function", "globalThis", "binding"]),
    ],
    symbols: [(Dependence.Hidden, "process["), (Dependence.Hidden, "\\u")]);
}
