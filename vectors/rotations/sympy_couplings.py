"""Exact 3j, 6j, 9j symbols and Clebsch-Gordan coefficients by SymPy, as sign and square: python3 sympy_couplings.py > sympy-couplings.json

Spins and projections are doubled. 3j: every triad with j <= 4 and j1 >= j2 >= j3, every projection with m3 >= 0; 6j: every
one with j <= 4, one of each class under the 24 symmetries; 9j: 400 drawn with a fixed seed, j <= 4; CG: 600 drawn likewise.
"""
import json, random
from itertools import permutations, product
import sympy
from sympy import Rational
from sympy.physics.wigner import clebsch_gordan, wigner_3j, wigner_6j, wigner_9j

H = lambda n: Rational(n, 2)
def triad(a, b, c): return (a + b + c) % 2 == 0 and abs(a - b) <= c <= a + b
def entry(spins, value):
    square = sympy.simplify(sympy.sympify(value) ** 2)
    assert square.is_Rational
    return [spins, int(sympy.sign(sympy.sympify(value))), f"{square.p}/{square.q}"]

three = []
for a in range(9):
    for b in range(a + 1):
        for c in range(b + 1):
            if not triad(a, b, c): continue
            for ma in range(-a, a + 1, 2):
                for mb in range(-b, b + 1, 2):
                    mc = -ma - mb
                    if abs(mc) > c or mc < 0: continue
                    three.append(entry([a, b, c, ma, mb, mc], wigner_3j(H(a), H(b), H(c), H(ma), H(mb), H(mc))))

def images(s):
    columns = [(s[0], s[3]), (s[1], s[4]), (s[2], s[5])]
    for p in permutations(columns):
        for flips in ((0, 0, 0), (1, 1, 0), (1, 0, 1), (0, 1, 1)):
            q = [c[::-1] if f else c for c, f in zip(p, flips)]
            yield tuple(c[0] for c in q) + tuple(c[1] for c in q)
six = []
for s in product(range(9), repeat=6):
    a, b, c, d, e, f = s
    if not (triad(a, b, c) and triad(a, e, f) and triad(d, b, f) and triad(d, e, c)): continue
    if s != max(images(s)): continue
    six.append(entry(list(s), wigner_6j(*map(H, s))))

draw = random.Random(7)
nine = []
while len(nine) < 400:
    s = [draw.randrange(9) for _ in range(9)]
    rows = [s[0:3], s[3:6], s[6:9]]
    if all(triad(*r) for r in rows) and all(triad(*c) for c in zip(*rows)):
        nine.append(entry(s, wigner_9j(*map(H, s))))
couplings = []
while len(couplings) < 600:
    a, b, c = (draw.randrange(9) for _ in range(3))
    if not triad(a, b, c): continue
    ma, mb = draw.randrange(-a, a + 1, 2), draw.randrange(-b, b + 1, 2)
    if abs(ma + mb) <= c:
        couplings.append(entry([a, ma, b, mb, c, ma + mb], clebsch_gordan(H(a), H(b), H(c), H(ma), H(mb), H(ma + mb))))
print(json.dumps({"origin": f"SymPy {sympy.__version__}, sympy_couplings.py", "wigner3j": three, "wigner6j": six,
                  "wigner9j": nine, "clebschGordan": couplings}, separators=(",", ":")))
