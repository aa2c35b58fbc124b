"""Shortest paths, topological order, components and spanning trees."""

from __future__ import annotations

import heapq
import math
from collections import deque
from collections.abc import Hashable, Iterable
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)
Graph = dict[Node, dict[Node, float]]


class CycleError(ValueError):
    def __init__(self, nodes):
        super().__init__(f"cycle through {', '.join(map(str, nodes))}")
        self.nodes = nodes


def from_edges(edges: Iterable[tuple[Node, Node, float]], directed: bool = True) -> Graph:
    graph: Graph = {}
    for source, target, weight in edges:
        graph.setdefault(source, {})[target] = weight
        graph.setdefault(target, {})
        if not directed:
            graph[target][source] = weight
    return graph


def shortest_paths(graph: Graph, start: Node) -> tuple[dict[Node, float], dict[Node, Node]]:
    """Dijkstra's algorithm: the distances and the predecessors."""
    distances = {start: 0.0}
    predecessors: dict[Node, Node] = {}
    heap: list[tuple[float, int, Node]] = [(0.0, 0, start)]
    visited: set[Node] = set()
    order = 0
    while heap:
        distance, _, node = heapq.heappop(heap)
        if node in visited:
            continue
        visited.add(node)
        for neighbor, weight in graph[node].items():
            if weight < 0:
                raise ValueError("negative weights are not supported")
            candidate = distance + weight
            if candidate < distances.get(neighbor, math.inf):
                distances[neighbor] = candidate
                predecessors[neighbor] = node
                order += 1
                heapq.heappush(heap, (candidate, order, neighbor))
    return distances, predecessors


def path_to(predecessors: dict[Node, Node], start: Node, goal: Node) -> list[Node]:
    path = [goal]
    while path[-1] != start:
        try:
            path.append(predecessors[path[-1]])
        except KeyError:
            return []
    return path[::-1]


def topological_order(graph: Graph) -> list[Node]:
    degrees = dict.fromkeys(graph, 0)
    for targets in graph.values():
        for target in targets:
            degrees[target] += 1
    ready = deque(node for node, degree in degrees.items() if not degree)
    result = []
    while ready:
        node = ready.popleft()
        result.append(node)
        for target in graph[node]:
            degrees[target] -= 1
            if degrees[target] == 0:
                ready.append(target)
    if len(result) < len(graph):
        raise CycleError([node for node, degree in degrees.items() if degree > 0])
    return result


def components(graph: Graph) -> list[set[Node]]:
    """The connected parts of an undirected graph."""
    remaining = set(graph)
    found = []
    while remaining:
        stack = [remaining.pop()]
        part = set()
        while stack:
            node = stack.pop()
            part.add(node)
            neighbors = remaining & graph[node].keys()
            remaining -= neighbors
            stack.extend(neighbors)
        found.append(part)
    return found


class DisjointSets:
    def __init__(self, items: Iterable[Node]) -> None:
        self._parents = {item: item for item in items}

    def find(self, item: Node) -> Node:
        while (parent := self._parents[item]) != item:
            self._parents[item] = item = self._parents[parent]
        return item

    def union(self, a: Node, b: Node) -> bool:
        a, b = self.find(a), self.find(b)
        self._parents[a] = b
        return a != b


def spanning_tree(graph: Graph) -> list[tuple[Node, Node, float]]:
    edges = sorted((w, str(a), a, b) for a, targets in graph.items() for b, w in targets.items())
    sets = DisjointSets(graph)
    return [(a, b, w) for w, _, a, b in edges if sets.union(a, b)]


if __name__ == "__main__":
    roads = from_edges([("A", "B", 7), ("A", "C", 3), ("C", "B", 1), ("B", "D", 2), ("E", "F", 1)], directed=False)
    lengths, previous = shortest_paths(roads, "A")
    print(lengths, path_to(previous, "A", "D"), path_to(previous, "A", "F"))
    print(sorted(map(sorted, components(roads))), spanning_tree(roads))
    steps = from_edges([("shirt", "tie", 1), ("tie", "jacket", 1), ("trousers", "shoes", 1)])
    print(topological_order(steps))
    steps["jacket"]["shirt"] = 1
    try:
        topological_order(steps)
    except CycleError as error:
        print(error)
