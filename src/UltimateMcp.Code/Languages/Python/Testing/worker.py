# The worker that runs tests in Python, with pytest or unittest, and reports each test by a line of JSON.
# Protocols: UltimateMcp.Sandbox/WorkerProtocol.cs and UltimateMcp.Code/Testing/TestEvent.cs.
import _thread
import ast
import os
import sys

import tests_coverage
import tests_pytest
import tests_unittest
from tests_report import FOLDER, MAIN, REPORT, Report


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
    bases = [base for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for base in node.bases]
    return names, any(getattr(base, "attr", getattr(base, "id", "")).endswith("TestCase") for base in bases)


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
    pytest.main([*tests_pytest.arguments_for(folder), path], plugins=[tests_pytest.silence()])
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
    coverage = tests_coverage.Coverage() if with_coverage else None
    if coverage is not None:
        coverage.start()
    try:
        (tests_pytest.run_pytest if chosen == "pytest" else tests_unittest.run_unittest)(report, pattern)
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
