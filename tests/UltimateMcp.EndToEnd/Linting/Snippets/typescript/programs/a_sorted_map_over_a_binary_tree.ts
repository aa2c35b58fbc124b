export type Comparator<K> = (a: K, b: K) => number;

class TreeNode<K, V> {
  left: TreeNode<K, V> | null = null;
  right: TreeNode<K, V> | null = null;
  height = 1;

  constructor(
    readonly key: K,
    public value: V,
  ) {}

  get balance(): number {
    return heightOf(this.left) - heightOf(this.right);
  }

  update(): this {
    this.height = 1 + Math.max(heightOf(this.left), heightOf(this.right));
    return this;
  }
}

function heightOf(node: TreeNode<unknown, unknown> | null): number {
  return node?.height ?? 0;
}

function rotateRight<K, V>(node: TreeNode<K, V>): TreeNode<K, V> {
  const top = node.left;
  if (top === null) return node;
  node.left = top.right;
  top.right = node.update();
  return top.update();
}

function rotateLeft<K, V>(node: TreeNode<K, V>): TreeNode<K, V> {
  const top = node.right;
  if (top === null) return node;
  node.right = top.left;
  top.left = node.update();
  return top.update();
}

function rebalance<K, V>(node: TreeNode<K, V>): TreeNode<K, V> {
  node.update();
  if (node.balance > 1) {
    if (node.left && node.left.balance < 0) node.left = rotateLeft(node.left);
    return rotateRight(node);
  }
  if (node.balance < -1) {
    if (node.right && node.right.balance > 0) node.right = rotateRight(node.right);
    return rotateLeft(node);
  }
  return node;
}

export class SortedMap<K, V> implements Iterable<[K, V]> {
  private root: TreeNode<K, V> | null = null;
  private count = 0;

  constructor(
    private readonly compare: Comparator<K>,
    entries: Iterable<readonly [K, V]> = [],
  ) {
    for (const [key, value] of entries) this.set(key, value);
  }

  static ofStrings<V>(entries: Record<string, V>): SortedMap<string, V> {
    return new SortedMap<string, V>((a, b) => a.localeCompare(b), Object.entries(entries));
  }

  get size(): number {
    return this.count;
  }

  get(key: K): V | undefined {
    let node = this.root;
    while (node !== null) {
      const order = this.compare(key, node.key);
      if (order === 0) return node.value;
      node = order < 0 ? node.left : node.right;
    }
    return undefined;
  }

  set(key: K, value: V): this {
    this.root = this.insert(this.root, key, value);
    return this;
  }

  private insert(node: TreeNode<K, V> | null, key: K, value: V): TreeNode<K, V> {
    if (node === null) {
      this.count += 1;
      return new TreeNode(key, value);
    }
    const order = this.compare(key, node.key);
    if (order === 0) {
      node.value = value;
      return node;
    }
    if (order < 0) node.left = this.insert(node.left, key, value);
    else node.right = this.insert(node.right, key, value);
    return rebalance(node);
  }

  *range(from: K, to: K): Generator<[K, V], void> {
    for (const entry of this) {
      if (this.compare(entry[0], to) >= 0) return;
      if (this.compare(entry[0], from) >= 0) yield entry;
    }
  }

  *[Symbol.iterator](): Generator<[K, V], void> {
    const stack: TreeNode<K, V>[] = [];
    let node = this.root;
    while (node !== null || stack.length > 0) {
      while (node !== null) {
        stack.push(node);
        node = node.left;
      }
      const next = stack.pop();
      if (!next) return;
      yield [next.key, next.value];
      node = next.right;
    }
  }
}

const ages = SortedMap.ofStrings({ linus: 54, ada: 36, grace: 85, alan: 41 });
ages.set("barbara", 84);
console.log(ages.size, ages.get("grace"), [...ages.range("am", "h")]);
