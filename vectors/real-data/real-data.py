"""The figures of real-data.json: `python vectors/real-data/real-data.py > vectors/real-data/real-data.json`.

Every covariance is averaged over all elements of its group, which are listed by multiplication; regressions are plain
least squares on the data and all their images. NumPy and SciPy; nothing of isotypic is used.
"""
import csv
import json
import pathlib

import numpy as np
from scipy.stats import chi2

DATA = pathlib.Path(__file__).parents[2] / "data"


def closure(generators):
    """All elements of the group that these images of points generate."""
    found = {tuple(range(len(generators[0])))}
    new = list(found)
    while new:
        new = [h for h in {tuple(g[i] for i in f) for f in new for g in generators} if h not in found]
        found.update(new)
    return np.array(sorted(found))


def turn(n):
    return [(i + 1) % n for i in range(n)]


def mirror(n):
    return [-i % n for i in range(n)]


def exchange(n):
    return [1, 0, *range(2, n)]


def on_ordered_pairs(g):
    pairs = [(a, b) for a in range(len(g)) for b in range(len(g)) if a != b]
    return [pairs.index((g[a], g[b])) for a, b in pairs]


def on_square(n, move):
    return [n * a + b for a, b in (move(i, j) for i in range(n) for j in range(n))]


def symmetric(n):
    return [turn(n), exchange(n)]


ACTIONS = {
    "cork-borings": ("cork-borings.csv", None, [turn(4), mirror(4)]),
    "frets-heads": ("frets-heads.csv", None, [[2, 3, 0, 1]]),
    "elnino": ("elnino.csv", "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(), [turn(12), mirror(12)]),
    "digits": ("digits.csv", None, [on_square(8, lambda i, j: (j, 7 - i)), on_square(8, lambda i, j: (j, i))]),
    "twins-mz": ("twins-mz.csv", None, symmetric(2)),
    "twins-dz": ("twins-dz.csv", None, symmetric(2)),
    "orthodont-boys": ("orthodont-boys.csv", None, symmetric(4)),
    "orthodont-girls": ("orthodont-girls.csv", None, symmetric(4)),
    "judges": ("judges.csv", None, symmetric(4)),
    "sectors": ("sectors.csv", None, [turn(8), mirror(8)]),
    "nottem": ("nottem.txt", None, [turn(12), mirror(12)]),
    "relational": ("relational.csv", None, [on_ordered_pairs(g) for g in symmetric(5)]),
    "aspirin": ("aspirin.csv", None, [[1, 0, 3, 2]]),
    "oddbooks": ("oddbooks.csv", None, [[0, 2, 1]]),
}


def read(name, columns):
    with open(DATA / name, newline="") as file:
        head, *rows = csv.reader(file, delimiter=" " if name.endswith(".txt") else ",")
    at = {c: j + len(rows[0]) - len(head) for j, c in enumerate(head)}
    columns = columns or head
    return columns, np.array([[float(row[at[c]]) for c in columns] for row in rows])


def orbits(elements):
    """First pair i <= j of each orbit on unordered pairs, and how many there are in it."""
    D, found = elements.shape[1], {}
    for i in range(D):
        for j in range(i, D):
            images = np.sort(elements[:, [i, j]], axis=1)
            first = tuple(int(v) for v in images[np.lexsort((images[:, 1], images[:, 0]))[0]])
            found[first] = found.get(first, 0) + 1
    return found


def log_det(S):
    sign, value = np.linalg.slogdet(S)
    return value if sign > 0 and np.linalg.matrix_rank(S) == len(S) else None


def figures(name):
    file, columns, generators = ACTIONS[name]
    columns, X = read(file, columns)
    elements = closure(generators)
    N, D = X.shape
    average = lambda S: sum(S[np.ix_(g, g)] for g in elements) / len(elements)
    mean = sum(X.mean(axis=0)[g] for g in elements) / len(elements)
    S = np.cov(X.T, bias=True).reshape(D, D)
    sigma, about = average(S), average((X - mean).T @ (X - mean) / N)
    pairs = orbits(elements)
    df = D * (D + 1) // 2 - len(pairs)
    df_both = df + D - len({tuple(sorted(set(elements[:, j].tolist()))) for j in range(D)})
    plain = log_det(S)
    tests = [None, None]
    if plain is not None:
        statistics = [(N * (log_det(fit) - plain), n) for fit, n in ((sigma, df), (about, df_both))]
        tests = [{"statistic": s, "df": n, "p": float(chi2.sf(s, n))} for s, n in statistics]
    return {
        "columns": columns,
        "order": len(elements),
        "samples": N,
        "mean": mean.tolist(),
        "covariance": [[i, j, count, sigma[i, j]] for (i, j), count in pairs.items()],
        "tests": tests,
    }


def regression(file, predictors, responses, generators):
    """Least squares with an intercept on all images of the data under the group, on both sides alike."""
    _, X = read(file, predictors)
    _, Y = read(file, responses)
    elements = closure(generators)
    moves = elements if len(responses) == X.shape[1] else np.tile(np.arange(len(responses)), (len(elements), 1))
    design = np.vstack([np.column_stack([X[:, g], np.ones(len(X))]) for g in elements])
    solution = np.linalg.lstsq(design, np.vstack([Y[:, g] for g in moves]), rcond=None)[0]
    return {"coefficients": solution[:-1].T.tolist(), "intercept": solution[-1].tolist()}


MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
REGRESSIONS = {
    "anscombe-1": ("anscombe.csv", ["x1"], ["y1"], [[0]]),
    "anscombe-4": ("anscombe.csv", ["x4"], ["y4"], [[0]]),
    "orthodont-boys": ("orthodont-boys.csv", [f"distance.{age}" for age in (8, 10, 12)], ["distance.14"], symmetric(3)),
    "elnino": ("elnino.csv", MONTHS[:6], MONTHS[6:], [turn(6)]),
}

if __name__ == "__main__":
    made = {
        "analyses": {name: figures(name) for name in ACTIONS},
        "regressions": {name: regression(*args) for name, args in REGRESSIONS.items()},
    }
    lines = lambda part: ",\n".join(f'"{k}": {json.dumps(v)}' for k, v in made[part].items())
    print("{" + ",\n".join(f'"{part}": {{\n{lines(part)}\n}}' for part in made) + "}")
