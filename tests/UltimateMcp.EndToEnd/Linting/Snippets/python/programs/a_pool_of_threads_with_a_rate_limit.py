from __future__ import annotations

import concurrent.futures
import itertools
import queue
import threading
import time
from collections.abc import Callable
from typing import Any


class RateLimiter:
    """Allows a number of calls in a period."""

    def __init__(self, calls: int, period: float) -> None:
        self._interval = period / calls
        self._next = 0.0
        self._lock = threading.Lock()

    def wait(self) -> float:
        with self._lock:
            now = time.monotonic()
            start = max(now, self._next)
            self._next = start + self._interval
        pause = start - now
        if pause > 0:
            time.sleep(pause)
        return pause

    def __enter__(self) -> None:
        self.wait()

    def __exit__(self, *args: object) -> None:
        pass


class WorkerPool:
    _ids = itertools.count(1)

    def __init__(self, size: int = 4, limiter: RateLimiter | None = None) -> None:
        self._queue: queue.PriorityQueue[tuple[int, int, Any]] = queue.PriorityQueue()
        self._order = itertools.count()
        self._limiter = limiter
        self._closed = threading.Event()
        name = f"pool-{next(self._ids)}"
        self._threads = [
            threading.Thread(target=self._work, name=f"{name}-{n}", daemon=True) for n in range(size)
        ]
        for thread in self._threads:
            thread.start()

    def submit(
        self, function: Callable[..., Any], /, *args: Any, priority: int = 0, **kwargs: Any
    ) -> concurrent.futures.Future[Any]:
        if self._closed.is_set():
            raise RuntimeError("the pool is closed")
        future: concurrent.futures.Future[Any] = concurrent.futures.Future()
        self._queue.put((-priority, next(self._order), (future, function, args, kwargs)))
        return future

    def _work(self) -> None:
        while True:
            _, _, job = self._queue.get()
            try:
                if job is None:
                    return
                future, function, args, kwargs = job
                if not future.set_running_or_notify_cancel():
                    continue
                if self._limiter is not None:
                    self._limiter.wait()
                try:
                    result = function(*args, **kwargs)
                except BaseException as error:
                    future.set_exception(error)
                else:
                    future.set_result(result)
            finally:
                self._queue.task_done()

    def close(self, wait: bool = True) -> None:
        self._closed.set()
        for _ in self._threads:
            self._queue.put((1_000_000, next(self._order), None))
        if wait:
            for thread in self._threads:
                thread.join()

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def collatz(n: int) -> int:
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


def main() -> None:
    limiter = RateLimiter(calls=200, period=1.0)
    with WorkerPool(3, limiter) as pool:
        futures = {pool.submit(collatz, n, priority=n % 3): n for n in range(1, 20)}
        failing = pool.submit(lambda: 1 // 0)
        best = 0, 0
        for future in concurrent.futures.as_completed(futures):
            best = max(best, (future.result(), futures[future]))
    print(f"{best[1]} takes {best[0]} steps")
    if isinstance(failing.exception(), ZeroDivisionError):
        print("one job failed as it should")


if __name__ == "__main__":
    main()
