"""A hundred lines of everyday Python: json, re, hashlib, math, collections, generators, classes, exceptions."""
import collections
import datetime
import functools
import hashlib
import itertools
import json
import math
import re
import statistics
import struct
import sys
import zlib
from dataclasses import dataclass, field
from decimal import Decimal, getcontext
from fractions import Fraction


@dataclass(order=True)
class Person:
    name: str
    age: int
    tags: list = field(default_factory=list)

    def older(self, years):
        return Person(self.name, self.age + years, self.tags + [f"+{years}"])


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


@functools.lru_cache(maxsize=None)
def partitions(n, largest):
    if n == 0:
        return 1
    return sum(partitions(n - k, k) for k in range(1, min(n, largest) + 1))


def words(path):
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            for match in re.finditer(r"\b([a-z])(\w*)\b", line, re.IGNORECASE):
                yield number, match.group(0).lower()


def main():
    people = [Person("Ada", 36), Person("Grace", 85, ["navy"]), Person("Alan", 41)]
    print(sorted(p.older(2) for p in people))
    text = json.dumps({"people": [vars(p) for p in people], "π": math.pi, "none": None}, indent=1, sort_keys=True)
    print(text)
    print(json.loads(text)["people"][1]["tags"], json.dumps("é\u2028\"\\"))

    counts = collections.Counter(word for _, word in words("words.txt"))
    print(counts.most_common(5), len(counts))
    print(re.sub(r"(\d+)-(\d+)", lambda m: f"{int(m[2]) * int(m[1])}", "3-4 and 12-12, not a-b"))
    print(re.findall(r"(?<=\$)\d+(?:\.\d\d)?", "costs $12.50 or $7, not 9"))

    for name in ("md5", "sha1", "sha256", "sha512", "sha3_256", "blake2b"):
        print(name, hashlib.new(name, b"graft" * 1000).hexdigest()[:32])
    print(zlib.crc32(b"hello"), zlib.adler32(b"hello"), zlib.decompress(zlib.compress(b"a" * 5000)) == b"a" * 5000)

    print([round(math.sin(x / 7), 12) for x in range(5)], math.gamma(5.5), math.isqrt(10**30), math.comb(40, 17))
    print(1 / 3, 0.1 + 0.2, 1e22, 1e-7, float("inf"), -0.0, 2**0.5, 10**25 // 7, -7 // 2, -7 % 3, round(2.5))
    print(statistics.mean([1, 2, 3, 4]), statistics.stdev([2.5, 3.5, 7.25]), Fraction(3, 4) + Fraction(1, 6))
    getcontext().prec = 50
    print(Decimal(2).sqrt(), Decimal("1.10") + Decimal("2.205"))
    print(2**200, pow(3, 1000, 10**9 + 7), math.factorial(30), hex(-255), f"{12345.678:>15,.2f}|{255:#010b}")

    print(list(itertools.islice(fibonacci(), 20)), partitions(60, 60))
    print(["".join(p) for p in itertools.permutations("abc")], list(zip("ab", itertools.count(3))))
    print(struct.pack("<hIqd", -2, 7, -1, 1.5).hex(), struct.unpack(">f", bytes.fromhex("40490fdb")))
    print(datetime.date(2024, 2, 29) + datetime.timedelta(days=365), datetime.datetime.fromtimestamp(0, datetime.UTC))

    try:
        {}["missing"]
    except KeyError as error:
        print("KeyError", error)
    try:
        [][1]
    except IndexError as error:
        print(type(error).__name__, error)
    finally:
        print("finally")

    matrix = [[(i * j) % 7 for j in range(4)] for i in range(4)]
    print(matrix, list(map(list, zip(*matrix)))[2], sum(map(sum, matrix)))
    print({n: {d for d in range(1, n + 1) if n % d == 0} for n in (12, 28)})
    print("Straße".upper(), "ÀÉ".casefold(), "日本語"[::-1], "a\tb".expandtabs(4), b"\xff\x00".hex(), sep="|")
    print(sys.byteorder, sys.maxsize, sys.float_info.epsilon, sys.argv[1:])

    def depth(n):
        return 0 if n == 0 else 1 + depth(n - 1)

    print(depth(800))
    sieve = bytearray([1]) * 5000
    for n in range(2, 71):
        if sieve[n]:
            sieve[n * n :: n] = bytes(len(range(n * n, 5000, n)))
    print(sum(sieve) - 2)
    sys.exit(3)


main()
