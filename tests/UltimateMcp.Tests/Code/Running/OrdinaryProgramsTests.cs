using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Running;

namespace UltimateMcp.Tests.Code.Running;

/// <summary>What the tables of words must let pass: a cache that no one hits is none.</summary>
public class OrdinaryProgramsTests
{
    public static TheoryData<string, string> Programs { get; } = new()
    {
        { "python", """
        limit = 100
        sieve = [True] * (limit + 1)
        for n in range(2, int(limit ** 0.5) + 1):
            if sieve[n]:
                for multiple in range(n * n, limit + 1, n):
                    sieve[multiple] = False
        print([n for n in range(2, limit + 1) if sieve[n]])
        """ },
        { "python", """
        from functools import lru_cache

        @lru_cache(maxsize=None)
        def fibonacci(n):
            return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)

        print(fibonacci(90))
        """ },
        { "python", """
        import json
        import sys

        orders = json.load(sys.stdin)
        total = sum(order["price"] * order["count"] for order in orders)
        print(json.dumps({"orders": len(orders), "total": round(total, 2)}, indent=2, sort_keys=True))
        """ },
        { "python", """
        rows = [("apple", 3, 0.5), ("pear", 12, 0.25)]
        for name, count, price in rows:
            print(f"{name:<10}{count:>5}{count * price:>8.2f}")
        print("{0} and {1!r}".format("a", "b"), "%05d" % 42, "x".center(9, "-"))
        """ },
        { "python", """
        people = [{"name": "Ada", "age": 36}, {"name": "Alan", "age": 41}]
        for person in sorted(people, key=lambda person: (-person["age"], person["name"])):
            print(person["name"])
        """ },
        { "python", """
        from dataclasses import dataclass
        from abc import ABC, abstractmethod

        class Shape(ABC):
            @abstractmethod
            def area(self): ...

        @dataclass
        class Rectangle(Shape):
            width: float
            height: float

            def area(self):
                return self.width * self.height

            def __eq__(self, other):
                return isinstance(other, Rectangle) and self.area() == other.area()

        print(Rectangle(2, 3), Rectangle(2, 3) == Rectangle(3, 2))
        """ },
        { "python", """
        import csv
        import re
        from collections import Counter, defaultdict

        word = re.compile(r"[a-z]+")
        with open("text.csv") as source:
            lines = [row for row in csv.reader(source)]
        print(Counter(word.findall("the cat and the dog")).most_common(2))
        groups = defaultdict(list)
        for line in lines:
            groups[line[0]].append(line[1])
        print(dict(groups))
        """ },
        { "python", """
        import sys
        from pathlib import Path

        def main(arguments):
            try:
                Path("out.txt").write_text(str(sum(int(argument) for argument in arguments)))
            except ValueError as error:
                print(f"not a number: {error}", file=sys.stderr)
                return 2
            return 0

        if __name__ == "__main__":
            sys.exit(main(sys.argv[1:]))
        """ },
        { "javascript", """
        const limit = 100;
        const sieve = new Array(limit + 1).fill(true);
        for (let n = 2; n * n <= limit; n++) {
          if (sieve[n]) for (let m = n * n; m <= limit; m += n) sieve[m] = false;
        }
        console.log(sieve.map((isPrime, n) => (isPrime && n > 1 ? n : 0)).filter(Boolean).join(' '));
        """ },
        { "javascript", """
        const memo = new Map();
        function fibonacci(n) {
          if (n < 2n) return n;
          if (!memo.has(n)) memo.set(n, fibonacci(n - 1n) + fibonacci(n - 2n));
          return memo.get(n);
        }
        console.log(`${fibonacci(100n)}`);
        """ },
        { "javascript", """
        const fs = require('fs');
        const orders = JSON.parse(fs.readFileSync(0, 'utf8'));
        const total = orders.reduce((sum, { price, count }) => sum + price * count, 0);
        console.log(JSON.stringify({ orders: orders.length, total }, null, 2));
        """ },
        { "javascript", """
        const rows = [['apple', 3, 0.5], ['pear', 12, 0.25]];
        for (const [name, count, price] of rows) {
          console.log(`${name.padEnd(10)}${String(count).padStart(5)}${(count * price).toFixed(2).padStart(8)}`);
        }
        console.table(rows);
        """ },
        { "javascript", """
        const people = [{ name: 'Ada', age: 36 }, { name: 'Alan', age: 41 }];
        people.sort((a, b) => b.age - a.age || a.name.localeCompare(b.name));
        console.log(people, new Set(people.map((person) => person.name)));
        """ },
        { "javascript", """
        class Shape {
          #name;
          constructor(name) { this.#name = name; }
          get name() { return this.#name; }
          static square(side) { return new Rectangle(side, side); }
        }
        class Rectangle extends Shape {
          constructor(width, height) { super('rectangle'); Object.assign(this, { width, height }); }
          area() { return this.width * this.height; }
        }
        console.log(Shape.square(3).area(), Shape.square(3).name);
        """ },
        { "javascript", """
        import { readFile, writeFile } from 'node:fs/promises';
        import path from 'node:path';

        const text = await readFile(path.join('data', 'in.txt'), 'utf8');
        await writeFile('out.txt', text.replace(/\s+/g, ' ').toUpperCase());
        export default text.length;
        """ },
        { "javascript", """
        async function main(args) {
          if (args.length === 0) throw new TypeError('nothing to add');
          return args.map(Number).reduce((a, b) => a + b);
        }
        if (require.main === module) {
          main(process.argv.slice(2)).then((sum) => process.stdout.write(`${sum}\n`)).catch((error) => {
            console.error(error.message);
            process.exitCode = 2;
          });
        }
        """ },
        { "bash", """
        #!/usr/bin/env bash
        set -euo pipefail
        for ((n = 2; n <= 50; n++)); do
          prime=1
          for ((d = 2; d * d <= n; d++)); do
            if ((n % d == 0)); then prime=0; break; fi
          done
          ((prime)) && echo -n "$n "
        done
        echo
        """ },
        { "bash", """
        fibonacci() {
          local a=0 b=1 i
          for i in $(seq "$1"); do
            echo "$a"
            read -r a b <<< "$b $((a + b))"
          done
        }
        fibonacci 20
        """ },
        { "bash", """
        printf '%s\n' pear apple plum apple | sort | uniq -c | sort -rn | awk '{ print $2 ": " $1 }' | head -n 2
        """ },
        { "bash", """
        count=0
        while IFS=, read -r name price; do
          count=$((count + price))
          printf '%-10s %5d\n' "$name" "$price"
        done < prices.csv
        echo "total: $count" >&2
        """ },
        { "bash", """
        declare -A stock=([apple]=3 [pear]=12)
        for fruit in "${!stock[@]}"; do
          echo "$fruit: ${stock[$fruit]}"
        done
        """ },
        { "bash", """
        items=(one two three)
        items+=(four)
        for item in "${items[@]}"; do
          case $item in
            t*) echo "${item^^}" ;;
            *) echo "${item:0:2} ${#item}" ;;
          esac
        done
        """ },
        { "bash", """
        greet() {
          if [[ -z ${1:-} ]]; then
            echo "usage: greet NAME" >&2
            return 1
          fi
          echo "Hello, $1!"
        }
        greet World && greet || echo "failed with $?"
        """ },
        { "bash", """
        mkdir -p out
        cat > out/list.txt <<'END'
        b 2
        a 1
        END
        sed -e 's/ /=/' out/list.txt | tr a-z A-Z > out/upper.txt 2>&1
        grep -c '^A' out/upper.txt; wc -l < out/list.txt; cut -d' ' -f2 out/list.txt | paste -sd+
        """ },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public void An_ordinary_program_is_cached(string language, string code) =>
        Assert.Null(LanguageCatalog.Find(language).Uncacheable.FirstIn(new RunRequest { Code = code, Language = language }, TestContext.Current.CancellationToken));
}
