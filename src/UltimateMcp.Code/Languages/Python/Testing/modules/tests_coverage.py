"""Which lines of the files under test have run."""
import ast
import os
import sys
import threading
import types

from tests_report import FOLDER, MAIN, relative


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
