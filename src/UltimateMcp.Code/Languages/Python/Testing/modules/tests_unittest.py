"""Runs tests with unittest, and functions named test* without a framework."""
import importlib
import inspect
import time
import unittest

from tests_report import MAIN, MODULE, definition_of, message_of, place_of, relative, text_of


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
