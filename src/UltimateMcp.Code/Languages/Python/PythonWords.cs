using UltimateMcp.Code.Running;

namespace UltimateMcp.Code.Languages.Python;

/// <summary>Names in Python code that make its result depend on more than its text.</summary>
internal static class PythonWords
{
    public static readonly UncacheableWords Table = new(
    [
        (Dependence.Clock, ["time", "datetime", "monotonic", "perf_counter", "timeit", "calendar", "sched", "strftime", "localtime", "zoneinfo", "stat", "getmtime", "getctime", "getatime"]),
        (Dependence.Randomness, ["random", "secrets", "uuid", "uuid1", "uuid4", "urandom", "getrandom", "tempfile", "mkstemp", "mkdtemp", "hash", "id"]),
        (Dependence.Network, ["socket", "urllib", "http", "requests", "httpx", "aiohttp", "ssl", "ftplib", "smtplib", "asyncore"]),
        (Dependence.Environment, ["environ", "environb", "getenv", "uname", "getlogin", "gethostname", "proc", "sysconf", "cpu_count", "psutil", "getloadavg", "ctypes"]),
        (Dependence.Process, ["getpid", "getppid", "threading", "multiprocessing", "concurrent", "subprocess", "fork", "get_ident", "resource", "tracemalloc", "gc"]),
        (Dependence.Hidden, ["__import__", "importlib", "exec", "eval", "globals", "__builtins__"]),
    ],
    symbols: []);
}
