"""Helpers: timing, retrying, memoizing, changing the folder, replacing an attribute."""

from __future__ import annotations

import contextlib
import functools
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def timed(function: Callable[P, R]) -> Callable[P, R]:
    @functools.wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        start = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            wrapper.elapsed += time.perf_counter() - start
            wrapper.calls += 1

    wrapper.elapsed = 0.0
    wrapper.calls = 0
    return wrapper


def retry(
    *exceptions: type[Exception],
    attempts: int = 3,
    delay: float = 0.0,
    backoff: float = 2.0,
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Call again, with growing pauses, after one of the exceptions."""
    if attempts < 1:
        raise ValueError("attempts must be positive")
    caught = exceptions or (Exception,)

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(function)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
            pause = delay
            for attempt in range(1, attempts + 1):
                try:
                    return function(*args, **kwargs)
                except caught:
                    if attempt == attempts:
                        raise
                    time.sleep(pause)
                    pause *= backoff
            raise AssertionError("unreachable")

        return wrapper

    return decorate


class memoize:
    """Remember the results of a function of hashable arguments."""

    def __init__(self, function: Callable[..., Any]) -> None:
        functools.update_wrapper(self, function)
        self._function = function
        self._results: dict[Any, Any] = {}

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        key = args, frozenset(kwargs.items())
        if key not in self._results:
            self._results[key] = self._function(*args, **kwargs)
        return self._results[key]

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        return self if instance is None else functools.partial(self, instance)


@contextlib.contextmanager
def working_folder(path: str | Path) -> Iterator[Path]:
    previous = Path.cwd()
    os.chdir(path)
    try:
        yield Path.cwd()
    finally:
        os.chdir(previous)


class replaced:
    """Replace an attribute for the time of a block."""

    def __init__(self, target: object, name: str, value: object) -> None:
        self.target, self.name, self.value = target, name, value

    def __enter__(self) -> object:
        self._previous = getattr(self.target, self.name)
        setattr(self.target, self.name, self.value)
        return self.value

    def __exit__(self, *_exc: object) -> bool:
        setattr(self.target, self.name, self._previous)
        return False


@timed
@retry(ConnectionError, attempts=5)
def unreliable(rng: random.Random) -> str:
    if rng.random() < 0.5:
        raise ConnectionError("try again")
    return "connected"


@memoize
def fibonacci(n: int) -> int:
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


def main() -> int:
    print(unreliable(random.Random(3)), unreliable.calls)
    print(fibonacci(80))
    with working_folder("/"), replaced(sys, "stdout", StringIO()) as captured:
        print("not seen")
    print(repr(captured.getvalue()))
    with contextlib.ExitStack() as stack:
        for number in range(3):
            stack.callback(print, "closing", number)
        stack.pop_all().close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
