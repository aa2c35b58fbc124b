# The worker that runs tests in Python, with pytest or unittest, and reports each test by a line of JSON.
# Protocols: UltimateMcp.Sandbox/WorkerProtocol.cs and UltimateMcp.Code/Testing/TestEvent.cs.
import _thread
import ast
import importlib
import inspect
import json
import linecache
import os
import sys
import threading
import time
import types
import unittest

FOLDER = "/scratch/"
MODULE = "test_main"
MAIN = FOLDER + MODULE + ".py"
MAXIMUM_MESSAGE = 4000
REPORT = 4


def text_of(value, maximum=MAXIMUM_MESSAGE):
    """A lone surrogate becomes U+FFFD, since JSON readers reject it."""
    return str(value)[:maximum].encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class Report:
    """Writes events, each by one call. A process that a test has forked reports nothing."""

    def __init__(self, nonce):
        self.nonce = nonce
        self.write = os.write
        self.getpid = os.getpid
        self.own = os.getpid()
        self.dumps = json.dumps
        self.next = 0

    def send(self, event, **fields):
        if self.getpid() == self.own:
            line = self.dumps({"n": self.nonce, "t": event, **fields}, separators=(",", ":"))
            self.write(REPORT, line.encode("ascii") + b"\n")

    def start(self, name, file, line):
        self.next += 1
        self.send("start", id=self.next, name=text_of(name, 1000), file=file, line=line)
        return self.next

    def end(self, number, outcome, milliseconds, message=None, file=None, line=None):
        self.send("end", id=number, outcome=outcome, ms=milliseconds, message=message and text_of(message), file=file, line=line)


def relative(path):
    return path[len(FOLDER):] if path.startswith(FOLDER) else None


def place_of(error):
    """File and line of the innermost frame in the tests, else in the other files."""
    found = None, None
    entry = error.__traceback__
    while entry is not None:
        path = entry.tb_frame.f_code.co_filename
        if path == MAIN or (relative(path) and found[0] != relative(MAIN)):
            found = relative(path), entry.tb_lineno
        entry = entry.tb_next
    if isinstance(error, SyntaxError) and error.filename and relative(error.filename):
        found = relative(error.filename), error.lineno
    return found


def message_of(error):
    name = type(error).__name__
    try:
        said = str(error)
    except BaseException:
        said = ""
    if isinstance(error, AssertionError) and not said:
        file, line = place_of(error)
        said = linecache.getline(FOLDER + file, line).strip() if file else ""
    if isinstance(error, AssertionError) and said.startswith("assert"):
        return said
    return "%s: %s" % (name, said) if said else name


def definition_of(function):
    code = getattr(inspect.unwrap(function), "__code__", None)
    if code is None or relative(code.co_filename) is None:
        return relative(MAIN), None
    return relative(code.co_filename), code.co_firstlineno


class Coverage:
    """The lines that run in the files under test: by sys.monitoring from Python 3.12 on, else by a trace function."""

    def __init__(self):
        self.lines = {}
        for folder, folders, files in os.walk(FOLDER):
            folders[:] = [name for name in folders if not name.startswith(".") and name != "node_modules"]
            for name in files:
                path = os.path.join(folder, name)
                if name.endswith(".py") and path != MAIN and name != "conftest.py":
                    self.lines[path] = set()
        if not self.lines:
            self.lines[MAIN] = set()

    def start(self):
        lines = self.lines
        if sys.version_info >= (3, 12):
            monitoring = sys.monitoring

            def on_line(code, line):
                if code.co_filename in lines:
                    lines[code.co_filename].add(line)
                return monitoring.DISABLE

            monitoring.use_tool_id(monitoring.COVERAGE_ID, "tests")
            monitoring.register_callback(monitoring.COVERAGE_ID, monitoring.events.LINE, on_line)
            monitoring.set_events(monitoring.COVERAGE_ID, monitoring.events.LINE)
            return

        def on_event(frame, event, argument):
            if event == "line":
                lines[frame.f_code.co_filename].add(frame.f_lineno)
            return on_event

        def on_call(frame, event, argument):
            if frame.f_code.co_filename not in lines:
                return None
            lines[frame.f_code.co_filename].add(frame.f_lineno)
            return on_event

        threading.settrace(on_call)
        sys.settrace(on_call)

    def stop(self):
        if sys.version_info >= (3, 12):
            sys.monitoring.set_events(sys.monitoring.COVERAGE_ID, 0)
        else:
            sys.settrace(None)

    def send(self, report):
        for path, executed in sorted(self.lines.items()):
            try:
                executable = executable_lines(path)
            except (OSError, SyntaxError, ValueError):
                continue
            missing = [line for line in executable if line not in executed]
            report.send(
                "coverage", path=relative(path), lines=len(executable), covered=len(executable) - len(missing),
                missing=ranges(executable, set(missing)))


def executable_lines(path):
    """First lines of statements that have code, without docstrings."""
    with open(path, "rb") as source:
        text = source.read()
    tree = ast.parse(text)
    with_code = set()
    pending = [compile(text, path, "exec", dont_inherit=True)]
    while pending:
        code = pending.pop()
        with_code.update(lines_of(code))
        pending += [constant for constant in code.co_consts if isinstance(constant, types.CodeType)]
    docstrings = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
                docstrings.add(first)
    return sorted({node.lineno for node in ast.walk(tree) if isinstance(node, ast.stmt) and node not in docstrings} & with_code)


def lines_of(code):
    if sys.version_info >= (3, 10):
        return {line for _, _, line in code.co_lines() if line}
    import dis

    return {line for _, line in dis.findlinestarts(code)}


def ranges(executable, missing):
    """Runs of missing lines: lines without code between them do not matter."""
    found = []
    continues = False
    for line in executable:
        if line in missing:
            if continues:
                found[-1][1] = line
            else:
                found.append([line, line])
        continues = line in missing
    return found


def silence():
    """A plugin of pytest: what pytest would show, the server shows. Its reporter stays, because others use its options and its writer."""
    import pytest

    class Silence:
        @pytest.hookimpl(tryfirst=True)
        def pytest_sessionstart(self, session):
            shown = session.config.pluginmanager.getplugin("terminalreporter")
            shown._tw = type(shown._tw)(open(os.devnull, "w"))

    return Silence()


def pytest_reporter(report, pattern):
    import pytest

    class Reporter:
        def __init__(self):
            self.open = {}

        @pytest.hookimpl(trylast=True)
        def pytest_collection_modifyitems(self, config, items):
            items[:] = [item for item in items if pattern in name_of(item.nodeid)]
            report.send("collected", count=len(items))

        @pytest.hookimpl(hookwrapper=True)
        def pytest_make_collect_report(self, collector):
            outcome = yield
            result = outcome.get_result()
            if result.failed:
                call = getattr(result, "call", None)
                error = call.excinfo.value if call and call.excinfo else None
                file, line = place_of(error) if error else (None, None)
                cause = error and (error.__cause__ or error)
                if isinstance(cause, SyntaxError) and cause is not error:
                    file, line = place_of(cause)
                message = message_of(cause) if cause and type(cause).__name__ != "CollectError" else str(result.longrepr)
                report.send("collect_error", message=text_of(message), file=file, line=line)

        def pytest_runtest_logstart(self, nodeid, location):
            path, line, _ = location
            file = relative(os.path.abspath(path)) or relative(MAIN)
            number = report.start(name_of(nodeid), file, None if line is None else line + 1)
            self.open[nodeid] = [number, "passed", 0.0, None, None, None]

        @pytest.hookimpl(hookwrapper=True)
        def pytest_runtest_makereport(self, item, call):
            outcome = yield
            result = outcome.get_result()
            test = self.open.get(item.nodeid)
            if test is None:
                return
            test[2] += result.duration
            if result.skipped:
                reason = getattr(result, "wasxfail", None) or getattr(call.excinfo and call.excinfo.value, "msg", "")
                test[1], test[3] = "skipped", text_of(reason)
            elif result.failed and test[1] != "failed":
                test[1] = "failed" if result.when == "call" else "error"
                if call.excinfo:
                    test[3] = message_of(call.excinfo.value)
                    test[4], test[5] = place_of(call.excinfo.value)
                else:
                    test[3] = str(result.longrepr)

        def pytest_runtest_logfinish(self, nodeid, location):
            number, outcome, seconds, message, file, line = self.open.pop(nodeid)
            report.end(number, outcome, int(seconds * 1000), message, file, line)

    return Reporter()


def name_of(nodeid):
    return nodeid.partition("::")[2] or nodeid


def arguments_for(folder):
    """A configuration among the files, or a plugin that is installed, must not change what is collected."""
    return ["-s", "-p", "no:cacheprovider", "-p", "no:faulthandler", "-c", os.devnull, "--rootdir", folder]


def run_pytest(report, pattern):
    import pytest

    status = pytest.main([*arguments_for(FOLDER), MAIN], plugins=[silence(), pytest_reporter(report, pattern)])
    if status in (pytest.ExitCode.INTERNAL_ERROR, pytest.ExitCode.USAGE_ERROR):
        report.send("collect_error", message="pytest itself failed; stderr may say why", file=None, line=None)


class UnittestResult(unittest.TestResult):
    def __init__(self, report):
        super().__init__()
        self.report = report
        self.open = None

    def startTest(self, test):
        super().startTest(test)
        method = getattr(test, getattr(test, "_testMethodName", ""), None)
        file, line = definition_of(getattr(test, "function", None) or method) if method else (relative(MAIN), None)
        number = self.report.start(unittest_name(test), file, line)
        self.open = [number, "passed", time.perf_counter(), None, None, None]

    def stopTest(self, test):
        super().stopTest(test)
        number, outcome, began, message, file, line = self.open
        self.open = None
        if outcome == "dropped":
            self.report.send("drop", id=number)
        else:
            self.report.end(number, outcome, int((time.perf_counter() - began) * 1000), message, file, line)

    def settle(self, outcome, error=None, message=None):
        if self.open is None or self.open[1] in ("failed", "error"):
            return
        self.open[1] = outcome
        if error is not None:
            self.open[3] = message_of(error)
            self.open[4], self.open[5] = place_of(error)
        else:
            self.open[3] = message

    def addError(self, test, err):
        super().addError(test, err)
        if self.open is None:
            # Of a whole class or module, outside of any test.
            file, line = place_of(err[1])
            number = self.report.start(unittest_name(test), file or relative(MAIN), line)
            self.report.end(number, "error", 0, message_of(err[1]), file, line)
        else:
            self.settle("error" if is_outside_test(err[1], test) else "failed", err[1])

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.settle("failed", err[1])

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        if self.open is None:
            number = self.report.start(unittest_name(test), relative(MAIN), None)
            self.report.end(number, "skipped", 0, reason)
        else:
            self.settle("skipped", message=reason)

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self.settle("skipped", message="expected failure: " + message_of(err[1]))

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self.settle("failed", message="an unexpected success")

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is None:
            return
        file, line = place_of(err[1])
        number = self.report.start(unittest_name(subtest), file or relative(MAIN), line)
        self.report.end(number, "failed", 0, message_of(err[1]), file, line)
        if self.open is not None and self.open[1] == "passed":
            self.open[1] = "dropped"


def is_outside_test(error, test):
    """Whether a fixture has raised it: setUp, tearDown or a cleanup function."""
    method = getattr(test, "_testMethodName", "")
    entry = error.__traceback__
    while entry is not None:
        code = entry.tb_frame.f_code
        if code.co_name == method and relative(code.co_filename):
            return False
        if code.co_name in ("setUp", "tearDown", "asyncSetUp", "asyncTearDown", "_callCleanup") and code.co_name != method:
            return True
        entry = entry.tb_next
    return False


def unittest_name(test):
    name = test.id()
    return name[len(MODULE) + 1:] if name.startswith(MODULE + ".") else name


class FunctionTest(unittest.TestCase):
    """A function of the module as a test."""

    def __init__(self, function):
        super().__init__("run_function")
        self.function = function

    def run_function(self):
        result = self.function()
        if inspect.iscoroutine(result):
            import asyncio

            asyncio.run(result)

    def id(self):
        return MODULE + "." + self.function.__name__


def plain_functions(module):
    for name, value in list(vars(module).items()):
        if name.startswith("test") and inspect.isfunction(value) and value.__module__ == MODULE:
            required = [
                one for one in inspect.signature(value).parameters.values()
                if one.default is one.empty and one.kind in (one.POSITIONAL_ONLY, one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY)
            ]
            if not required:
                yield FunctionTest(value)


def each_test(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from each_test(test)
        else:
            yield test


def run_unittest(report, pattern):
    try:
        module = importlib.import_module(MODULE)
    except BaseException as error:
        file, line = place_of(error)
        report.send("collect_error", message=text_of(message_of(error)), file=file, line=line)
        return
    suite = unittest.defaultTestLoader.loadTestsFromModule(module)
    tests = [test for test in [*each_test(suite), *plain_functions(module)] if pattern in unittest_name(test)]
    report.send("collected", count=len(tests))
    unittest.TestSuite(tests).run(UnittestResult(report))


def imported_by(path):
    with open(path, "rb") as source:
        try:
            tree = ast.parse(source.read())
        except (SyntaxError, ValueError):
            return set(), False
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    has_case = any(
        isinstance(node, ast.ClassDef) and any(ast.unparse(base).endswith("TestCase") for base in node.bases) for node in ast.walk(tree)
    ) if hasattr(ast, "unparse") else "TestCase" in linecache.getline(path, 1)
    return names, has_case


def choose(has_pytest):
    names, has_case = imported_by(MAIN)
    if "pytest" in names or (has_pytest and not has_case):
        return "pytest"
    return "unittest"


def warm_up():
    """Has pytest load what it loads when tests run. False if there is no pytest."""
    try:
        import pytest
    except BaseException:
        return False
    folder = "/tmp/.warm-up"
    os.mkdir(folder)
    path = folder + "/test_warm_up.py"
    with open(path, "w") as file:
        file.write("import pytest\n@pytest.mark.parametrize('a', [1])\ndef test_a(a, tmp_path):\n    assert a == 1\n")
    before = set(sys.modules)
    pytest.main([*arguments_for(folder), path], plugins=[silence()])
    import shutil

    shutil.rmtree(folder)
    for name in [name for name in set(sys.modules) - before if name.startswith("test_warm_up")]:
        del sys.modules[name]
    return True


def forget_shadowed(own):
    """A file of the caller takes the place of a module that only this worker has loaded."""
    provided = {name.partition(".")[0] for name in os.listdir(FOLDER)}
    for name in [name for name in sys.modules if name.partition(".")[0] in provided and name not in own]:
        del sys.modules[name]


def run():
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    _thread.stack_size(2 << 20)
    command = 3
    os.set_inheritable(command, False)
    os.set_inheritable(REPORT, False)
    sys.path.pop(0)
    own = {"sys", "builtins", "os", "io", "site", "_thread"}
    has_pytest = warm_up()
    sys.stdout.reconfigure(line_buffering=True)
    os.write(REPORT, b"R")
    chunks = []
    while chunk := os.read(command, 65536):
        chunks.append(chunk)
    os.close(command)
    if not chunks:
        os._exit(0)
    os.write(REPORT, b"B")
    nonce, framework, pattern, with_coverage = [
        field.decode("utf-8", "surrogateescape") for field in b"".join(chunks).split(b"\0")[:4]]
    report = Report(nonce)
    forget_shadowed(own)
    sys.path.insert(0, FOLDER[:-1])
    sys.argv = [MAIN]
    chosen = framework or choose(has_pytest)
    report.send("framework", name=chosen)
    if chosen == "pytest" and not has_pytest:
        report.send("unavailable", message="pytest")
        report.send("session_finished")
        os._exit(0)
    exit_now, flush = os._exit, (sys.stdout.flush, sys.stderr.flush)
    coverage = Coverage() if with_coverage else None
    if coverage is not None:
        coverage.start()
    try:
        (run_pytest if chosen == "pytest" else run_unittest)(report, pattern)
    finally:
        if coverage is not None:
            coverage.stop()
            coverage.send(report)
        for one in flush:
            try:
                one()
            except (OSError, ValueError):
                pass
    report.send("session_finished")
    exit_now(0)


run()
