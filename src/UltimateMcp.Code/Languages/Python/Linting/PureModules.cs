using System.Collections.Frozen;

namespace UltimateMcp.Code.Languages.Python.Linting;

/// <summary>
/// Modules of the standard library whose import does nothing but define names, so that an unused import of one can be
/// removed. Any other module may register, configure or print something.
/// </summary>
internal static class PureModules
{
    private static readonly FrozenSet<string> Names =
        """
        abc argparse array ast asyncio base64 binascii bisect builtins bz2 calendar cmath collections colorsys concurrent configparser
        contextlib contextvars copy csv ctypes dataclasses datetime decimal difflib dis email enum errno filecmp fileinput fnmatch
        fractions functools gc getpass glob graphlib gzip hashlib heapq hmac html http importlib inspect io ipaddress itertools json
        keyword linecache locale logging lzma marshal math mimetypes mmap multiprocessing numbers operator os pathlib pickle pkgutil
        platform plistlib pprint queue random re reprlib sched secrets select selectors shelve shlex shutil signal socket sqlite3 ssl
        stat statistics string stringprep struct subprocess sys sysconfig tarfile tempfile textwrap threading time timeit token
        tokenize tomllib trace traceback types typing unicodedata unittest urllib uuid warnings weakref wsgiref xml zipfile zlib
        zoneinfo
        """.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <param name="module">With dots.</param>
    public static bool Contains(string module)
    {
        var dot = module.IndexOf('.', StringComparison.Ordinal);
        return Names.Contains(dot < 0 ? module : module[..dot]);
    }
}
