# The Python worker: the interpreter starts first, the code arrives by pipe and file, and runs as `python3 main.py` would run it.
# Protocol: UltimateMcp.Sandbox/WorkerProtocol.cs. It imports only modules that the interpreter loads at its own start,
# because a file of the caller may have the name of any other module.
MAIN = "/scratch/main.py"
EAGAIN = 11

# Calls that start a process, as they are written in the line that failed: in the code, in subprocess or in multiprocessing.
PROCESS_CALLS = b"fork(", b"forkpty(", b"fork_exec(", b"posix_spawn(", b"posix_spawnp("


def quoted(text):
    """A JSON string in ASCII. A lone surrogate becomes U+FFFD, since JSON readers reject it."""
    units = []
    for code in map(ord, text):
        if code >= 0x10000:
            units += 0xD7C0 + (code >> 10), 0xDC00 + (code & 0x3FF)
        else:
            units.append(0xFFFD if 0xD800 <= code < 0xE000 else code)
    return '"%s"' % "".join(chr(unit) if 0x20 <= unit < 0x7F and unit not in (0x22, 0x5C) else "\\u%04x" % unit for unit in units)


def traceback_entries(error):
    entry = error.__traceback__
    while entry is not None:
        yield entry
        entry = entry.tb_next


def type_of(error):
    cls = type(error)
    name = cls.__qualname__
    if cls.__module__ not in ("builtins", "__main__"):
        name = cls.__module__ + "." + name
    return '"type":' + quoted(name[:200])


def message_of(error):
    return '"message":' + quoted(str(error)[:4000])


def line_of(error):
    lines = [entry.tb_lineno for entry in traceback_entries(error) if entry.tb_frame.f_code.co_filename == MAIN]
    if isinstance(error, SyntaxError) and error.filename == MAIN:
        lines.append(error.lineno)
    return '"line":%d' % lines[-1] if lines and 0 < lines[-1] < 1 << 31 else ""


def errno_of(error):
    return '"errno":%d' % error.errno if isinstance(error, OSError) and 0 < error.errno < 4096 else ""


def refused_of(error):
    if isinstance(error, MemoryError):
        return '"refused":"memory"'
    if type(error) is RuntimeError and str(error) == "can't start new thread":
        return '"refused":"thread"'
    # Reading an empty pipe fails with EAGAIN, too, so the failed line must be one that starts a process.
    if isinstance(error, OSError) and error.errno == EAGAIN:
        *_, last = traceback_entries(error)
        code = last.tb_frame.f_code
        if code.co_name == "_execute_child" or any(call in source_of(code.co_filename, last.tb_lineno) for call in PROCESS_CALLS):
            return '"refused":"process"'
    return ""


def source_of(path, line):
    with open(path, "rb") as source:
        for number, text in enumerate(source, 1):
            if number == line:
                return text
    return b""


def description(error):
    parts = []
    for part in (type_of, message_of, line_of, errno_of, refused_of):
        try:
            parts.append(part(error))
        except BaseException:
            # The error's own methods may raise anything. The other parts are still reported.
            pass
    return ",".join(part for part in parts if part)


def show(error):
    """Shows an uncaught error as the interpreter does: with sys.excepthook, and if that fails, both errors."""
    import sys

    try:
        sys.excepthook(type(error), error, error.__traceback__)
    except SystemExit as stop:
        return SystemExit(stop.code)
    except BaseException as hook_error:
        hook_error.__traceback__ = hook_error.__traceback__ and hook_error.__traceback__.tb_next
        if hook_error.__context__ is error:
            hook_error.__context__ = None
        try:
            sys.stderr.write("Error in sys.excepthook:\n")
            sys.__excepthook__(type(hook_error), hook_error, hook_error.__traceback__)
            sys.stderr.write("\nOriginal exception was:\n")
            sys.__excepthook__(type(error), error, error.__traceback__)
        except BaseException:
            # The code has closed or replaced stderr.
            pass
    return SystemExit(1)


def keep_flushed(*streams):
    """
    Flushes the streams every few milliseconds in a thread, so that a killed program has written what it printed. Returns
    a function that stops the thread. The thread is also stopped during a fork.
    """
    import _signal
    import _thread
    import os

    INTERVAL = 0.02
    wake = _thread.allocate_lock()
    stopped = _thread.allocate_lock()

    def flush_periodically():
        while not wake.acquire(True, INTERVAL):
            for stream in streams:
                try:
                    stream.flush()
                except BaseException:
                    # The code has closed the stream, or its reader has: the code's own call fails with that.
                    pass
        stopped.release()

    def start():
        wake.acquire(False)
        stopped.acquire(False)
        # The new thread blocks all signals: they must reach the code's threads.
        mask = _signal.pthread_sigmask(_signal.SIG_BLOCK, _signal.valid_signals())
        try:
            _thread.start_new_thread(flush_periodically, ())
        except RuntimeError:
            stopped.release()
        finally:
            _signal.pthread_sigmask(_signal.SIG_SETMASK, mask)

    def stop():
        # In a forked child the thread does not exist.
        if wake.locked():
            wake.release()
        stopped.acquire()
        stopped.release()

    size = _thread.stack_size(64 << 10)
    start()
    _thread.stack_size(size)
    os.register_at_fork(before=stop, after_in_parent=start)
    return stop


def adapt_multiprocessing():
    """
    Makes fork the start method of multiprocessing, and the loopback device its connection family: the sandbox has no
    Unix sockets.
    """
    import sys

    def use_fork(module):
        module._default_context = module.DefaultContext(module._concrete_contexts["fork"])

    def use_loopback(module):
        module.default_family = "AF_INET"

    changes = {"multiprocessing.context": use_fork, "multiprocessing.connection": use_loopback}

    class Finder:
        @staticmethod
        def find_spec(name, path=None, target=None):
            change = changes.pop(name, None)
            if change is None:
                return None
            for finder in sys.meta_path:
                spec = None if finder is Finder else finder.find_spec(name, path, target)
                if spec is not None:
                    execute = spec.loader.exec_module

                    def execute_and_change(module):
                        execute(module)
                        change(module)

                    spec.loader.exec_module = execute_and_change
                    return spec
            return None

    sys.meta_path.insert(0, Finder)


# Audit events (sys.addaudithook) of calls that the sandbox refuses.
PROCESS_EVENTS = frozenset(("os.system", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "subprocess.Popen", "pty.spawn"))
NAME_EVENTS = frozenset(("socket.getaddrinfo", "socket.gethostbyname"))
LOCAL_NAMES = frozenset((None, "", "localhost", "sandbox", "ip6-localhost", "0.0.0.0", "::"))


def is_remote(host):
    if isinstance(host, (bytes, bytearray)):
        host = bytes(host).decode("ascii", "replace")
    return host not in LOCAL_NAMES and not (isinstance(host, str) and (host.startswith("127.") or host == "::1"))


def record_attempts(attempted, may_fork):
    """
    Records in attempted the resources that the code asks for and is refused, even if it handles the error. Attempts of
    installed packages do not count.
    """
    import os
    import sys

    library = os.__file__[: os.__file__.rindex("/") + 1]

    def is_standard_library(path):
        return path.startswith("<frozen") or (path.startswith(library) and "-packages/" not in path)

    def is_called_by_code():
        frame = sys._getframe(3)
        while frame is not None and is_standard_library(frame.f_code.co_filename):
            frame = frame.f_back
        return frame is not None and frame.f_code.co_filename.startswith("/scratch/")

    def inspect(event, args):
        if event in PROCESS_EVENTS:
            if not may_fork and is_called_by_code():
                attempted["process"] = True
        elif event == "socket.connect":
            address = args[1]
            if isinstance(address, tuple) and address and is_remote(address[0]):
                attempted["network"] = True
        elif event in NAME_EVENTS and is_remote(args[0]):
            attempted["network"] = True

    def hook(event, args):
        try:
            inspect(event, args)
        except Exception:
            # The arguments may be of any type; the call itself raises the error.
            pass

    sys.addaudithook(hook)


def import_beforehand(modules):
    """
    Imports the modules that the code shall find loaded. The folders of the worker and of the code are not searched. What
    the modules print is none of the code's output. They were tried before, so a failure is not reported here.
    """
    import os
    import sys

    streams = (sys.stdout, 1, os.dup(1)), (sys.stderr, 2, os.dup(2))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    folder = sys.path.pop(0)
    for _, descriptor, _ in streams:
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
    for module in modules:
        try:
            __import__(module)
        except BaseException:
            pass
    for stream, descriptor, original in streams:
        stream.flush()
        os.dup2(original, descriptor)
        os.close(original)
    sys.path.insert(0, folder)


def run():
    import _thread
    import atexit
    import builtins
    import os
    import sys

    may_fork, modules = sys.argv[1] == "may-fork", sys.argv[2:]

    # A thread's stack counts in full against the memory limit, so less than the 8 MiB of the first thread.
    _thread.stack_size(2 << 20)

    command_fd, report_fd = 3, 4
    os.set_inheritable(command_fd, False)
    os.set_inheritable(report_fd, False)
    if modules:
        import_beforehand(modules)
    sys.stdout.reconfigure(line_buffering=True)
    main = type(sys)("__main__")
    main.__file__ = MAIN
    main.__builtins__ = builtins
    worker_module, sys.modules["__main__"] = sys.modules["__main__"], main
    sys.path[0] = "/scratch"
    if may_fork:
        adapt_multiprocessing()
    attempted = {}
    record_attempts(attempted, may_fork)

    os.write(report_fd, b"R")

    chunks = []
    while chunk := os.read(command_fd, 65536):
        chunks.append(chunk)
    os.close(command_fd)
    if not chunks:
        os._exit(0)
    os.write(report_fd, b"B")
    nonce, *arguments = [field.decode("utf-8", "surrogateescape") for field in b"".join(chunks).split(b"\0")[:-1]]

    frame = '{"nonce":' + quoted(nonce) + ',"exit":%d%s}\n'
    line = (frame % (0, "")).encode("ascii")
    out_of_memory = (frame % (1, ',"type":"MemoryError","message":"","refused":"memory"')).encode("ascii")
    # Freed on an error, so that it can be described and shown even if memory has run out.
    reserve = bytes(4 << 20)
    write, getpid, own = os.write, os.getpid, os.getpid()

    stop_flushing = keep_flushed(sys.stdout, sys.stderr)

    def report():
        # Registered first, so it runs last: after the threads were joined and the code's own exit functions. A forked
        # child does not report.
        try:
            if getpid() == own:
                # The interpreter aborts if a thread holds a stream's lock at shutdown.
                stop_flushing()
                if line is not None:
                    write(report_fd, line[:-2] + b',"attempted":["%s"]}\n' % '","'.join(attempted).encode("ascii") if attempted else line)
        except BaseException:
            pass

    atexit.register(report)
    sys.argv = ["main.py", *arguments]

    error = leaving = None
    try:
        with open(MAIN, "rb") as source:
            code = compile(source.read(), MAIN, "exec", dont_inherit=True)
        exec(code, main.__dict__)
    except SystemExit as stop:
        leaving = SystemExit(stop.code)
        status = 0 if stop.code is None else stop.code & 0xFF if isinstance(stop.code, int) else 1
        line = (frame % (status, "")).encode("ascii")
    except BaseException as raised:
        reserve = None
        error = raised

    if error is not None:
        # The first frame is the worker's, and so is the whole traceback of code that does not compile.
        error.__traceback__ = error.__traceback__ and error.__traceback__.tb_next
        if isinstance(error, MemoryError):
            line = out_of_memory
            if error.__traceback__ is None:
                # There was no memory for a traceback, and each frame left another error in the context.
                error.__context__ = None
        try:
            line = (frame % (1, "," + description(error))).encode("ascii")
        except BaseException:
            # Still no memory: the short report is sent.
            pass
        leaving = show(error)
        if type(error) is KeyboardInterrupt:
            # The interpreter kills itself with SIGINT; the error was already shown.
            sys.excepthook = lambda *_: None
            line, leaving = None, KeyboardInterrupt()
    del error, reserve, worker_module
    if leaving is not None:
        raise leaving


run()
