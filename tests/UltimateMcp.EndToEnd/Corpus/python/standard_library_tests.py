# Before each program: runs a module of the library's own tests as on a system where no process can be started, and tells what did not pass.
import importlib
import io
import logging
import unittest
from test import support

# A slow machine is no fault.
logging.getLogger("asyncio").setLevel(logging.ERROR)
support.has_fork_support = support.has_subprocess_support = False


def tests_of(suite):
    for test in suite:
        yield from tests_of(test) if isinstance(test, unittest.TestSuite) else [test]


def run(name, *left_out):
    """Prints how many tests there were. Those whose names hold one of the words are left out."""
    tests = [test for test in tests_of(unittest.defaultTestLoader.loadTestsFromModule(importlib.import_module("test." + name))) if not any(word in test.id() for word in left_out)]
    result = unittest.TextTestRunner(stream=io.StringIO(), buffer=True).run(unittest.TestSuite(tests))
    print(result.testsRun, "tests", *(test.id() for test, _ in result.failures + result.errors))

#: the library's own tests of JSON and packed structures [python:test.test_json]
run("test_json")
run("test_struct")

#: the library's own tests of patterns and text [python:test.test_json]
run("test_re", "gh94675")
run("test_textwrap")
run("test_string")

#: the library's own tests of codecs [python:test.test_json]
run("test_codecs")
run("test_base64")
run("test_binascii")

#: the library's own tests of numbers [python:test.test_json]
run("test_float")
run("test_int")
run("test_fractions")

#: the library's own tests of random numbers [python:test.test_json]
run("test_random")
run("test_secrets")
run("test_uuid")

#: the library's own tests of lists, sorting and heaps [python:test.test_json]
run("test_list")
run("test_sort")
run("test_heapq")

#: the library's own tests of dictionaries and collections [python:test.test_json]
run("test_dict")
run("test_collections")

#: the library's own tests of functions and contexts [python:test.test_json]
run("test_functools")
run("test_contextlib")
run("test_context")

#: the library's own tests of classes of data [python:test.test_json]
run("test_dataclasses")
run("test_enum")

#: the library's own tests of types [python:test.test_json]
run("test_typing")

#: the library's own tests of coroutines [python:test.test_json]
run("test_coroutines")
run("test_asyncgen")

#: the library's own tests of byte code [python:test.test_json]
run("test_dis")
run("test_opcodes")

#: the library's own tests of files [python:test.test_json]
run("test_file")
run("test_fileio")
run("test_fileinput")

#: the library's own tests of temporary files and names [python:test.test_json]
run("test_tempfile")
# Follows 40 links in one path. Linux allows as many, but counts those passed before a mount or unmount anywhere made it start over twice.
run("test_glob", "selflink")
run("test_fnmatch")
run("test_filecmp")

#: the library's own tests of the system's calls [python:test.test_json]
# A user who is not in the namespace cannot be given a file, and that is EINVAL: user_namespaces(7).
run("test_os", "Memfd", "stty_match", "TestSendfile", "Fork", "Spawn", "chown_without_permission")

#: the library's own tests of what POSIX promises [python:test.test_json]
run("test_posix", "PosixSpawn", "posix_spawn", "getgrouplist")

#: the library's own tests of signals [python:test.test_json]
run("test_signal", "Stress", "Itimer", "sigint", "pidfd", "PendingSignals")

#: the library's own tests of descriptors [python:test.test_json]
run("test_fcntl", "lockf_exclusive", "lockf_share", "flock", "fcntl_64_bit", "pipesize")
run("test_select")
run("test_poll")
run("test_epoll")

#: the library's own tests of interrupted calls [python:test.test_json]
run("test_eintr")
run("test_resource", "fsize_ismax", "setrusage")

#: the library's own tests of asyncio [python:test.test_json]
run("test_asyncio.test_locks")

#: the library's own tests of threads [python:test.test_json]
run("test_thread")
run("test_sched")

#: the library's own tests of time [python:test.test_json]
run("test_time")
run("test_zoneinfo")

#: the library's own tests of calendars and locales [python:test.test_json]
run("test_calendar")
run("test_locale")

#: the library's own tests of digests [python:test.test_json]
run("test_hashlib")
run("test_hmac")

#: the library's own tests of compression [python:test.test_json]
run("test_zlib")
run("test_gzip")

#: the library's own tests of tables and settings [python:test.test_json]
run("test_csv")
run("test_configparser")

#: the library's own tests of XML and HTML [python:test.test_json]
run("test_sax")
run("test_minidom")
run("test_html")

#: the library's own tests of addresses [python:test.test_json]
run("test_urlparse")
run("test_ipaddress")

#: the library's own tests of kept objects [python:test.test_json]
run("test_shelve")
run("test_dbm_dumb")
run("test_plistlib")

#: the library's own tests of memory [python:test.test_json]
run("test_memoryview")
run("test_array")

#: the library's own tests of terminals [python:test.test_json]
run("test_curses")

#: the library's own tests of mailboxes [python:test.test_json]
run("test_mailbox")

#: the library's own tests of differences [python:test.test_json]
run("test_difflib")
run("test_pprint")

#: the library's own tests of the interpreter [python:test.test_json]
run("test_sys")

#: the library's own tests of command lines [python:test.test_json]
run("test_argparse")
