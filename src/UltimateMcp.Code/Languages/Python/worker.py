# The worker of Python: the interpreter is warmed up first, the code arrives by pipe and file, and runs as `python3 main.py` would run it.
# Protocol: UltimateMcp.Sandbox/WorkerProtocol.cs. Only modules that the interpreter has loaded anyway are imported before the code runs.
def run():
    import atexit
    import builtins
    import os
    import sys

    command_fd, report_fd, main_path = 3, 4, "/scratch/main.py"
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

    outcome = {"nonce": nonce, "exit": 0}

    def report():
        # Registered first, so it runs last: after the threads have been joined and the code's own exit functions.
        try:
            if len(outcome) == 2:
                line = '{"nonce":"%s","exit":%d}\n' % (nonce, outcome["exit"])
            else:
                import json

                line = json.dumps(outcome) + "\n"
            os.write(report_fd, line.encode("ascii"))
        except BaseException:
            pass

    def describe(error):
        described = type(error)
        name = described.__qualname__
        if described.__module__ not in ("builtins", "__main__"):
            name = described.__module__ + "." + name
        outcome["type"] = name[:200]
        try:
            outcome["message"] = str(error)[:4000]
        except BaseException:
            outcome["message"] = ""
        if isinstance(error, SyntaxError) and error.filename == main_path:
            outcome["line"] = error.lineno
        else:
            step = error.__traceback__
            while step is not None:
                if step.tb_frame.f_code.co_filename == main_path:
                    outcome["line"] = step.tb_lineno
                step = step.tb_next
        if isinstance(error, OSError) and isinstance(error.errno, int):
            outcome["errno"] = error.errno

    atexit.register(report)
    main = type(sys)("__main__")
    main.__file__ = main_path
    main.__builtins__ = builtins
    worker_module, sys.modules["__main__"] = sys.modules["__main__"], main
    sys.argv = ["main.py", *arguments]
    sys.path[0] = "/scratch"
    # Lines show at once: a run that is ended at a limit keeps what it printed before.
    sys.stdout.reconfigure(line_buffering=True)

    try:
        with open(main_path, "rb") as source:
            code = compile(source.read(), main_path, "exec", dont_inherit=True)
        exec(code, main.__dict__)
    except SystemExit as stop:
        if stop.code is None:
            outcome["exit"] = 0
        elif isinstance(stop.code, int):
            outcome["exit"] = stop.code & 0xFF
        else:
            outcome["exit"] = 1
        raise SystemExit(stop.code) from None
    except BaseException as error:
        outcome["exit"] = 1
        # The first frame is ours, and so is the whole traceback of code that does not compile.
        error.__traceback__ = error.__traceback__ and error.__traceback__.tb_next
        describe(error)
        sys.excepthook(type(error), error, error.__traceback__)
        del error
        raise SystemExit(1) from None
    finally:
        del worker_module


run()
