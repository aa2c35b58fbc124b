using System.Collections.Frozen;

namespace UltimateMcp.Code.Languages.Python.Determinism;

/// <summary>
/// The names that a deterministic Python program may use besides its own and those of modules
/// (<see cref="PythonModules"/>).
/// </summary>
internal static class PythonAllowlists
{
    /// <summary>Builtins that may be used in any way.</summary>
    public static readonly FrozenSet<string> Builtins = Words(
        "abs all any ascii bin bool bytearray bytes callable chr classmethod complex delattr dict divmod enumerate",
        "exit filter float format hasattr hex input",
        "int isinstance issubclass iter len list map max memoryview min next object oct ord pow print property quit",
        "range repr reversed round setattr slice",
        "sorted staticmethod str sum super tuple type zip aiter anext Ellipsis NotImplemented __name__ __file__",
        "__doc__ __debug__ __class__",
        "ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError",
        "BrokenPipeError BufferError BytesWarning",
        "ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError",
        "DeprecationWarning EOFError EncodingWarning",
        "EnvironmentError Exception ExceptionGroup FileExistsError FileNotFoundError FloatingPointError",
        "FutureWarning GeneratorExit IOError ImportWarning",
        "IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError NameError",
        "NotADirectoryError NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError",
        "ProcessLookupError RecursionError",
        "ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError",
        "SyntaxWarning SystemError SystemExit",
        "TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError",
        "UnicodeTranslateError UnicodeWarning",
        "UserWarning ValueError Warning ZeroDivisionError");

    /// <summary>
    /// Builtins that are checked or refused, even if the module binds the name: it may be read before it is bound.
    /// Import errors are among them, because they depend on what is installed.
    /// </summary>
    public static readonly FrozenSet<string> Guarded = Words(
        "set frozenset open getattr hash id eval exec compile globals locals vars dir breakpoint help copyright",
        "credits license ImportError ModuleNotFoundError",
        "__import__ __builtins__ __build_class__ __loader__ __spec__ __package__ __cached__ __annotations__ __dict__");

    /// <summary>Functions whose result does not depend on the order of a set.</summary>
    public static readonly FrozenSet<string> OrderFree = Words("sorted len bool any all sum min max set frozenset");

    /// <summary>Methods of sets whose result does not depend on the order. <c>pop</c> does.</summary>
    public static readonly FrozenSet<string> SetMethods = Words(
        "add discard remove update clear union intersection difference symmetric_difference copy issubset issuperset isdisjoint",
        "difference_update intersection_update symmetric_difference_update");

    /// <summary>
    /// Methods of built-in types that store or show their arguments. A call of one of these names may not reach the
    /// program's function of that name.
    /// </summary>
    public static readonly FrozenSet<string> ContainerMethods = Words(
        "append appendleft add insert extend extendleft update setdefault put put_nowait push get pop format join",
        "write writelines send throw fromkeys remove",
        "index count replace print dump dumps writerow writerows union copy");

    public static readonly FrozenSet<string> SetResults = Words("union intersection difference symmetric_difference copy");

    /// <summary>Pure functions and methods: the order of their calls does not matter.</summary>
    public static readonly FrozenSet<string> Pure = Words(
        "len int float str abs bool ord chr round min max sum isinstance repr startswith endswith lower upper strip",
        "lstrip rstrip isdigit isalpha isalnum",
        "isupper islower isspace replace split count find get title capitalize join sqrt");

    /// <summary>Allowed attributes of the form <c>__name__</c>.</summary>
    public static readonly FrozenSet<string> Dunders = Words(
        "__name__ __qualname__ __doc__ __class__ __init__ __new__ __post_init__ __len__ __str__ __repr__ __bytes__",
        "__format__ __eq__ __ne__ __lt__ __le__",
        "__gt__ __ge__ __bool__ __add__ __radd__ __iadd__ __sub__ __rsub__ __mul__ __rmul__ __matmul__ __truediv__",
        "__floordiv__ __mod__ __pow__ __neg__",
        "__pos__ __abs__ __invert__ __contains__ __getitem__ __setitem__ __delitem__ __iter__ __next__ __reversed__",
        "__enter__ __exit__ __call__ __get__",
        "__set__ __set_name__ __init_subclass__ __class_getitem__ __setattr__ __int__ __float__ __index__ __round__",
        "__mro__ __bases__ __members__ __slots__",
        "__wrapped__ __cause__ __context__ __notes__ __version__ __author__ __all__ __aenter__ __aexit__ __aiter__",
        "__anext__ __await__ __missing__");

    /// <summary>Attributes that are refused on any value: they give times or lead to modules.</summary>
    public static readonly FrozenSet<string> RefusedAttributes = Words(
        "now today utcnow fromtimestamp tb_frame gi_frame cr_frame ag_frame f_globals f_builtins f_locals f_back",
        "gi_code cr_code bjunk bpopular",
        "get_identifiers");

    /// <summary>Methods of paths that depend on more than the file's content, or get a path from the system.</summary>
    public static readonly FrozenSet<string> PathRefused = Words(
        "stat lstat iterdir glob rglob walk owner group joinpath samefile expanduser readlink symlink_to",
        "hardlink_to link_to with_segments home");

    /// <summary>Functions that must be called with a literal path; true for those that write.</summary>
    public static readonly FrozenDictionary<string, bool> PathFunctions = new Dictionary<string, bool>(StringComparer.Ordinal)
    {
        ["os.makedirs"] = true,
        ["os.mkdir"] = true,
        ["os.remove"] = true,
        ["os.unlink"] = true,
        ["os.rmdir"] = true,
        ["os.path.exists"] = false,
        ["os.path.isfile"] = false,
        ["os.path.isdir"] = false,
        ["pathlib.Path"] = true,
        ["pathlib.PosixPath"] = true,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Files that an import may load as code.</summary>
    public static readonly string[] CodeExtensions = [".py", ".pyc", ".pyd", ".pyw", ".so", ".pth", ".zip", ".egg", ".whl"];

    /// <summary>Top-level modules of the standard library. A file with such a name may or may not shadow the module.</summary>
    public static readonly FrozenSet<string> StandardModules = Words(
        "abc aifc antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect builtins bz2",
        "cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall concurrent configparser",
        "contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils",
        "doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc",
        "genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imghdr imp",
        "importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale logging lzma mailbox mailcap marshal math",
        "mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath nturl2path numbers opcode operator",
        "optparse os ossaudiodev pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint",
        "profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource",
        "rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket",
        "socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct subprocess",
        "sunau symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios textwrap this threading time timeit",
        "tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest",
        "urllib uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport",
        "zlib zoneinfo");

    private static FrozenSet<string> Words(params ReadOnlySpan<string> lines) =>
        string.Join(' ', lines!).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
