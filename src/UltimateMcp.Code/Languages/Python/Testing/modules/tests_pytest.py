"""Runs tests with pytest."""
import os

from tests_report import FOLDER, MAIN, message_of, place_of, relative, text_of


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
                cause = error and (error.__cause__ or error)
                file, line = place_of(cause) if cause else (None, None)
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
