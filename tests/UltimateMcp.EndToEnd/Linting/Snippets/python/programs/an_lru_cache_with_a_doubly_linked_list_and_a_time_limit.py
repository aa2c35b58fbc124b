from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Iterator
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

_MISSING = object()


class _Node(Generic[K, V]):
    __slots__ = ("key", "value", "expires", "previous", "next")

    def __init__(self, key: K | None = None, value: V | None = None, expires: float = 0.0) -> None:
        self.key = key
        self.value = value
        self.expires = expires
        self.previous: _Node[K, V] = self
        self.next: _Node[K, V] = self


class LRUCache(Generic[K, V]):
    """Keeps the entries that were used last, each for a limited time."""

    def __init__(
        self,
        capacity: int,
        ttl: float = float("inf"),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        if capacity < 1:
            raise ValueError("capacity must be at least one")
        self._capacity = capacity
        self._ttl = ttl
        self._clock = clock
        self._nodes: dict[K, _Node[K, V]] = {}
        self._root: _Node[K, V] = _Node()
        self._lock = threading.RLock()
        self.hits = self.misses = 0

    def _unlink(self, node: _Node[K, V]) -> None:
        node.previous.next = node.next
        node.next.previous = node.previous

    def _push_front(self, node: _Node[K, V]) -> None:
        node.previous = self._root
        node.next = self._root.next
        self._root.next.previous = node
        self._root.next = node

    def _drop(self, node: _Node[K, V]) -> None:
        self._unlink(node)
        del self._nodes[node.key]

    def get(self, key: K, default: V | None = None) -> V | None:
        with self._lock:
            node = self._nodes.get(key)
            if node is None or node.expires <= self._clock():
                if node is not None:
                    self._drop(node)
                self.misses += 1
                return default
            self._unlink(node)
            self._push_front(node)
            self.hits += 1
            return node.value

    def put(self, key: K, value: V) -> None:
        with self._lock:
            if (node := self._nodes.get(key)) is not None:
                self._drop(node)
            node = _Node(key, value, self._clock() + self._ttl)
            self._nodes[key] = node
            self._push_front(node)
            while len(self._nodes) > self._capacity:
                self._drop(self._root.previous)

    def get_or_compute(self, key: K, compute: Callable[[K], V]) -> V:
        value = self.get(key, _MISSING)  # type: ignore[arg-type]
        if value is _MISSING:
            value = compute(key)
            self.put(key, value)
        return value

    def __len__(self) -> int:
        return len(self._nodes)

    def __contains__(self, key: object) -> bool:
        return key in self._nodes

    def __iter__(self) -> Iterator[K]:
        node = self._root.next
        while node is not self._root:
            yield node.key
            node = node.next

    def __repr__(self) -> str:
        return f"{type(self).__name__}({list(self)!r}, capacity={self._capacity})"


if __name__ == "__main__":
    now = 0.0
    cache: LRUCache[str, int] = LRUCache(2, ttl=10, clock=lambda: now)
    for word in "to be or not to be".split():
        cache.get_or_compute(word, len)
    print(cache, cache.hits, cache.misses)
    now = 20.0
    assert cache.get("be") is None
    assert "be" not in cache
