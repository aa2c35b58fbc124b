# The worker of Python: the interpreter is warmed up first, the code arrives by pipe and file, and runs as `python3 main.py` would run it.
# Protocol: UltimateMcp.Sandbox/WorkerProtocol.cs. Only modules that the interpreter has loaded anyway are imported, before the code runs and after:
# a file of the caller's may have any module's name.
MAIN = "/scratch/main.py"
EAGAIN = 11

# What starts a process, as it is called in the line that failed: in the code, in subprocess or in multiprocessing.
STARTERS = b"fork(", b"forkpty(", b"fork_exec(", b"posix_spawn(", b"posix_spawnp("


def quoted(text):
    """A JSON string in ASCII. Half a surrogate pair is no character, and no reader would take it."""
    units = []
    for code in map(ord, text):
        if code >= 0x10000:
            units += 0xD7C0 + (code >> 10), 0xDC00 + (code & 0x3FF)
        else:
            units.append(0xFFFD if 0xD800 <= code < 0xE000 else code)
    return '"%s"' % "".join(chr(unit) if 0x20 <= unit < 0x7F and unit not in (0x22, 0x5C) else "\\u%04x" % unit for unit in units)


def steps(error):
    step = error.__traceback__
    while step is not None:
        yield step
        step = step.tb_next


def type_of(error):
    described = type(error)
    name = described.__qualname__
    if described.__module__ not in ("builtins", "__main__"):
        name = described.__module__ + "." + name
    return '"type":' + quoted(name[:200])


def message_of(error):
    return '"message":' + quoted(str(error)[:4000])


def line_of(error):
    lines = [step.tb_lineno for step in steps(error) if step.tb_frame.f_code.co_filename == MAIN]
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
    # A pipe that is empty says EAGAIN too: it must come from a line that starts a process.
    if isinstance(error, OSError) and error.errno == EAGAIN:
        *_, last = steps(error)
        code = last.tb_frame.f_code
        if code.co_name == "_execute_child" or any(starter in source_of(code.co_filename, last.tb_lineno) for starter in STARTERS):
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
            # The error's own methods may do anything; what they do not spoil is told.
            pass
    return ",".join(part for part in parts if part)


def show(error):
    """As the interpreter shows an uncaught error: by the hook, and if that fails, both errors."""
    import sys

    try:
        sys.excepthook(type(error), error, error.__traceback__)
    except SystemExit as stop:
        return SystemExit(stop.code)
    except BaseException as hooks:
        hooks.__traceback__ = hooks.__traceback__ and hooks.__traceback__.tb_next
        if hooks.__context__ is error:
            hooks.__context__ = None
        try:
            sys.stderr.write("Error in sys.excepthook:\n")
            sys.__excepthook__(type(hooks), hooks, hooks.__traceback__)
            sys.stderr.write("\nOriginal exception was:\n")
            sys.__excepthook__(type(error), error, error.__traceback__)
        except BaseException:
            # The code has taken stderr away, too.
            pass
    return SystemExit(1)


def keep_flushed(*streams):
    """A line shows at its end, and what has no end yet a moment later: a program that is ended has shown what it printed. While it forks, no thread of ours is there."""
    import _signal
    import _thread
    import os

    PAUSE = 0.02
    wake = _thread.allocate_lock()
    gone = _thread.allocate_lock()

    def flush_often():
        while not wake.acquire(True, PAUSE):
            for stream in streams:
                try:
                    stream.flush()
                except BaseException:
                    # Closed by the code, or its reader is gone: the code hears of that itself.
                    pass
        gone.release()

    def start():
        wake.acquire(False)
        gone.acquire(False)
        # All signals are the code's: blocked there, a thread of ours would get them.
        mask = _signal.pthread_sigmask(_signal.SIG_BLOCK, _signal.valid_signals())
        try:
            _thread.start_new_thread(flush_often, ())
        except RuntimeError:
            gone.release()
        finally:
            _signal.pthread_sigmask(_signal.SIG_SETMASK, mask)

    def stop():
        # In a forked child there is nobody to wake.
        if wake.locked():
            wake.release()
        gone.acquire()
        gone.release()

    size = _thread.stack_size(64 << 10)
    start()
    _thread.stack_size(size)
    os.register_at_fork(before=stop, after_in_parent=start)
    return stop


def adapt_multiprocessing():
    """fork is the start method, and what multiprocessing connects is connected by the sandbox's own loopback: Unix sockets cannot be used here."""
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


# Audit events (sys.addaudithook) of what asks for something that is not here.
STARTS = frozenset(("os.system", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "subprocess.Popen", "pty.spawn"))
LOOKUPS = frozenset(("socket.getaddrinfo", "socket.gethostbyname"))
OWN_NAMES = frozenset((None, "", "localhost", "sandbox", "ip6-localhost", "0.0.0.0", "::"))


def is_elsewhere(host):
    if isinstance(host, (bytes, bytearray)):
        host = bytes(host).decode("ascii", "replace")
    return host not in OWN_NAMES and not (isinstance(host, str) and (host.startswith("127.") or host == "::1"))


def note_attempts(touched, may_fork):
    """Fills touched with what the code asks for in vain, whatever it makes of the refusal. What a package tries by itself is its own business."""
    import os
    import sys

    library = os.__file__[: os.__file__.rindex("/") + 1]

    def is_of_library(path):
        return path.startswith("<frozen") or (path.startswith(library) and "-packages/" not in path)

    def is_asked_by_code():
        frame = sys._getframe(3)
        while frame is not None and is_of_library(frame.f_code.co_filename):
            frame = frame.f_back
        return frame is not None and frame.f_code.co_filename.startswith("/scratch/")

    def look(event, args):
        if event in STARTS:
            if not may_fork and is_asked_by_code():
                touched["process"] = True
        elif event == "socket.connect":
            address = args[1]
            if isinstance(address, tuple) and address and is_elsewhere(address[0]):
                touched["network"] = True
        elif event in LOOKUPS and is_elsewhere(args[0]):
            touched["network"] = True

    def note(event, args):
        try:
            look(event, args)
        except Exception:
            # Of what the code passes, anything may be of any kind: the call itself says so.
            pass

    sys.addaudithook(note)


def run():
    import _thread
    import atexit
    import builtins
    import os
    import sys

    may_fork = sys.argv[1:] == ["may-fork"]

    # Charged against the memory in full, so not the eight that the first thread has.
    _thread.stack_size(2 << 20)

    command_fd, report_fd = 3, 4
    os.set_inheritable(command_fd, False)
    os.set_inheritable(report_fd, False)
    os.write(report_fd, b"R")

    chunks = []
    while chunk := os.read(command_fd, 65536):
        chunks.append(chunk)
    os.close(command_fd)
    if not chunks:
        os._exit(0)
    nonce, *arguments = [field.decode("utf-8", "surrogateescape") for field in b"".join(chunks).split(b"\0")[:-1]]

    frame = '{"nonce":' + quoted(nonce) + ',"exit":%d%s}\n'
    line = (frame % (0, "")).encode("ascii")
    out_of_memory = (frame % (1, ',"type":"MemoryError","message":"","refused":"memory"')).encode("ascii")
    # Freed when the code has left none, so that its error can be described and shown.
    reserve = bytes(4 << 20)
    touched = {}
    write, getpid, own = os.write, os.getpid, os.getpid()

    sys.stdout.reconfigure(line_buffering=True)
    stop_flushing = keep_flushed(sys.stdout, sys.stderr)

    def report():
        # Registered first, so it runs last: after the threads have been joined and the code's own exit functions. A forked child has no word.
        try:
            if getpid() == own:
                # The interpreter dies where a thread holds a stream while it ends.
                stop_flushing()
                if line is not None:
                    write(report_fd, line[:-2] + b',"touched":["%s"]}\n' % '","'.join(touched).encode("ascii") if touched else line)
        except BaseException:
            pass

    atexit.register(report)
    main = type(sys)("__main__")
    main.__file__ = MAIN
    main.__builtins__ = builtins
    worker_module, sys.modules["__main__"] = sys.modules["__main__"], main
    sys.argv = ["main.py", *arguments]
    sys.path[0] = "/scratch"
    if may_fork:
        adapt_multiprocessing()
    note_attempts(touched, may_fork)

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
        # The first frame is ours, and so is the whole traceback of code that does not compile.
        error.__traceback__ = error.__traceback__ and error.__traceback__.tb_next
        if isinstance(error, MemoryError):
            line = out_of_memory
            if error.__traceback__ is None:
                # There was no room for a traceback, and each frame left another error behind.
                error.__context__ = None
        try:
            line = (frame % (1, "," + description(error))).encode("ascii")
        except BaseException:
            # Still no room: the short one stands.
            pass
        leaving = show(error)
        if type(error) is KeyboardInterrupt:
            # The interpreter ends itself by SIGINT, and has nothing more to show.
            sys.excepthook = lambda *_: None
            line, leaving = None, KeyboardInterrupt()
    del error, reserve, worker_module
    if leaving is not None:
        raise leaving


run()
