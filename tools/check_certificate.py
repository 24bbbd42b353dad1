#!/usr/bin/env python3
"""Proves certificates written by isotypic (docs/certificates.md), trusting nothing but the file in front of it.

    python3 check_certificate.py FILE_OR_FOLDER ... [--quiet] [--elements N]

Python's standard library only; of isotypic it knows the file format and no code. All arithmetic is exact: integers,
permutations, and cyclotomic numbers modulo the cyclotomic polynomial. Exit code: 0 if every certificate is proved,
1 if one is refused, 2 if a file cannot be read or is larger than the limits.
"""
import argparse
import hashlib
import json
import os
import re
import sys
from fractions import Fraction
from math import gcd, lcm
from operator import mul

MOST_BYTES = 1 << 28  # of a file
MOST_DEGREE = 1 << 16
MOST_CONDUCTOR = 1 << 13
MOST_UNKNOWNS = 1 << 12  # of the linear system of equivariant maps


class Refused(Exception):
    """The file does not prove its claim."""


class Unable(Exception):
    """The file cannot be judged: unreadable, of another kind, or above a limit."""


def require(holds, what):
    if not holds:
        raise Refused(what)


# ---- the file ------------------------------------------------------------------------------------------------------

def fields(value, names, where):
    """The values of an object that has these keys and no others."""
    require(isinstance(value, dict) and set(value) == set(names.split()), f"{where}: the keys are not {names}")
    return [value[name] for name in names.split()]


def items(value, where, most=1 << 24):
    require(isinstance(value, list) and len(value) <= most, f"{where}: not a list, or too long")
    return value


def integer(value, low, high, where):
    require(type(value) is int and low <= value <= high, f"{where}: not an integer from {low} to {high}")
    return value


def decimal(value, where):
    require(isinstance(value, str) and re.fullmatch(r"[1-9][0-9]{0,4000}", value), f"{where}: not a positive decimal")
    return int(value)


def read(path):
    if os.path.getsize(path) > MOST_BYTES:
        raise Unable(f"more than {MOST_BYTES} bytes")

    def distinct(pairs):
        require(len({key for key, _ in pairs}) == len(pairs), "a key occurs twice")
        return dict(pairs)

    def refuse(text):
        raise Refused(f"{text}: no floating-point numbers in a certificate")

    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file, object_pairs_hook=distinct, parse_float=refuse, parse_constant=refuse)
    except (ValueError, RecursionError) as error:
        raise Unable(f"not JSON: {error}") from error


# ---- permutations: (p q)[i] = p[q[i]]; up to 256 points as bytes, whose products are `translate` ---------------------

class Permutations:
    """The permutations of n points."""

    def __init__(self, n):
        self.n = n
        self.small = n <= 256
        self.tail = bytes(range(n, 256)) if self.small else b""
        self.one = self.make(range(n))

    def make(self, images):
        return bytes(images) if self.small else tuple(images)

    def parse(self, value, where):
        items(value, where, self.n)
        require(len(value) == self.n and all(type(x) is int for x in value), f"{where}: not {self.n} integers")
        require(sorted(value) == list(range(self.n)), f"{where}: not a permutation of 0..{self.n - 1}")
        return self.make(value)

    def times(self, p, q):
        if self.small:
            return q.translate(p + self.tail)
        return tuple(map(p.__getitem__, q))

    def inverse(self, p):
        images = [0] * self.n
        for i, x in enumerate(p):
            images[x] = i
        return self.make(images)

    def power(self, p, k):
        result = self.one
        square = p if k >= 0 else self.inverse(p)
        k = abs(k)
        while k:
            if k & 1:
                result = self.times(result, square)
            square = self.times(square, square)
            k >>= 1
        return result

    def order(self, p):
        order, seen = 1, bytearray(self.n)
        for start in range(self.n):
            length, x = 0, start
            while not seen[x]:
                seen[x] = 1
                length, x = length + 1, p[x]
            order = lcm(order, max(length, 1))
        return order


class Group:
    """The group of a claim, with its order proved by the stabilizer chain of the evidence.

    Lower bound: each strong generator is the value of a straight-line program in the generators, and fixes the base
    points before its level. Upper bound, Schreier's lemma: from the bottom up, transversal times the group below is
    closed under the strong generators of the level, at the top under the generators themselves.
    """

    def __init__(self, claim, evidence):
        name, degree, generators, order, seed = fields(claim, "name degree generators order seed", "group")
        require(isinstance(name, str) and type(seed) is int, "group: a name that is no text, or a seed no integer")
        self.S = S = Permutations(integer(degree, 0, MOST_DEGREE, "degree"))
        self.generators = [S.parse(g, f"generator {i}") for i, g in enumerate(items(generators, "generators"))]
        self.order = decimal(order, "order")
        program, base, strong = fields(evidence, "program base strong", "chain")
        self.base = [integer(b, 0, S.n - 1, "base") for b in items(base, "base", S.n)]
        require(len(set(self.base)) == len(self.base), "a base point occurs twice")
        self.values = self.run(items(program, "program"))
        require(len(items(strong, "strong")) == len(self.base), "strong generators are not given for each level")
        self.levels = []
        below, product = [], 1
        for level in reversed(range(len(self.base))):
            for ref in items(strong[level], "strong"):
                g = self.values[integer(ref, 0, len(self.values) - 1, "strong generator")]
                require(all(g[b] == b for b in self.base[:level]), f"a generator of level {level} moves the base")
                below = below + [(ref, g)]
            self.levels.insert(0, Level(S, self.base[level], below))
            product *= len(self.levels[0].forward)
            acting = below if level else list(enumerate(self.generators))
            self.close(level, [g for _, g in acting])
        require(self.base or all(g == S.one for g in self.generators), "an empty base for a group that moves points")
        require(product == self.order, f"the order is {product}, not {self.order}")

    def run(self, program):
        S, values = self.S, list(self.generators)
        for step in program:
            require(len(items(step, "step", 3)) == 3 and step[0] in ("*", "^"), "a step is neither product nor power")
            first = values[integer(step[1], 0, len(values) - 1, "step")]
            if step[0] == "*":
                values.append(S.times(first, values[integer(step[2], 0, len(values) - 1, "step")]))
            else:
                values.append(S.power(first, integer(step[2], -(1 << 53), 1 << 53, "exponent")))
        self.program = program
        return values

    def close(self, level, generators):
        S, forward = self.S, self.levels[0].forward
        for g in generators:
            for x, u in forward.items():
                rest = S.times(g, u)
                if forward.get(g[x]) != rest:
                    require(self.factor(rest, 0) is not None, f"a Schreier generator of level {level} does not sift")

    def factor(self, p, _from=0):
        """The points x_0, x_1, … with p = u_{x_0} u_{x_1} …, or None outside the group of the levels so far."""
        S, points = self.S, []
        for level in self.levels[_from:]:
            x = p[level.point]
            back = level.backward.get(x)
            if back is None:
                return None
            points.append(x)
            p = S.times(back, p)
        return points if p == S.one else None

    def parse_member(self, value, where):
        p = self.S.parse(value, where)
        require(self.factor(p) is not None, f"{where}: not in the group")
        return p


class Level:
    """The orbit of a base point: for each x an element u_x carrying it there, its inverse, and the edge that made it."""

    def __init__(self, S, point, generators):
        self.point, self.generators = point, list(generators)
        self.forward, self.backward, self.edges = {point: S.one}, {point: S.one}, {}
        for x in (queue := [point]):
            for ref, g in generators:
                if g[x] not in self.forward:
                    self.forward[g[x]] = u = S.times(g, self.forward[x])
                    self.backward[g[x]] = S.inverse(u)
                    self.edges[g[x]] = (ref, x)
                    queue.append(g[x])


# ---- cyclotomic numbers: Z[E(e)] as integers, polynomials of degree < phi(e) at 2^256 --------------------------------

SHIFT = 256
HALF = 1 << (SHIFT - 1)
LIMIT = 1 << 80  # of a coefficient; with DENOMINATOR, sums of 2^30 products of two of them stay below HALF
DENOMINATOR = 1 << 60
TERM = re.compile(r"([+-]?)(?:(\d+(?:/\d+)?)(?![\d/E]))?\*?(?:(?<![\d/])E\((\d+)\)(?:\^(\d+))?)?", re.ASCII)


def terms(text):
    """A number in GAP's notation: [(conductor, exponent, coefficient)]."""
    require(isinstance(text, str) and 0 < len(text) < 1 << 16, "a number that is no text")
    found, at = [], 0
    while at < len(text):
        m = TERM.match(text, at)
        sign, size, n, k = m.groups()
        require((size or n) and (sign or at == 0) and ("*" in m.group()) == bool(size and n),
                f"{text}: not a number in GAP's notation")
        require(not (size or "").endswith("/0") and len(m.group()) < 999, f"{text}: not a number")
        require(n is None or 0 < int(n) <= MOST_CONDUCTOR, f"{text}: a conductor above {MOST_CONDUCTOR}")
        found.append((int(n or 1), int(k or (1 if n else 0)), Fraction(sign + (size or "1"))))
        at = m.end()
    return found


def cyclotomic_polynomial(n):
    """Coefficients from the constant term up: x^n - 1 divided by those of the proper divisors."""
    poly = [-1] + [0] * (n - 1) + [1]
    for d in range(1, n):
        if n % d == 0:
            divisor = cyclotomic_polynomial(d)
            quotient = [0] * (len(poly) - len(divisor) + 1)
            for i in reversed(range(len(quotient))):
                quotient[i] = c = poly[i + len(divisor) - 1]
                for j, x in enumerate(divisor):
                    poly[i + j] -= c * x
            poly = quotient
    return poly


class Ring:
    """Z[E(e)], e the least common conductor of the numbers given. Equal numbers are equal integers."""

    def __init__(self, conductors):
        self.e = lcm(1, *conductors)
        require(self.e <= MOST_CONDUCTOR, f"a common conductor above {MOST_CONDUCTOR}")
        phi = cyclotomic_polynomial(self.e)
        self.size = len(phi) - 1
        self.reduction = [(j - self.size, -c) for j, c in enumerate(phi[:-1]) if c]
        self.polynomial = phi
        self.digits = max(self.e, 2 * self.size) + 1
        self.offset = sum(HALF << (SHIFT * i) for i in range(self.digits))
        self.numbers, self.conjugates = {}, {}

    @staticmethod
    def of(*texts):
        """The ring of all numbers in nested lists of texts."""
        found, seen, stack = set(), set(), list(texts)
        while stack:
            value = stack.pop()
            if isinstance(value, list):
                stack.extend(value)
            elif isinstance(value, str) and value not in seen:
                seen.add(value)
                found |= {n for n, _, _ in terms(value)}
        return Ring(found)

    def coefficients(self, packed):
        data = (packed + self.offset).to_bytes(self.digits * SHIFT // 8 + 1, "little")
        step = SHIFT // 8
        return [int.from_bytes(data[i * step:(i + 1) * step], "little") - HALF for i in range(self.digits)]

    def pack(self, coefficients):
        data = b"".join((c + HALF).to_bytes(SHIFT // 8, "little") for c in coefficients)
        return int.from_bytes(data, "little") - (self.offset & ((1 << (SHIFT * len(coefficients))) - 1))

    def reduce(self, c):
        """A polynomial modulo the cyclotomic one, as its φ(e) coefficients."""
        for i in range(len(c) - 1, self.size - 1, -1):
            if c[i]:
                for j, x in self.reduction:
                    c[i + j] += x * c[i]
        require(all(-LIMIT < x < LIMIT for x in c[:self.size]), "numbers too large to belong to a finite group")
        return c[:self.size]

    def normal(self, packed):
        """A sum of products of normal numbers, made normal."""
        if self.size == 1:
            require(-LIMIT < packed < LIMIT, "numbers too large to belong to a finite group")
            return packed
        return self.pack(self.reduce(self.coefficients(packed)))

    def number(self, text):
        """(normal number, denominator)."""
        if text not in self.numbers:
            self.numbers[text] = self.parse(text)
        return self.numbers[text]

    def parse(self, text):
        c, found = [0] * self.digits, terms(text)
        denominator = lcm(*(x.denominator for _, _, x in found))
        require(denominator < DENOMINATOR, f"{text[:99]}: a denominator too large")
        for n, k, x in found:
            c[k * (self.e // n) % self.e] += int(x * denominator)
        reduced = self.reduce(c)
        common = gcd(denominator, *reduced)
        return self.pack([x // common for x in reduced]), denominator // common

    def quotient(self, number, denominator, complaint):
        c = self.coefficients(number)
        require(all(x % denominator == 0 for x in c), complaint)
        return self.pack(self.reduce([x // denominator for x in c]))

    def whole(self, text, where):
        number, denominator = self.number(text)
        require(denominator == 1, f"{where}: not an algebraic integer")
        return number

    def conjugate(self, number):
        if number not in self.conjugates:
            c = [0] * self.digits
            for i, x in enumerate(self.coefficients(number)[:self.size]):
                c[-i % self.e] += x
            self.conjugates[number] = self.pack(self.reduce(c))
        return self.conjugates[number]

    def embed(self, number, ring):
        """A number of a ring whose conductor divides this one's."""
        if ring is self or ring.e == self.e:
            return number
        c = [0] * self.digits
        for i, x in enumerate(ring.coefficients(number)[:ring.size]):
            c[i * (self.e // ring.e)] = x
        return self.pack(self.reduce(c))

    def sign(self, number):
        """The sign of a real number at E(e) = exp(2πi/e), 0 where it is too close to 0 to tell."""
        from math import cos, fsum, pi
        c = self.coefficients(number)[:self.size]
        value = fsum(x * cos(2 * pi * i / self.e) for i, x in enumerate(c))
        bound = 1e-12 * sum(map(abs, c))  # each cosine to 1e-15, angles below 2 pi: far inside
        return (value > bound) - (value < -bound)


class Matrix:
    """Exact: rows of normal numbers over one denominator."""

    def __init__(self, ring, rows, denominator=1):
        self.ring, self.rows, self.denominator = ring, rows, denominator

    @staticmethod
    def parse(ring, value, rows, cols, where):
        require(len(items(value, where)) == rows, f"{where}: not {rows} rows")
        entries = []
        for row in value:
            require(len(items(row, where)) == cols, f"{where}: not {cols} columns")
            entries.append([ring.number(x) for x in row])
        common = lcm(1, *(d for row in entries for _, d in row))
        require(common < DENOMINATOR, f"{where}: denominators too large")
        return Matrix(ring, [[x * (common // d) for x, d in row] for row in entries], common)

    @staticmethod
    def identity(ring, n):
        return Matrix(ring, [[int(i == j) for j in range(n)] for i in range(n)])

    def __mul__(self, other):
        columns = list(zip(*other.rows))
        ring = self.ring
        rows = [[sum(map(mul, row, column)) for column in columns] for row in self.rows]
        denominator = self.denominator * other.denominator
        if ring.size == 1:
            common = gcd(denominator, *(x for row in rows for x in row))
            rows = [[ring.normal(x // common) for x in row] for row in rows]
        else:
            reduced = [[ring.reduce(ring.coefficients(x)) for x in row] for row in rows]
            common = gcd(denominator, *(c for row in reduced for x in row for c in x))
            rows = [[ring.pack([c // common for c in x]) for x in row] for row in reduced]
        require(denominator // common < DENOMINATOR, "numbers too large to belong to a finite group")
        return Matrix(ring, rows, denominator // common)

    def __eq__(self, other):
        a, b = self.denominator, other.denominator
        return [[x * b for x in row] for row in self.rows] == [[x * a for x in row] for row in other.rows]

    def times_scalar(self, number):
        return Matrix(self.ring, [[self.ring.normal(x * number) for x in row] for row in self.rows], self.denominator)

    def trace(self):
        return sum(row[i] for i, row in enumerate(self.rows)), self.denominator

    def is_real(self):
        return all(self.ring.conjugate(x) == x for row in self.rows for x in row)


class Place:
    """A homomorphism from Z[E(e)], e any divisor of a conductor, to Z/p, p prime: what differs there is different, what
    is independent there is independent."""

    def __init__(self, conductor, above):
        p = above + 1 + (-above) % conductor  # 1 modulo the conductor
        while not is_prime(p):
            p += conductor
        primes = prime_divisors(conductor)
        self.conductor, self.p = conductor, p
        self.root = next(r for r in (pow(x, (p - 1) // conductor, p) for x in range(2, p))
                         if all(pow(r, conductor // q, p) != 1 for q in primes))
        self.images, self.powers = {}, {}

    def image(self, ring, number):
        key = ring.e, number
        if key not in self.images:
            if ring.e not in self.powers:
                step = pow(self.root, self.conductor // ring.e, self.p)
                self.powers[ring.e] = [pow(step, i, self.p) for i in range(ring.size)]
            c = ring.coefficients(number)[:ring.size]
            self.images[key] = sum(map(mul, c, self.powers[ring.e])) % self.p
        return self.images[key]


def is_prime(n):
    """Miller and Rabin, proved for n < 3.4e14 by these bases (Jaeschke 1993)."""
    if n < 2 or any(n % q == 0 for q in (2, 3, 5, 7, 11, 13, 17)):
        return n in (2, 3, 5, 7, 11, 13, 17)
    odd, twos = n - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for a in (2, 3, 5, 7, 11, 13, 17):
        x = pow(a, odd, n)
        if x not in (1, n - 1) and all((x := x * x % n) != n - 1 for _ in range(twos - 1)):
            return False
    return True


def places(conductor):
    place = Place(conductor, 1 << 30)
    for _ in range(3):
        yield place
        place = Place(conductor, place.p)


def rank(rows, p):
    """The rank of sparse rows {column: value} modulo p."""
    pivots = {}
    for row in rows:
        row = {j: x % p for j, x in row.items() if x % p}
        while row:
            j = min(row)
            if j not in pivots:
                scale = pow(row[j], -1, p)
                pivots[j] = {k: x * scale % p for k, x in row.items()}
                break
            factor = row[j]
            for k, x in pivots[j].items():
                y = (row.get(k, 0) - factor * x) % p
                if y:
                    row[k] = y
                else:
                    row.pop(k, None)
    return len(pivots)


# ---- the kinds -----------------------------------------------------------------------------------------------------

def stabilizer_chain(claim, evidence, options):
    (group,) = fields(claim, "group", "claim")
    G = Group(group, evidence)
    return [f"the order is {G.order}", f"{len(G.base)} base points and the strong generators are a stabilizer chain"]


class Classes:
    """Conjugacy classes, enumerated: orbits of the generators on elements, disjoint, of the sizes claimed, and all."""

    def __init__(self, G, value, options):
        if G.order > options.elements:
            raise Unable(f"order {G.order}, more than {options.elements} elements (--elements)")
        S = G.S
        self.G, self.members, self.class_of = G, [], {}
        by = [(g, S.inverse(g)) for g in sorted(set(G.generators))]
        for c, entry in enumerate(items(value, "classes")):
            representative, size, order = fields(entry, "representative size elementOrder", f"class {c}")
            x = G.parse_member(representative, f"the representative of class {c}")
            require(S.order(x) == decimal(order, "elementOrder"), f"class {c}: elements of another order")
            require(x not in self.class_of, f"class {c} occurs twice")
            members = [x]
            self.class_of[x] = c
            for y in members:
                for g, back in by:
                    z = S.times(g, S.times(y, back))
                    if z not in self.class_of:
                        self.class_of[z] = c
                        members.append(z)
            require(len(members) == decimal(size, "size"), f"class {c} has {len(members)} elements")
            self.members.append(members)
        self.sizes = [len(m) for m in self.members]
        require(sum(self.sizes) == G.order, f"the classes have {sum(self.sizes)} elements, the group {G.order}")
        self.inverse = [self.class_of[S.inverse(m[0])] for m in self.members]

    def power(self, c, k):
        return self.class_of[self.G.S.power(self.members[c][0], k)]


def class_list(claim, evidence, options):
    group, classes = fields(claim, "group classes", "claim")
    (chain,) = fields(evidence, "chain", "evidence")
    found = Classes(Group(group, chain), classes, options)
    return [f"{len(found.sizes)} conjugacy classes with their sizes, and no others"]


def character_table(claim, evidence, options):
    """Rows are eigenvectors of class matrices with different eigenvalues: the central characters, all of them."""
    group, classes, maps, characters = fields(claim, "group classes powerMaps characters", "claim")
    chain, columns = fields(evidence, "chain columns", "evidence")
    G = Group(group, chain)
    C = Classes(G, classes, options)
    k, sizes, S = len(C.sizes), C.sizes, G.S
    require(C.members[0][0] == S.one, "class 0 is not that of the identity")
    primes = {str(p) for p in prime_divisors(G.order)}
    require(isinstance(maps, dict) and set(maps) == primes, "power maps of other primes")
    for p, images in maps.items():
        require(images == [C.power(c, int(p)) for c in range(k)] and all(type(x) is int for x in images),
                f"another power map of {p}")
    parts = [fields(row, "degree indicator values", "character") for row in items(characters, "characters")]
    require(len(parts) == k, f"{len(parts)} characters of {k} classes")
    rows = []
    for degree, indicator, values in parts:
        require(len(items(values, "values")) == k, f"a character without {k} values")
        ring = Ring.of(values)
        row = [ring.whole(x, "a value") for x in values]
        require(row[0] == integer(degree, 1, G.order, "degree"), "another degree than the value at 1")
        integer(indicator, -1, 1, "indicator")
        norm = sum(sizes[c] * row[c] * ring.conjugate(row[c]) for c in range(k))
        require(ring.normal(norm) == G.order, "a character whose norm is not 1")
        squares = sum(sizes[c] * row[C.power(c, 2)] for c in range(k))
        require(squares == indicator * G.order, "another Frobenius–Schur indicator")
        rows.append((ring, row))
    eigenvalues = [[] for _ in rows]
    place = Place(lcm(*(ring.e for ring, _ in rows)), 1 << 30)
    for j in items(columns, "columns", k):
        integer(j, 0, k - 1, "column")
        counts = [[0] * k for _ in range(k)]  # [i][l]: x in class j and y in class i with x y = representative l
        for inverse in C.members[C.inverse[j]]:
            for l in range(k):
                counts[C.class_of[S.times(inverse, C.members[l][0])]][l] += 1
        weights = [[(l, n * sizes[l]) for l, n in enumerate(row) if n] for row in counts]
        for r, (ring, row) in enumerate(rows):
            for i in range(k):
                left = sizes[j] * sizes[i] * ring.normal(row[j] * row[i])
                require(left == row[0] * sum(n * row[l] for l, n in weights[i]), f"character {r} is no eigenvector")
            eigenvalues[r].append(place.image(ring, row[j]) * pow(row[0], -1, place.p) % place.p)
    require(k == 1 or len({tuple(x) for x in eigenvalues}) == k, "class matrices that do not tell the characters apart")
    return [f"the {k} irreducible characters with their degrees and indicators, and no others",
            f"{k} conjugacy classes with their sizes, power maps of {', '.join(maps) or 'no prime'}"]


def prime_divisors(n):
    found, p = [], 2
    while n > 1:
        if p * p > n:
            p = n
        if n % p == 0:
            found.append(p)
            while n % p == 0:
                n //= p
        p += 1
    return found


def irreps(claim, evidence, options):
    """Matrices that keep the relations of the chain are a representation; its character is irreducible by its norm."""
    group, listed = fields(claim, "group irreps", "claim")
    chain, classes = fields(evidence, "chain classes", "evidence")
    G = Group(group, chain)
    C = Classes(G, classes, options)
    k, t = len(C.sizes), len(G.generators)
    parts = [fields(entry, "degree generators", "irrep") for entry in items(listed, "irreps", k)]
    require(len(parts) == k, f"{len(parts)} irreps of a group with {k} classes")
    rings, characters = [], []
    for r, (degree, matrices) in enumerate(parts):
        integer(degree, 1, 1 << 10, "degree")
        require(len(items(matrices, "matrices")) == t, f"irrep {r}: not a matrix for each generator")
        ring = Ring.of(matrices)
        rho = Representation(G, [Matrix.parse(ring, m, degree, degree, f"irrep {r}") for m in matrices], ring, degree)
        rho.check_relations(r)
        row = []
        for members in C.members:
            trace, denominator = rho.of(members[0]).trace()
            row.append(ring.quotient(trace, denominator, f"irrep {r}: a trace that is no integer"))
        rings.append(ring)
        characters.append(row)
    ring = Ring({ring.e for ring in rings})
    characters = [[ring.embed(x, own) for x in row] for own, row in zip(rings, characters)]
    for r, a in enumerate(characters):
        conjugates = [n * ring.conjugate(x) for n, x in zip(C.sizes, a)]
        for s, b in enumerate(characters[:r + 1]):
            product = ring.normal(sum(map(mul, conjugates, b)))
            require(product == (G.order if r == s else 0), f"irreps {s} and {r}: a product of characters that is wrong")
    return [f"{k} representations, irreducible over the complex numbers and inequivalent, and no others",
            f"{k} conjugacy classes with their sizes"]


class Representation:
    """Matrices for generators, carried along straight-line programs and transversals."""

    def __init__(self, G, generators, ring, degree):
        self.G, self.generators = G, generators
        self.one = Matrix.identity(ring, degree)
        self.values = dict(enumerate(generators))
        self.transversals = []
        for level in G.levels:
            table = {level.point: self.one}
            for x, (ref, back) in level.edges.items():  # in order of discovery
                table[x] = self.value(ref) * table[back]
            self.transversals.append(table)

    def value(self, ref):
        """The matrix of one value of the program, and of those that it needs."""
        t, pending = len(self.generators), [ref]
        while pending:
            at = pending[-1]
            if at in self.values:
                pending.pop()
                continue
            kind, first, second = self.G.program[at - t]
            missing = [r for r in ([first, second] if kind == "*" else [first]) if r not in self.values]
            if missing:
                pending.extend(missing)
                continue
            base = self.values[first]
            self.values[at] = base * self.values[second] if kind == "*" else self.power(first, second)
        return self.values[ref]

    def power(self, first, exponent):
        # the inverse is a power of the matrix too, if the relations hold; they are checked with it
        k = exponent % self.G.S.order(self.G.values[first])
        result, square = self.one, self.values[first]
        while k:
            if k & 1:
                result = result * square
            k >>= 1
            if k:
                square = square * square
        return result

    def product(self, points, start=0):
        result = None
        for level, x in enumerate(points, start):
            if x != self.G.levels[level].point:
                u = self.transversals[level][x]
                result = u if result is None else result * u
        return self.one if result is None else result

    def of(self, p):
        return self.product(self.G.factor(p))

    def check_relations(self, r):
        """ρ(g) ρ(u_x) = ρ(u_{x_0}) ρ(u_{x_1}) … for every Schreier generator of the chain: with these relations the
        right sides, over the factorizations of all elements, multiply as the group does, and are ρ on the generators."""
        G = self.G
        for level, here in enumerate(G.levels):
            acting = here.generators if level else list(enumerate(G.generators))
            for ref, g in acting:
                matrix = self.value(ref)
                for x, u in here.forward.items():
                    if here.edges.get(g[x]) == (ref, x):
                        continue  # ρ(u_{gx}) was made so
                    right = self.product(G.factor(G.S.times(g, u), level), level)
                    require(matrix * self.transversals[level][x] == right, f"irrep {r}: a relation does not hold")
        if not G.levels:
            require(all(m == self.one for m in self.generators), f"irrep {r}: a relation does not hold")


def decomposition(claim, evidence, options):
    """P(g) Q = Q (⊕ I_m ⊗ ρ(g)), Q invertible; and Σ m² dim End(ρ) is the number of orbitals, which bounds it."""
    group, components = fields(claim, "group components", "claim")
    chain, columns, blocks = fields(evidence, "chain columns blocks", "evidence")
    G = Group(group, chain)
    n, t = G.S.n, len(G.generators)
    ring = Ring.of(columns, *(m for b in items(blocks, "blocks") if isinstance(b, dict) for m in b.values()))
    Q = Matrix.parse(ring, columns, n, n, "columns")
    require(Q.is_real(), "columns that are not real")
    require(independent([dict(enumerate(row)) for row in Q.rows], ring), "columns that are not independent")
    require(len(items(components, "components")) == len(blocks), "not a block for each component")
    offset, endomorphisms = 0, 0
    for k, (component, block) in enumerate(zip(components, blocks)):
        degree, multiplicity, kind = fields(component, "degree multiplicity type", f"component {k}")
        integer(degree, 1, n, "degree")
        integer(multiplicity, 1, n, "multiplicity")
        require(kind in ("real", "complex", "quaternionic"), f"component {k}: no real type")
        matrices, units = fields(block, "generators units", f"block {k}")
        require(len(items(matrices, "matrices")) == t, f"block {k}: not a matrix for each generator")
        rho = [Matrix.parse(ring, m, degree, degree, f"block {k}") for m in matrices]
        z = [Matrix.parse(ring, m, degree, degree, f"units of block {k}") for m in items(units, "units", 3)]
        check_units(ring, rho, z, kind, f"component {k}")
        for _ in range(multiplicity):
            require(offset + degree <= n, "components of too large a dimension")
            copy = Matrix(ring, [row[offset:offset + degree] for row in Q.rows], Q.denominator)
            for g, m in zip(G.generators, rho):
                moved = Matrix(ring, [copy.rows[x] for x in G.S.inverse(g)], Q.denominator)
                require(copy * m == moved, f"component {k}: columns that do not transform by its matrices")
            offset += degree
        endomorphisms += multiplicity ** 2 * (len(z) + 1)
    require(offset == n, f"components of dimension {offset} in all, not {n}")
    orbitals = count_orbitals(n, G.generators)
    require(endomorphisms == orbitals, f"{orbitals} orbitals, but endomorphisms of dimension {endomorphisms}")
    listed = ", ".join(f"{c['multiplicity']} of degree {c['degree']} ({c['type']})" for c in components)
    return [f"copies of real irreducible representations, inequivalent: {listed}", f"the order is {G.order}"]


def check_units(ring, rho, units, kind, where):
    require(len(units) == {"real": 0, "complex": 1, "quaternionic": 3}[kind], f"{where}: not the units of its type")
    require(all(m.is_real() for m in rho + units), f"{where}: matrices that are not real")
    for u, z in enumerate(units):
        require(all(z * m == m * z for m in rho), f"{where}: a unit that does not commute")
        square = z * z
        scalar = square.rows[0][0]
        one = Matrix.identity(ring, len(square.rows)).times_scalar(scalar)
        require(square == Matrix(ring, one.rows, square.denominator), f"{where}: a unit whose square is no scalar")
        require(ring.sign(scalar) < 0, f"{where}: a unit whose square is not negative")
        for other in units[:u]:
            a, b = z * other, other * z
            minus = Matrix(ring, [[-x for x in row] for row in b.rows], b.denominator)
            require(a == minus, f"{where}: units that do not anticommute")


def independent(rows, ring):
    """Whether vectors are independent; proved by one prime that says so."""
    for place in places(ring.e):
        if rank([{j: place.image(ring, x) for j, x in row.items()} for row in rows], place.p) == len(rows):
            return True
    return False


def count_orbitals(n, generators):
    """The number of orbits on pairs."""
    seen, count = bytearray(n * n), 0
    for start in range(n * n):
        if seen[start]:
            continue
        seen[start], count, stack = 1, count + 1, [start]
        while stack:
            x, y = divmod(stack.pop(), n)
            for g in generators:
                image = g[x] * n + g[y]
                if not seen[image]:
                    seen[image] = 1
                    stack.append(image)
    return count


def equivariant_maps(claim, evidence, options):
    """B W = W A for each pair (A, B); the basis is independent; the equations' rank modulo a prime leaves no more."""
    *names, rows, cols, pairs, basis = fields(claim, "group domain codomain rows cols pairs basis", "claim")
    require(all(isinstance(name, str) for name in names), "names that are no text")
    fields(evidence, "", "evidence")
    unknowns = integer(rows, 1, 1 << 12, "rows") * integer(cols, 1, 1 << 12, "cols")
    if unknowns > MOST_UNKNOWNS:
        raise Unable(f"{unknowns} unknowns, more than {MOST_UNKNOWNS}")
    for pair in items(pairs, "pairs"):
        fields(pair, "domain codomain", "pair")
    ring = Ring.of([x for m in items(basis, "basis") for *_, x in items(m, "map")],
                   *([x for *_, x in items(m, "matrix")] for pair in pairs for m in pair.values()))
    maps = [sparse(ring, m, rows, cols, f"map {k}")[0] for k, m in enumerate(basis)]
    equations = []
    for k, pair in enumerate(pairs):
        A, a = sparse(ring, pair["domain"], cols, cols, f"pair {k}")
        B, b = sparse(ring, pair["codomain"], rows, rows, f"pair {k}")
        for w, W in enumerate(maps):
            difference = {}
            for (i, j), x in W.items():
                for (h, l), y in B.items():
                    if l == i:
                        difference[h, j] = difference.get((h, j), 0) + a * x * y
                for (h, l), y in A.items():
                    if h == j:
                        difference[i, l] = difference.get((i, l), 0) - b * x * y
            require(not any(ring.normal(x) for x in difference.values()), f"map {w} is not equivariant for pair {k}")
        for i in range(rows):
            for j in range(cols):
                row = {}
                for (h, l), y in B.items():
                    if h == i:
                        row[l * cols + j] = row.get(l * cols + j, 0) + a * y
                for (h, l), y in A.items():
                    if l == j:
                        row[i * cols + h] = row.get(i * cols + h, 0) - b * y
                if row:
                    equations.append(row)
    require(independent([{i * cols + j: x for (i, j), x in W.items()} for W in maps], ring), "dependent maps")
    for place in places(ring.e):
        found = unknowns - rank(({j: place.image(ring, x) for j, x in row.items()} for row in equations), place.p)
        if found == len(maps):
            return [f"a basis of the {len(maps)}-dimensional space of {rows} x {cols} maps that commute with "
                    f"{len(pairs)} pairs of matrices"]
    raise Refused(f"{len(maps)} maps, but the equations leave {found} dimensions modulo primes")


def sparse(ring, value, rows, cols, where):
    """({(i, j): number}, common denominator); denominators of maps do not matter."""
    found = {}
    for entry in items(value, where):
        require(len(items(entry, where)) == 3, f"{where}: an entry that is not [row, column, number]")
        i, j, x = entry
        at = integer(i, 0, rows - 1, where), integer(j, 0, cols - 1, where)
        require(at not in found, f"{where}: an entry given twice")
        found[at] = ring.number(x)
    common = lcm(1, *(d for _, d in found.values()))
    require(common < DENOMINATOR, f"{where}: denominators too large")
    return {at: x * (common // d) for at, (x, d) in found.items()}, common


KINDS = {
    "isotypic/certificate/stabilizer-chain": stabilizer_chain,
    "isotypic/certificate/class-list": class_list,
    "isotypic/certificate/character-table": character_table,
    "isotypic/certificate/irreps": irreps,
    "isotypic/certificate/decomposition": decomposition,
    "isotypic/certificate/equivariant-maps": equivariant_maps,
}


def check(path, options):
    """What the certificate proves, as lines of text."""
    document = read(path)
    if not isinstance(document, dict) or document.get("schema") not in KINDS or document.get("schemaVersion") != 1:
        raise Unable("not a certificate of a kind and version that is known here")
    names = "schema schemaVersion fingerprints generator claim exact"
    schema, _, prints, writer, claim, evidence = fields(document, names, "certificate")
    fields(writer, "name version seed", "generator")  # who wrote it: no part of the proof
    (fingerprint,) = fields(prints, "claim", "fingerprints")
    text = json.dumps(claim, ensure_ascii=False, separators=(",", ":"))
    require(fingerprint == hashlib.sha256(text.encode()).hexdigest(), "the fingerprint is not that of the claim")
    return KINDS[schema](claim, evidence, options)


def main():
    parser = argparse.ArgumentParser(description="Proves certificates written by isotypic.")
    parser.add_argument("paths", nargs="+", help="certificates (.json), or folders of them")
    parser.add_argument("--quiet", action="store_true", help="name only what is refused, and count")
    parser.add_argument("--elements", type=int, default=1 << 20, help="most elements of a group that are listed")
    options = parser.parse_args()
    counts = {"proved": 0, "refused": 0, "unable": 0}
    for path in options.paths:
        names = [path]
        if os.path.isdir(path):
            names = [os.path.join(path, n) for n in sorted(os.listdir(path)) if n.endswith(".json")]
        for name in names:
            verdict, lines = judge(name, options)
            counts[verdict] += 1
            if verdict != "proved" or not options.quiet:
                print(f"{name}: {verdict}")
                for line in lines:
                    print(f"    {line}")
    print(", ".join(f"{n} {verdict}" for verdict, n in counts.items()))
    return 1 if counts["refused"] else 2 if counts["unable"] or not counts["proved"] else 0


def judge(name, options):
    try:
        return "proved", check(name, options)
    except Refused as error:
        return "refused", [str(error)]
    except (TypeError, ValueError, KeyError, IndexError, OverflowError, ZeroDivisionError, RecursionError) as error:
        return "refused", [f"not of the form of a certificate: {error!r}"]
    except (Unable, OSError, MemoryError) as error:
        return "unable", [str(error)]


if __name__ == "__main__":
    sys.exit(main())
