#: integers of any size
print(2 ** 200, (-7) // 2, -7 % 2, divmod(17, 5), pow(3, 100, 7))
print(int("ff", 16), bin(10), (255).to_bytes(2, "big"), int.from_bytes(b"\x01\x00", "little"))
print((10**30).bit_length(), int("1_000_000"))

#: floats and their exact values
import math
print(0.1 + 0.2, (0.5).as_integer_ratio(), float.fromhex("0x1.8p1"), (3.14).hex())
print(math.fsum([0.1] * 10), math.isclose(0.3, 0.1 + 0.2), math.inf > 1e308, math.isnan(math.nan))

#: functions of math
import math
print(math.factorial(20), math.gcd(84, 36), math.comb(10, 3), math.isqrt(10**10))
print(round(math.sin(math.pi / 6), 12), round(math.log2(1024), 12), math.floor(-1.5), math.ceil(1.2), math.hypot(3, 4))

#: complex numbers
import cmath
print((1 + 2j) * (3 - 1j), abs(3 + 4j), (2j) ** 2, round(cmath.phase(-1), 6), cmath.sqrt(-4))

#: decimals with a precision
from decimal import Decimal, getcontext, ROUND_HALF_UP
getcontext().prec = 40
print(Decimal(1) / Decimal(7), Decimal("2.675").quantize(Decimal("0.01"), ROUND_HALF_UP), Decimal(2).sqrt())

#: fractions
from fractions import Fraction
print(Fraction(1, 3) + Fraction(1, 6), Fraction("0.125"), Fraction(3.5).limit_denominator(10), float(Fraction(7, 8)))

#: statistics of a sample
import statistics
sample = [2, 4, 4, 4, 5, 5, 7, 9]
print(
    statistics.mean(sample), statistics.pstdev(sample), statistics.median(sample), statistics.mode(sample),
    statistics.quantiles(sample, n=4)
)

#: strings are cut, joined and searched
text = "the quick brown fox"
print(text.title(), text.split()[1:3], "-".join(text.split()), text.find("brown"), text.partition(" quick "))
print(text.center(25, "*"), text.replace("quick", "slow"), text[::-1], text.startswith(("a", "the")), "a\tb".expandtabs(4))

#: strings are formatted
from string import Template
value, name = 1234.5678, "x"
print(
    f"{value:,.2f} {value:e} {name!r:>6} {42:#06x} {0.25:.0%} {7:03d}", "%-5s|%5.1f" % ("ab", 2.25),
    "{0[1]} {k.real}".format([1, 2], k=3)
)
print(Template("$who owes ${amount}").substitute(who="Ann", amount=5))

#: unicode is normalized and named
import unicodedata
print(unicodedata.normalize("NFD", "é").encode("utf-8"), unicodedata.name("€"), "ß".upper(), "İ".casefold().encode("unicode_escape"))
print(unicodedata.category("A"), "日本語".encode("shift_jis"), "naïve".encode("ascii", "replace"), b"\xff".decode("utf-8", "backslashreplace"))

#: regular expressions
import re
print(re.findall(r"\b(\w)(\w*)\b", "one two"), re.sub(r"(\d+)", lambda m: str(int(m[1]) * 2), "a1 b22"))
print(
    re.match(r"(?P<year>\d{4})-(?P<month>\d\d)", "2024-05-06").groupdict(), re.split(r"[,;]\s*", "a, b;c"),
    re.fullmatch(r"a+?b*", "aab") is not None
)
print(re.compile(r"""
    ^ (?: [a-z]+ ) (?= \d )   # letters before a digit
""", re.X | re.M).findall("ab1\ncd2\nef"))

#: bytes, bytearrays and memoryviews
data = bytearray(b"hello world")
view = memoryview(data)[6:]
view[:] = b"WORLD"
print(data, bytes(view).lower(), data.hex(":", 4), bytes.fromhex("00 ff"), data.translate(bytes.maketrans(b"lo", b"01")))
view.release()

#: packed structures and arrays
import array
import struct
print(struct.pack(">IhB3s", 1, -2, 255, b"abc"), struct.unpack("<d", struct.pack("<d", 1.5)), struct.calcsize("=BQ"))
numbers = array.array("i", range(5))
numbers.byteswap()
print(numbers.itemsize, numbers[1], array.array("d", [1, 2]).tobytes().hex())

#: text is wrapped and dedented
import textwrap
print(textwrap.fill("a long line that is wrapped at twenty columns", 20))
print(textwrap.dedent("   a\n     b").splitlines(), textwrap.shorten("one two three", 9), textwrap.indent("a\nb", "> "))

#: differences between texts
import difflib
print("".join(difflib.unified_diff(["a\n", "b\n"], ["a\n", "c\n"], "old", "new")), end="")
print(difflib.get_close_matches("appel", ["ape", "apple", "peach"]), round(difflib.SequenceMatcher(None, "abcd", "bcde").ratio(), 2))

#: codecs and base64
import base64
import binascii
import codecs
print(base64.b64encode(b"any bytes"), base64.b32encode(b"hi"), base64.b85decode(base64.b85encode(b"xyz")), binascii.crc32(b"abc"))
print(codecs.encode("Hello", "rot13"), codecs.decode(b"\xfe\xff\x00a", "utf-16"), binascii.hexlify(b"\x01\x02", "-"))

#: seeded random numbers
import random
random.seed(7)
print(random.randint(1, 100), round(random.random(), 6), random.sample(range(50), 3), random.choices("abc", k=4))
deck = list(range(6))
random.Random(1).shuffle(deck)
print(sorted(deck), len({random.getrandbits(64) for _ in range(10)}))

#: secrets and the kernel's random bytes
import os
import random
import secrets
import uuid
print(len(os.urandom(16)), len(os.getrandom(8)), len(secrets.token_hex(8)), 0 <= secrets.randbelow(5) < 5, uuid.uuid4().version)
print(0 <= random.SystemRandom().random() < 1, uuid.uuid5(uuid.NAMESPACE_DNS, "example.org"))
