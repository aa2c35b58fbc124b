class Heap {
  #items = [];
  #compare;

  constructor(compare = (a, b) => a - b) {
    this.#compare = compare;
  }

  get size() {
    return this.#items.length;
  }

  push(item) {
    const items = this.#items;
    let index = items.push(item) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (this.#compare(items[index], items[parent]) >= 0) break;
      [items[index], items[parent]] = [items[parent], items[index]];
      index = parent;
    }
  }

  pop() {
    const items = this.#items;
    const top = items[0];
    const last = items.pop();
    if (items.length > 0) {
      items[0] = last;
      this.#sink(0);
    }
    return top;
  }

  #sink(start) {
    const items = this.#items;
    let index = start;
    for (;;) {
      const left = 2 * index + 1;
      const right = left + 1;
      let smallest = index;
      for (const child of [left, right]) {
        if (child < items.length && this.#compare(items[child], items[smallest]) < 0) {
          smallest = child;
        }
      }
      if (smallest === index) return;
      [items[index], items[smallest]] = [items[smallest], items[index]];
      index = smallest;
    }
  }
}

export class Graph {
  #edges = new Map();

  static from(lines) {
    const graph = new Graph();
    for (const line of lines) {
      const [from, to, weight = "1"] = line.split(" ");
      graph.connect(from, to, Number(weight));
    }
    return graph;
  }

  connect(from, to, weight, { directed = false } = {}) {
    if (!this.#edges.has(from)) this.#edges.set(from, []);
    if (!this.#edges.has(to)) this.#edges.set(to, []);
    this.#edges.get(from).push({ to, weight });
    if (!directed) this.#edges.get(to).push({ to: from, weight });
    return this;
  }

  shortestPath(start, goal) {
    const distance = new Map([[start, 0]]);
    const previous = new Map();
    const heap = new Heap((a, b) => a.cost - b.cost);
    heap.push({ node: start, cost: 0 });

    while (heap.size > 0) {
      const { node, cost } = heap.pop();
      if (node === goal) break;
      if (cost > distance.get(node)) continue;
      for (const { to, weight } of this.#edges.get(node) ?? []) {
        const next = cost + weight;
        if (next < (distance.get(to) ?? Infinity)) {
          distance.set(to, next);
          previous.set(to, node);
          heap.push({ node: to, cost: next });
        }
      }
    }

    if (!distance.has(goal)) return null;
    const path = [goal];
    while (path[0] !== start) path.unshift(previous.get(path[0]));
    return { path, cost: distance.get(goal) };
  }
}

const roads = Graph.from(["oslo bergen 463", "oslo lillehammer 181", "lillehammer bergen 439", "oslo moss 60"]);
const route = roads.shortestPath("moss", "bergen");
console.log(route ? `${route.path.join(" → ")} (${route.cost} km)` : "no way");
