"""Conway's game of life on an endless board."""

import argparse
import itertools
import random
import sys
import time

GLIDER = """
.#.
..#
###
"""

NEIGHBORS = [(dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy]
CLEAR = "\x1b[2J\x1b[H"


def read_pattern(text):
    return {
        (x, y)
        for y, line in enumerate(text.strip("\n").splitlines())
        for x, char in enumerate(line)
        if char == "#"
    }


def neighbors(cell):
    x, y = cell
    return ((x + dx, y + dy) for dx, dy in NEIGHBORS)


def step(cells):
    counts = {}
    for cell in cells:
        for other in neighbors(cell):
            counts[other] = counts.get(other, 0) + 1
    return {cell for cell, count in counts.items() if count == 3 or (count == 2 and cell in cells)}


def generations(cells):
    seen = {}
    for number in itertools.count():
        key = frozenset(cells)
        yield number, cells, seen.get(key)
        if not cells:
            return
        seen.setdefault(key, number)
        cells = step(cells)


def draw(cells, width, height):
    rows = []
    for top in range(0, height, 2):
        row = []
        for x in range(width):
            upper, lower = (x, top) in cells, (x, top + 1) in cells
            row.append(" ▄▀█"[2 * upper + lower])
        rows.append("".join(row).rstrip())
    return "\n".join(rows)


def random_board(width, height, density, seed=None):
    rng = random.Random(seed)
    return {(x, y) for x in range(width) for y in range(height) if rng.random() < density}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", nargs=2, type=int, default=(60, 40))
    parser.add_argument("--density", type=float)
    parser.add_argument("--steps", type=int, default=4)
    parser.add_argument("--delay", type=float, default=0)
    args = parser.parse_args()
    width, height = args.size
    if args.density is None:
        cells = read_pattern(GLIDER)
    else:
        cells = random_board(width, height, args.density)
    try:
        for number, board, before in itertools.islice(generations(cells), args.steps + 1):
            if sys.stdout.isatty():
                print(CLEAR, end="")
            print(draw(board, width, height))
            print(f"generation {number}, {len(board)} cells")
            if before is not None:
                print(f"the same as generation {before}")
                break
            time.sleep(args.delay)
    except KeyboardInterrupt:
        print()


if __name__ == "__main__":
    main()
