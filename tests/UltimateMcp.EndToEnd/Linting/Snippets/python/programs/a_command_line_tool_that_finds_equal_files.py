#!/usr/bin/env python3
"""Find files with equal content below one or more folders."""

import argparse
import hashlib
import os
import sys
from collections import defaultdict
from pathlib import Path

BLOCK = 1 << 16
UNITS = ("B", "KiB", "MiB", "GiB")


def size_argument(text: str) -> int:
    """Read a size such as 10, 4k or 2M."""
    factors = {"k": 1024, "m": 1024**2, "g": 1024**3}
    factor = factors.get(text[-1:].lower(), 1)
    digits = text[:-1] if factor > 1 else text
    try:
        return int(digits) * factor
    except ValueError:
        raise argparse.ArgumentTypeError(f"not a size: {text!r}") from None


def human(size: float) -> str:
    for unit in UNITS:
        if size < 1024 or unit == UNITS[-1]:
            break
        size /= 1024
    return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"


def digest(path: Path, algorithm: str) -> str:
    checksum = hashlib.new(algorithm)
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            checksum.update(block)
    return checksum.hexdigest()


def walk(folders, follow_links=False):
    for folder in folders:
        for root, dirs, files in os.walk(folder, followlinks=follow_links):
            dirs[:] = sorted(d for d in dirs if not d.startswith("."))
            for name in files:
                path = Path(root, name)
                if path.is_file() and (follow_links or not path.is_symlink()):
                    yield path


def group_by(paths, key, errors):
    groups = defaultdict(list)
    for path in paths:
        try:
            groups[key(path)].append(path)
        except OSError as error:
            errors.append(f"{path}: {error.strerror}")
    return {k: v for k, v in groups.items() if len(v) > 1}


def find_duplicates(folders, minimum, algorithm, follow_links=False):
    errors = []
    by_size = group_by(walk(folders, follow_links), lambda p: p.stat().st_size, errors)
    found = []
    for size, paths in sorted(by_size.items(), reverse=True):
        if size < minimum:
            continue
        same = group_by(paths, lambda p: digest(p, algorithm), errors)
        found.extend((size, group) for group in same.values())
    return found, errors


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", default=["."], metavar="FOLDER")
    parser.add_argument("-m", "--minimum", type=size_argument, default=1, help="ignore smaller files")
    parser.add_argument("-L", "--follow-links", action="store_true")
    parser.add_argument(
        "--algorithm",
        choices=sorted(hashlib.algorithms_guaranteed),
        default="sha256",
        help="checksum to compare with (%(default)s)",
    )
    output = parser.add_mutually_exclusive_group()
    output.add_argument("-q", "--quiet", action="store_true", help="print only the total")
    output.add_argument("-0", "--null", action="store_true", help="end names with a null")
    return parser


def main(argv=None) -> int:
    args = build_parser().parse_args(argv)
    groups, errors = find_duplicates(args.folders, args.minimum, args.algorithm, args.follow_links)
    wasted = 0
    for size, paths in groups:
        wasted += size * (len(paths) - 1)
        if args.quiet:
            continue
        print(f"{human(size)}, {len(paths)} times")
        for path in sorted(paths):
            print(path, end="\0" if args.null else "\n")
    print(f"{human(wasted)} could be saved")
    for line in errors:
        print(line, file=sys.stderr)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
