using System.Text.Json;

namespace UltimateMcp.Transcript;

/// <summary>The steps of the conversation, in their order.</summary>
internal static class Steps
{
    private const string Primes = "primes = [n for n in range(2, 50) if all(n % d for d in range(2, n))]\nprint(primes)";

    private const string Suspicious = "import os\ndef mean(values):\n    return sum(value) / len(values)\nprint(mean([1, 2, 3]))\n";

    private const string TypeScriptTest =
        """
        import test from 'node:test';
        import assert from 'node:assert';
        import { parts } from './main.ts';
        test('a path has parts', () => assert.deepEqual(parts('a/b'), ['a', 'b']));
        """;

    private const string ProjectTests =
        """
        import unittest
        from shop.cart import Cart

        class CartTests(unittest.TestCase):
            def test_empty(self):
                self.assertEqual(Cart().total(), 0)

            def test_discount(self):
                cart = Cart()
                cart.add("pen", 3)
                self.assertEqual(cart.total(discount=10), 2.7)

            def test_coupon(self):
                self.assertTrue(Cart().coupon().startswith("A"))
        """;

    private static readonly Dictionary<string, object?> Project = new(StringComparer.Ordinal)
    {
        ["shop/__init__.py"] = "",
        ["shop/prices.py"] = "def reduced(price, percent):\n    return price - percent\n",
        ["shop/cart.py"] =
            """
            import random
            from shop.prices import reduced

            class Cart:
                def __init__(self):
                    self.items = []

                def add(self, name, price):
                    self.items.append((name, price))

                def total(self, discount=0):
                    total = sum(price for _, price in self.items)
                    return reduced(total, discount) if discount else total

                def coupon(self):
                    return random.choice("AB") + "1"
            """,
    };

    private const string TypeScript =
        """
        enum Unit { Metre = 1, Kilometre = 1000 }
        interface Distance { value: number; unit: Unit }
        const metres = (distance: Distance): number => distance.value * distance.unit;
        console.log(metres({ value: 42.195, unit: Unit.Kilometre }));
        """;

    private const string CSharp =
        """
        var words = new[] { "one", "two", "three" };
        Console.WriteLine(string.Join(' ', words.OrderBy(word => word.Length).Select(word => word.ToUpperInvariant())));
        """;

    /// <summary>Bars as a PNG (Portable Network Graphics Specification): for a picture that needs no package.</summary>
    private const string Chart =
        $$"""
        import csv, struct, zlib
        with open("/workspace/{{Surroundings.WorkspaceName}}/orders.csv") as file:
            totals = [int(row["total"]) for row in csv.DictReader(file)]
        height, width = max(totals), 20 * len(totals)
        rows = (b"\0" + b"".join((b"\x1f\x77\xb4" if y < total else b"\xff\xff\xff") * 20 for total in totals)
                for y in reversed(range(height)))
        def chunk(kind, data):
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        with open("orders.png", "wb") as picture:
            picture.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
                          + chunk(b"IDAT", zlib.compress(b"".join(rows))) + chunk(b"IEND", b""))
        print(len(totals), "orders,", sum(totals), "in all")
        """;

    public static readonly Step[] All =
    [
        new("A program in Python", "python", Primes, "the primes", result => Printed(result, "[2, 3, 5")),
        new(
            "The same program again",
            "python",
            Primes,
            "an answer from the cache",
            result => result.TryGetProperty("cached", out var cached) && cached.GetBoolean()),
        new(
            "What is wrong with this one?",
            "python",
            Suspicious,
            "an undefined name, and a fixed import",
            result => Found(result, "F821") && result.GetProperty("fixed_code").GetString()!.StartsWith("def ", StringComparison.Ordinal))
        {
            Tool = "lint_code", Fix = true,
        },
        new(
            "Is it right now? Lint, fix, test",
            "python",
            "import os\ndef mean(values):\n    return sum(values) / len(values)\n",
            "code that is fixed, and a test that passes",
            result => Verdict(result, "fixed"))
        {
            Tool = "check_code", More = [("tests", "from main import mean\n\ndef test_mean():\n    assert mean([1, 2, 3]) == 2\n")],
        },
        new(
            "The same in TypeScript",
            "typescript",
            "import { sep as sep } from 'node:path';\nexport const parts = (path: string): string[] => path.split(sep);\n",
            "code that is fixed, and a test that passes",
            result => Verdict(result, "fixed"))
        {
            Tool = "check_code", More = [("tests", TypeScriptTest)],
        },
        new(
            "The tests of a project, twenty times",
            "python",
            ProjectTests,
            "a test that fails, and one that is flaky",
            result => Ended(result, "failed") && result.GetProperty("failed").GetInt32() == 2
                && result.GetProperty("flaky")[0].GetProperty("name").GetString()!.EndsWith("test_coupon", StringComparison.Ordinal))
        {
            Tool = "run_tests", More = [("repeat", 20), ("coverage", true), ("files", Project)],
        },
        new(
            "A program in JavaScript",
            "javascript",
            "console.log([3, 1, 2].sort())",
            "the sorted numbers",
            result => Printed(result, "[ 1, 2, 3 ]")),
        new("A program in TypeScript", "typescript", TypeScript, "the distance in metres", result => Printed(result, "42195")),
        new("A program in C#", "csharp", CSharp, "the sorted words", result => Printed(result, "ONE TWO THREE")),
        new("A program in bash", "bash", "printf '%s\\n' one two three | wc -l", "the number of lines", result => Printed(result, "3")),
        new(
            "A package of a project's node_modules",
            "javascript",
            $"import {{ greet }} from '{Surroundings.PackageName}';\nconsole.log(greet('you'));",
            "the package's greeting",
            result => Printed(result, "Hello, you")),
        new("A picture of the data in a workspace", "python", Chart, "an image among the artifacts", HasPicture),
        new("A program that never ends", "python", "while True:\n    pass", "a time-out", result => Ended(result, "timed_out"))
        {
            TimeoutSeconds = 1,
        },
        new(
            "A program that wants the network",
            "python",
            "import socket\nsocket.create_connection((\"1.1.1.1\", 443), timeout=5)",
            "no way out",
            IsCutOff),
    ];

    private static bool Ended(JsonElement result, string outcome) => result.GetProperty("outcome").GetString() == outcome;

    private static bool Found(JsonElement result, string rule) =>
        result.GetProperty("findings").EnumerateArray().Any(finding => finding.GetProperty("rule").GetString() == rule);

    private static bool Verdict(JsonElement result, string verdict) => result.GetProperty("verdict").GetString() == verdict;

    private static bool Printed(JsonElement result, string text) =>
        Ended(result, "exited") && result.GetProperty("stdout").GetString()!.StartsWith(text, StringComparison.Ordinal);

    private static bool HasPicture(JsonElement result) =>
        Printed(result, "5 orders") && result.TryGetProperty("artifacts", out var artifacts)
        && artifacts.EnumerateArray().Any(static artifact => artifact.GetProperty("media_type").GetString() == "image/png");

    private static bool IsCutOff(JsonElement result) =>
        Ended(result, "exited") && result.GetProperty("exit_code").GetInt32() != 0
        && result.GetProperty("stderr").GetString()!.Contains("Network is unreachable", StringComparison.Ordinal);
}
