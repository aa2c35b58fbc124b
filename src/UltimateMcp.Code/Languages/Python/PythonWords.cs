using System.Text.RegularExpressions;

namespace UltimateMcp.Code.Languages.Python;

/// <summary>Names in Python code that make its result depend on more than its text.</summary>
internal static partial class PythonWords
{
    public static readonly UncacheableWords Table = new(
    [
        (Dependence.Clock,
        [
            "time", "times", "datetime", "monotonic", "perf_counter", "timeit", "calendar", "sched", "strftime", "localtime", "asctime", "msecs", "relativeCreated",
            "zoneinfo", "asyncio", "setitimer", "getitimer", "alarm", "signal", "formatdate", "make_msgid", "julianday", "unixepoch", "CURRENT_TIMESTAMP",
            "CURRENT_TIME", "CURRENT_DATE", "current_timestamp", "current_time", "current_date",
            // What they print tells how long it took.
            "unittest", "pytest", "cProfile", "profile",
            // The time of a file, or of making an archive, is part of what they tell or write.
            "stat", "lstat", "fstat", "getmtime", "getctime", "getatime", "gzip", "zipfile", "tarfile",
        ]),
        (Dependence.Randomness,
        [
            "random", "randomblob", "secrets", "uuid", "uuid1", "uuid4", "urandom", "getrandom", "tempfile", "mkstemp", "mkdtemp", "hash", "id",
            // The order of texts in a set follows a seed that each process draws anew.
            "set", "frozenset",
        ]),
        (Dependence.Network, ["socket", "urllib", "http", "requests", "httpx", "aiohttp", "ssl", "ftplib", "smtplib", "asyncore"]),
        (Dependence.Environment,
        [
            "environ", "environb", "getenv", "uname", "getlogin", "getpass", "gethostname", "proc", "sysconf", "cpu_count", "psutil", "getloadavg", "ctypes",
            "platform", "locale", "pwd", "grp", "statvfs", "disk_usage", "sched_getaffinity",
        ]),
        (Dependence.Process,
        [
            "getpid", "getppid", "threading", "_thread", "get_ident", "multiprocessing", "concurrent", "subprocess", "popen", "system", "pty",
            "fork", "forkpty", "posix_spawn", "posix_spawnp", "spawnl", "spawnlp", "spawnv", "spawnvp",
            "execl", "execle", "execlp", "execv", "execve", "execvp", "execvpe",
            "wait3", "wait4", "resource", "tracemalloc", "gc", "faulthandler",
        ]),
        (Dependence.Hidden,
        [
            "__import__", "importlib", "runpy", "pydoc", "resolve_name", "modules", "exec", "eval", "globals", "locals", "vars", "builtins", "__builtins__",
            "getattr", "attrgetter", "methodcaller", "inspect", "_getframe", "pickle", "marshal",
            "__dict__", "__globals__", "__getattribute__", "__subclasses__",
        ]),
    ],
    symbols:
    [
        (Dependence.Clock, "'now'"), (Dependence.Clock, "%(created)"),
        (Dependence.Process, "%(process)"), (Dependence.Process, "%(thread)"),
    ],
    patterns: [(Dependence.Randomness, SetDisplay()), (Dependence.Hidden, Compile())]);

    /// <summary>
    /// <c>{'a', b}</c>, <c>{*a}</c>, <c>{x for x in a}</c>: a brace that begins neither a dictionary, which has a colon, nor what a format shows. Numbers have
    /// their place in a set whatever the seed.
    /// </summary>
    [GeneratedRegex(
        """\{(?>\s*)("[^"\\\n]*"\s*[,}]|'[^'\\\n]*'\s*[,}]|[A-Za-z_][\w.]*\s*,|\*[^*]|[^{}:]{1,200}?\bfor\b)""",
        RegexOptions.ExplicitCapture,
        UncacheableWords.MatchTimeoutMilliseconds)]
    private static partial Regex SetDisplay();

    /// <summary>The built-in <c>compile</c>. The one of <c>re</c> makes patterns, not code.</summary>
    [GeneratedRegex(@"(?<!\bre\.)\bcompile\b", RegexOptions.ExplicitCapture, UncacheableWords.MatchTimeoutMilliseconds)]
    private static partial Regex Compile();
}
