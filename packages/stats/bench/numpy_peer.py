# The same estimators in NumPy, written plainly by isotypic blocks, and the ordinary ones without symmetry.
# Reads cases from the folder given (little-endian float64, row-major), writes results beside them, prints timings as JSON.
import json
import sys
import time

import numpy as np

UNITS = {
    1: [np.eye(1)],
    2: [np.eye(2), np.array([[0, -1], [1, 0.0]])],
    4: [
        np.eye(4),
        np.array([[0, -1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, -1, 0.0]]),
        np.array([[0, 0, -1, 0], [0, 0, 0, -1], [1, 0, 0, 0], [0, 1, 0, 0.0]]),
        np.array([[0, 0, 0, -1], [0, 0, 1, 0], [0, -1, 0, 0], [1, 0, 0, 0.0]]),
    ],
}


def pooled(hat, c):
    m, e, s, o = c["multiplicity"], c["units"], c["pooled"], c["offset"]
    part = hat[:, o : o + m * e * s].reshape(len(hat), m, e, s)
    return part.transpose(0, 3, 1, 2).reshape(-1, m * e)


def project(M, m, e):
    if e == 1:
        return M
    blocks = M.reshape(m, e, m, e)
    return sum(np.einsum("iajb,ab,cd->icjd", blocks, E, E) / e for E in UNITS[e]).reshape(m * e, m * e)


def assemble(blocks, Q, components):
    T = np.empty_like(Q)
    for C, c in zip(blocks, components):
        m, e, s, o = c["multiplicity"], c["units"], c["pooled"], c["offset"]
        part = Q[:, o : o + m * e * s].reshape(len(Q), m * e, s)
        T[:, o : o + m * e * s] = np.einsum("ras,ab->rbs", part, C, optimize=True).reshape(len(Q), -1)
    return T @ Q.T


def symmetric_cov(X, Q, components):
    hat = X @ Q
    blocks = []
    for c in components:
        m, e, s, o = c["multiplicity"], c["units"], c["pooled"], c["offset"]
        if c["isTrivial"]:
            hat[:, o : o + m * e * s] -= hat[:, o : o + m * e * s].mean(axis=0)
        Z = pooled(hat, c)
        blocks.append(project(Z.T @ Z, m, e) / s / (len(X) - 1 if c["isTrivial"] else len(X)))
    return assemble(blocks, Q, components)


def symmetric_lstsq(X, Y, Q, components):
    xs, ys = X @ Q, Y @ Q
    blocks = []
    for c in components:
        Zx, Zy = pooled(xs, c), pooled(ys, c)
        G = project(Zx.T @ Zx, c["multiplicity"], c["units"])
        B = project(Zy.T @ Zx, c["multiplicity"], c["units"])
        blocks.append(np.linalg.solve(G, B.T).T)
    # A = Q (⊕ C ⊗ I) Qᵀ, and assemble forms Q C' Qᵀ with C' acting from the right.
    return assemble([C.copy() for C in blocks], Q, components)


def averaged(S, images):
    # the mean of ρ(g)Sρ(g)ᵀ over the group, its elements listed by closure
    identity = tuple(range(len(S)))
    seen, queue = {identity}, [identity]
    while queue:
        g = queue.pop()
        for h in images:
            image = tuple(h[x] for x in g)
            if image not in seen:
                seen.add(image)
                queue.append(image)
                if len(seen) > 2000:
                    return None
    elements = [np.array(g) for g in seen]

    def run(X):
        total = np.zeros_like(S)
        C = np.cov(X, rowvar=False)
        for g in elements:
            total += C[np.ix_(g, g)]
        return total / len(elements)

    return run


def least_ms(f, repeats):
    best = float("inf")
    for _ in range(repeats):
        start = time.process_time()
        result = f()
        best = min(best, time.process_time() - start)
    return 1000 * best, result


try:
    from sklearn.covariance import EmpiricalCovariance
except ImportError:
    EmpiricalCovariance = None
try:
    from statsmodels.api import OLS
except ImportError:
    OLS = None

folder = sys.argv[1]
out = {}
for case in json.load(open(f"{folder}/cases.json")):
    name, N, D, components = case["name"], case["rows"], case["dimension"], case["components"]
    read = lambda what, shape: np.fromfile(f"{folder}/{name}.{what}", dtype="<f8").reshape(shape)
    X, Y, Q = read("x", (N, D)), read("y", (N, D)), read("q", (D, D))
    repeats, few = case["repeats"], 1 if N * D * D > 5e8 else 3
    times = {}
    times["cov"], S = least_ms(lambda: symmetric_cov(X, Q, components), repeats)
    times["lstsq"], A = least_ms(lambda: symmetric_lstsq(X, Y, Q, components), few)
    times["covPlain"], _ = least_ms(lambda: np.cov(X, rowvar=False), repeats)
    times["crossCovPlain"], _ = least_ms(lambda: (Y - Y.mean(axis=0)).T @ (X - X.mean(axis=0)) / (N - 1), repeats)
    times["varMeanPlain"], _ = least_ms(lambda: (X.mean(axis=0), X.var(axis=0, ddof=1)), repeats)
    times["meanPlain"], _ = least_ms(lambda: X.mean(axis=0), repeats)
    times["lstsqPlain"], _ = least_ms(lambda: np.linalg.lstsq(X, Y, rcond=None), few)
    average = averaged(S, case["images"])
    if average is not None:
        times["covAveraged"], _ = least_ms(lambda: average(X), 1 if D > 500 else few)
    if EmpiricalCovariance is not None:
        times["covLibrary"], _ = least_ms(lambda: EmpiricalCovariance().fit(X), 1 if D > 500 else few)
    if OLS is not None:
        times["lstsqLibrary"], _ = least_ms(lambda: OLS(Y, X).fit().params, 1)
    S.astype("<f8").tofile(f"{folder}/{name}.cov")
    A.astype("<f8").tofile(f"{folder}/{name}.lstsq")
    out[name] = times
print(json.dumps({"version": np.__version__, "times": out}))
