"""Monthly totals by region, read from a csv file of sales."""

import csv
import io
import statistics
from collections import defaultdict
from datetime import datetime
from operator import itemgetter

SAMPLE = """\
date;region;product;units;price
2024-01-03;North;Tea;10;2,50
2024-01-19;South;Coffee;4;5,00
2024-02-02;North;Coffee;7;5,10
2024-02-11;North;Tea;oops;2,50
2024-02-28;South;Tea;12;2,40

2024-03-05;West;Cocoa;3;4,00
"""


class RowError(ValueError):
    def __init__(self, line, reason):
        self.line = line
        self.reason = reason
        super().__init__(f"line {line}: {reason}")


def parse_number(text):
    return float(text.replace(".", "").replace(",", "."))


def read_sales(stream):
    """Yield a dictionary for each good row and a RowError for each bad one."""
    reader = csv.DictReader(stream, delimiter=";")
    for row in reader:
        try:
            units = int(row["units"])
            yield {
                "month": datetime.strptime(row["date"], "%Y-%m-%d").strftime("%Y-%m"),
                "region": row["region"].strip(),
                "product": row["product"],
                "units": units,
                "revenue": units * parse_number(row["price"]),
            }
        except (KeyError, TypeError, ValueError) as error:
            yield RowError(reader.line_num, str(error))


def pivot(sales):
    table = defaultdict(lambda: defaultdict(float))
    for sale in sales:
        table[sale["region"]][sale["month"]] += sale["revenue"]
    return table


def format_table(table):
    months = sorted({month for row in table.values() for month in row})
    width = max(map(len, table), default=6)
    lines = ["{:<{w}}".format("region", w=width) + "".join(f"{m:>10}" for m in months)]
    for region, row in sorted(table.items()):
        cells = "".join(f"{row[month]:>10.2f}" if month in row else f"{'-':>10}" for month in months)
        lines.append(f"{region:<{width}}{cells}")
    totals = [sum(row.get(month, 0) for row in table.values()) for month in months]
    lines.append("-" * len(lines[0]))
    lines.append("%-*s%s" % (width, "total", "".join("%10.2f" % total for total in totals)))
    return "\n".join(lines)


def best_products(sales, count=2):
    totals = defaultdict(int)
    for sale in sales:
        totals[sale["product"]] += sale["units"]
    return sorted(totals.items(), key=itemgetter(1), reverse=True)[:count]


def write_csv(table, stream):
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["region", "month", "revenue"])
    for region in sorted(table):
        writer.writerows([region, month, f"{value:.2f}"] for month, value in sorted(table[region].items()))


def main():
    sales, problems = [], []
    for item in read_sales(io.StringIO(SAMPLE)):
        (problems if isinstance(item, RowError) else sales).append(item)
    table = pivot(sales)
    print(format_table(table))
    print("mean revenue: {:.2f}".format(statistics.mean(s["revenue"] for s in sales)))
    for rank, (product, units) in enumerate(best_products(sales), start=1):
        print(f"{rank}. {product} ({units})")
    for problem in problems:
        print(f"skipped {problem}")
    target = io.StringIO(newline="")
    write_csv(table, target)
    print(target.getvalue())


if __name__ == "__main__":
    main()
