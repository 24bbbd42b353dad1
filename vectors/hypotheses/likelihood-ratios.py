# Writes likelihood-ratios.json: -2 log Lambda of 200 nearly singular data sets, exactly as rationals, the logarithm to 60
# digits by mpmath. The data come from a linear congruential generator in double arithmetic, which likelihood-ratio tests
# repeat: u = state/2^32, state <- (1664525*state + 1013904223) mod 2^32; a row is b = u - 1/2 and then, variable by
# variable, ((u - 1/2)*eps + b) + offset for "common", and for "sum" all but the last (u - 1/2) + offset, the last the sum
# of the others from the left, plus (u - 1/2)*eps.
import json
import random
from fractions import Fraction

from mpmath import log, mp, mpf

mp.dps = 60
SCALE = 2**110  # every number above is a multiple of 2^-110


def data(kind, N, D, eps, offset, seed):
    state = seed
    rows = []

    def u():
        nonlocal state
        state = (1664525 * state + 1013904223) % 2**32
        return state / 2**32

    for _ in range(N):
        if kind == "common":
            b = u() - 0.5
            rows.append([((u() - 0.5) * eps + b) + offset for _ in range(D)])
        else:
            row = [(u() - 0.5) + offset for _ in range(D - 1)]
            total = 0.0
            for x in row:
                total += x
            rows.append(row + [total + (u() - 0.5) * eps])
    return rows


def generators(group, D):
    turn = [(i + 1) % D for i in range(D)]
    if group == "cyclic":
        return [turn]
    other = [(-i) % D for i in range(D)] if group == "dihedral" else [1, 0] + list(range(2, D))
    return [turn, other]


def classes(points, moves):
    parent = {p: p for p in points}

    def find(p):
        while parent[p] != p:
            p = parent[p]
        return p

    for p in points:
        for move in moves:
            parent[find(p)] = find(move(p))
    found = {}
    for p in points:
        found.setdefault(find(p), []).append(p)
    return list(found.values())


def determinant(M):
    M = [list(row) for row in M]
    product = Fraction(1)
    for k in range(len(M)):
        product *= M[k][k]
        for i in range(k + 1, len(M)):
            f = M[i][k] / M[k][k]
            if f:
                M[i] = [a - f * b for a, b in zip(M[i], M[k])]
    return product


def statistic(rows, gens, hypothesis):
    N, D = len(rows), len(rows[0])
    X = [[int(Fraction(x) * SCALE) for x in row] for row in rows]
    assert all(Fraction(x) * SCALE == y for row, ints in zip(rows, X) for x, y in zip(row, ints))
    total = [sum(row[j] for row in X) for j in range(D)]
    mean = [Fraction(t, N) for t in total]
    raw = [[sum(row[i] * row[j] for row in X) for j in range(D)] for i in range(D)]
    S = [[Fraction(raw[i][j], N) - mean[i] * mean[j] for j in range(D)] for i in range(D)]
    M = [row[:] for row in S]
    if hypothesis == "mean-and-covariance":
        mu = mean[:]
        for part in classes(range(D), [lambda p, g=g: g[p] for g in gens]):
            average = sum(mean[p] for p in part) / len(part)
            for p in part:
                mu[p] = average
        M = [[S[i][j] + (mean[i] - mu[i]) * (mean[j] - mu[j]) for j in range(D)] for i in range(D)]
    moves = [lambda p, g=g: (g[p[0]], g[p[1]]) for g in gens] + [lambda p: (p[1], p[0])]
    for part in classes([(i, j) for i in range(D) for j in range(D)], moves):
        average = sum(M[i][j] for i, j in part) / len(part)
        for i, j in part:
            M[i][j] = average
    ratio = determinant(M) / determinant(S)
    return N * (log(mpf(ratio.numerator)) - log(mpf(ratio.denominator)))


choose = random.Random(20261130)
cases = []
for k in range(200):
    D = choose.randint(2, 8)
    sizes = [D + 1, D + 2, choose.randint(D + 1, 40), choose.randint(40, 400)]
    N = choose.randint(2000, 5000) if k % 20 == 0 else 100000 if k in (50, 150) else choose.choice(sizes)
    case = {
        "kind": choose.choice(["common", "sum"]) if D > 2 else "common",
        "N": N,
        "D": D,
        # the condition of the covariance is about eps^-2
        "eps": 2.0 ** -choose.randint(0, 27),
        "offset": choose.choice([0.0, 1.0, 1024.0, -3.0]),
        "seed": choose.randint(1, 2**31),
        "group": choose.choice(["cyclic", "dihedral", "symmetric"]) if D > 2 else "symmetric",
    }
    rows = data(*(case[name] for name in ["kind", "N", "D", "eps", "offset", "seed"]))
    for hypothesis in ["covariance", "mean-and-covariance"]:
        value = statistic(rows, generators(case["group"], D), hypothesis)
        case[hypothesis] = mp.nstr(value, 30)
    cases.append(case)
    if k % 20 == 0:
        print(k, flush=True)
json.dump(cases, open("likelihood-ratios.json", "w"), indent=0)
