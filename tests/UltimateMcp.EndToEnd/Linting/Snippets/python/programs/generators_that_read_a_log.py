"""A pipeline of generators that summarizes a web server's log."""

import gzip
import re
from collections import Counter, deque
from itertools import chain, groupby, islice, takewhile
from pathlib import Path

LINE = re.compile(
    r'(?P<host>\S+) \S+ \S+ \[(?P<time>[^\]]+)\] '
    r'"(?P<method>[A-Z]+) (?P<path>\S+)[^"]*" (?P<status>\d{3}) (?P<size>\d+|-)'
)

SAMPLE = [
    '10.0.0.1 - - [01/Mar/2024:10:00:01 +0000] "GET /index.html HTTP/1.1" 200 5120',
    '10.0.0.2 - - [01/Mar/2024:10:00:02 +0000] "GET /missing HTTP/1.1" 404 -',
    "not a line of the log",
    '10.0.0.1 - - [01/Mar/2024:10:01:07 +0000] "POST /login HTTP/1.1" 500 17',
    '10.0.0.3 - - [01/Mar/2024:10:01:09 +0000] "GET /index.html HTTP/2" 200 5120',
]


def find_logs(folder, pattern="*.log*"):
    yield from sorted(Path(folder).rglob(pattern))


def open_all(paths):
    for path in paths:
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8", errors="replace") as file:
            yield file


def lines_of(files):
    return chain.from_iterable(files)


def parse(lines, rejected=None):
    for line in lines:
        match = LINE.match(line)
        if match is None:
            if rejected is not None:
                rejected.append(line)
            continue
        record = match.groupdict()
        record["status"] = int(record["status"])
        record["size"] = 0 if record["size"] == "-" else int(record["size"])
        yield record


def running_total():
    """Receive numbers and send back the sum so far."""
    total = 0
    while True:
        number = yield total
        if number is None:
            return total
        total += number


def windows(iterable, size):
    window = deque(maxlen=size)
    for item in iterable:
        window.append(item)
        if len(window) == size:
            yield tuple(window)


def by_minute(records):
    for minute, group in groupby(records, key=lambda r: r["time"][:17]):
        yield minute, sum(1 for _ in group)


def batched(iterable, size):
    iterator = iter(iterable)
    while batch := list(islice(iterator, size)):
        yield batch


def countdown(start):
    yield from takewhile(lambda n: n >= 0, range(start, -10, -1))


def main(lines=None):
    rejected = []
    records = list(parse(lines if lines is not None else SAMPLE, rejected))
    statuses = Counter(r["status"] for r in records)
    print(", ".join(f"{status}: {count}" for status, count in statuses.most_common()))

    totals = running_total()
    next(totals)
    for record in records:
        print(f"{record['path']:<15}{totals.send(record['size']):>8}")
    totals.close()

    print(dict(by_minute(records)))
    print([b["time"][12:20] for a, b in windows(records, 2) if a["host"] != b["host"]])
    print([len(batch) for batch in batched(records, 3)], *countdown(3))
    print(f"{len(rejected)} line{'' if len(rejected) == 1 else 's'} rejected")


if __name__ == "__main__":
    main()
