"""A typed event bus."""

from __future__ import annotations

import contextlib
import inspect
import logging
import weakref
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import (
    TYPE_CHECKING,
    Any,
    Generic,
    ParamSpec,
    Protocol,
    TypeVar,
    final,
    overload,
)

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

__all__ = ["Bus", "Event", "Listener", "Subscription", "listener"]
__version__ = "1.2.0"

log = logging.getLogger(__name__)

E = TypeVar("E", bound="Event")
E_contra = TypeVar("E_contra", bound="Event", contravariant=True)
P = ParamSpec("P")
R = TypeVar("R")


class Event:
    """The base of all events."""

    cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


class Listener(Protocol[E_contra]):
    def __call__(self, event: E_contra, /) -> None: ...


@final
class Subscription(Generic[E]):
    """Ends when it is closed or leaves its with block."""

    def __init__(self, bus: Bus, kind: type[E], target: Listener[E], priority: int) -> None:
        self._bus: weakref.ref[Bus] | None = weakref.ref(bus)
        self.kind = kind
        self.target = target
        self.priority = priority

    def close(self) -> None:
        if self._bus is not None and (bus := self._bus()) is not None:
            bus._remove(self)
        self._bus = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self.close()


class Bus:
    def __init__(self) -> None:
        self._subscriptions: defaultdict[type[Event], list[Subscription[Any]]] = defaultdict(list)
        self._muted: set[type[Event]] = set()

    @overload
    def on(self, kind: type[E], target: Listener[E], *, priority: int = ...) -> Subscription[E]: ...
    @overload
    def on(self, kind: type[E], target: None = ..., *, priority: int = ...) -> Callable[[Listener[E]], Listener[E]]: ...
    def on(self, kind, target=None, *, priority=0):
        if target is None:
            def decorate(function):
                self.on(kind, function, priority=priority)
                return function

            return decorate
        subscription = Subscription(self, kind, target, priority)
        entries = self._subscriptions[kind]
        entries.append(subscription)
        entries.sort(key=lambda s: -s.priority)
        return subscription

    def _remove(self, subscription: Subscription[Any]) -> None:
        with contextlib.suppress(ValueError):
            self._subscriptions[subscription.kind].remove(subscription)

    def _targets(self, event: Event) -> Iterator[Listener[Any]]:
        for kind in type(event).__mro__:
            if kind in self._muted:
                return
            for subscription in tuple(self._subscriptions.get(kind, ())):
                yield subscription.target

    @contextlib.contextmanager
    def mute(self, *kinds: type[Event]) -> Iterator[None]:
        added = set(kinds) - self._muted
        self._muted |= added
        try:
            yield
        finally:
            self._muted -= added

    def emit(self, event: E) -> E:
        for target in self._targets(event):
            if event.cancelled:
                break
            try:
                target(event)
            except Exception:
                log.exception("a listener of %s failed", type(event).__name__)
        return event


def listener(function: Callable[P, R]) -> Callable[P, R]:
    """Check that a function can be called with one event."""
    parameters = inspect.signature(function).parameters.values()
    required = [p for p in parameters if p.default is p.empty and p.kind not in (p.VAR_KEYWORD, p.VAR_POSITIONAL)]
    if len(required) != 1:
        raise TypeError(f"{function.__qualname__} must take one argument, not {len(required)}")
    return function


class Saved(Event):
    def __init__(self, path: str) -> None:
        self.path = path


if __name__ == "__main__":
    bus = Bus()

    @bus.on(Saved, priority=5)
    @listener
    def announce(event: Saved) -> None:
        print(f"saved {event.path}")

    with bus.on(Event, lambda event: event.cancel()) as everything:
        bus.emit(Saved("a.txt"))
        print(everything.kind)
    with bus.mute(Saved):
        bus.emit(Saved("b.txt"))
