# Writes regression.json: regressions under a permutation group by ordinary least squares on the expanded design, whose
# columns are the images B x of an explicit basis of the equivariant maps (averages of unit matrices over all elements)
# and the invariant intercepts. With one variance for all errors that is statsmodels' OLS (WLS with weights) as it
# stands; with a variance for each isotypic component it is one OLS for each, on the coordinates of the component (an
# eigenspace of a generic symmetric matrix averaged over the group; all components of Y have one copy here). The last
# case is an ordinary multivariate regression, with the tests of statsmodels' multivariate OLS.
import itertools
import json

import numpy as np
import statsmodels
import statsmodels.api as sm
from statsmodels.multivariate.multivariate_ols import _MultivariateOLS

rng = np.random.default_rng(17)


def matrices(generators, copies):
    n = len(generators[0])
    closure, new = {tuple(range(n))}, [tuple(range(n))]
    while new:
        new = [q for p in new for g in generators if (q := tuple(g[i] for i in p)) not in closure]
        closure.update(new)
    out = []
    for p in sorted(closure):
        M = np.zeros((n, n))
        M[list(p), range(n)] = 1
        out.append([np.kron(np.eye(c), M) for c in copies])
    return out


def average(A, elements):
    return sum(Y @ A @ X.T for X, Y in elements) / len(elements)


def basis(elements, rows, cols, left=None):
    units = []
    for i, j in itertools.product(range(rows), range(cols)):
        E = np.zeros((rows, cols))
        E[i, j] = 1
        E = average(E, elements)
        units.append((E if left is None else left @ E).ravel())
    U, s, _ = np.linalg.svd(np.array(units).T, full_matrices=False)
    return [U[:, k].reshape(rows, cols) for k in range(len(s)) if s[k] > 1e-9]


def expanded(X, maps, means, coordinates):
    columns = [[coordinates @ B @ x for B in maps] + [coordinates @ m for m in means] for x in X]
    return np.vstack([np.column_stack(c) for c in columns])


def case(name, generators, copies, N, weights=None, data=None):
    elements = matrices(generators, copies)
    Dx, Dy = elements[0][0].shape[0], elements[0][1].shape[0]
    if data is None:
        X = rng.normal(size=(N, Dx)) + 2
        A = average(rng.normal(size=(Dy, Dx)), elements)
        Y = X @ A.T + 0.7 * rng.normal(size=(N, Dy)) + 5
    else:
        X, Y = data
    invariant = [m.ravel() for m in basis([(np.eye(1), E[1]) for E in elements], Dy, 1)]
    generic = average(np.add(S := rng.normal(size=(Dy, Dy)), S.T), [(E[1], E[1]) for E in elements])
    values, vectors = np.linalg.eigh(generic)
    spaces, start = [], 0
    for k in range(1, Dy + 1):
        if k == Dy or values[k] - values[k - 1] > 1e-9:
            spaces.append(vectors[:, start:k])
            start = k
    w = None if weights is None else np.asarray(weights)

    def fit(maps, means, Q):
        design, target = expanded(X, maps, means, Q.T), (Y @ Q).ravel()
        if w is None:
            return sm.OLS(target, design, hasconst=bool(means)).fit(), design
        return sm.WLS(target, design, weights=np.repeat(w, Q.shape[1]), hasconst=bool(means)).fit(), design

    x = X[0] + 1
    maps = basis(elements, Dy, Dx)
    full, _ = fit(maps, invariant, np.eye(Dy))

    def entries(maps, means, covariance):
        # variances of all entries of A, of b, and of the mean response at x
        A = np.array([[sum(covariance[a, b] * maps[a][i, j] * maps[b][i, j] for a in range(len(maps))
                           for b in range(len(maps))) for j in range(Dx)] for i in range(Dy)])
        rows = np.column_stack([B @ x for B in maps] + means) if maps or means else np.zeros((Dy, 0))
        M = len(maps)
        b = np.array([sum(covariance[M + a, M + c] * means[a][i] * means[c][i] for a in range(len(means))
                          for c in range(len(means))) for i in range(Dy)])
        return A, b, np.array([r @ covariance @ r for r in rows])

    A, b, at = entries(maps, invariant, full.cov_params())
    coefficients = sum(p * B for p, B in zip(full.params, maps)) if maps else np.zeros((Dy, Dx))
    # R² about the invariant mean
    W = np.ones(len(X)) if w is None else w
    mean = average((W @ Y / W.sum())[:, None], [(np.eye(1), E[1]) for E in elements]).ravel()
    total = (W[:, None] * (Y - mean) ** 2).sum()
    explained = (total - full.ssr) / len(maps) / full.scale
    out = {
        "name": name, "generators": generators, "copies": copies, "X": X.tolist(), "Y": Y.tolist(),
        "weights": weights, "x": x.tolist(), "coefficients": coefficients.tolist(),
        "scalar": {
            "errors": np.sqrt(A).tolist(), "interceptErrors": np.sqrt(b).tolist(), "meanErrors": np.sqrt(at).tolist(),
            "variance": full.scale, "degreesOfFreedom": full.df_resid, "rSquared": 1 - full.ssr / total,
            "F": explained,
        },
    }
    parts, components = [np.zeros((Dy, Dx)), np.zeros(Dy), np.zeros(Dy)], []
    for Q in spaces:
        P = Q @ Q.T
        own = basis(elements, Dy, Dx, P)
        means = [m.ravel() for m in basis([(np.eye(1), E[1]) for E in elements], Dy, 1, P)]
        found, _ = fit(own, means, Q)
        components.append({"degree": Q.shape[1], "parameters": len(own), "variance": found.scale,
                           "degreesOfFreedom": found.df_resid})
        if own:
            if means:
                target = (Y - (W @ Y / W.sum()) @ P) @ Q
            else:
                target = Y @ Q
            tss = (W[:, None] * target**2).sum()
            components[-1]["F"] = (tss - found.ssr) / len(own) / found.scale
        for k, part in enumerate(entries(own, means, found.cov_params())):
            parts[k] = parts[k] + part
    out["invariant"] = {"errors": np.sqrt(parts[0]).tolist(), "interceptErrors": np.sqrt(parts[1]).tolist(),
                        "meanErrors": np.sqrt(parts[2]).tolist(), "components": components}
    return out


borings = np.loadtxt("../../data/cork-borings.csv", delimiter=",", skiprows=1)
C2, C3, D4, S4 = [[1, 0]], [[1, 2, 0]], [[1, 2, 3, 0], [0, 3, 2, 1]], [[1, 2, 3, 0], [1, 0, 2, 3]]
cases = [
    case("cork borings, north and south on east and west", C2, [1, 1], 28, data=(borings[:, ::2], borings[:, 1::2])),
    case("dihedral(4) on 4 points", D4, [1, 1], 12),
    case("cyclic(3), two copies on one: complex type", C3, [2, 1], 9),
    case("symmetric(4), two copies on one", S4, [2, 1], 8),
    case("cyclic(3) with weights", C3, [1, 1], 10, weights=[0.5, 1, 2, 1, 3, 1, 1, 0.25, 1, 1]),
    case("no symmetry, three predictors of one response", [[0]], [3, 1], 15),
]
X = rng.normal(size=(14, 3))
Y = X @ rng.normal(size=(3, 2)) * 0.4 + rng.normal(size=(14, 2)) @ np.array([[1, 0.6], [0, 0.8]])
multi = _MultivariateOLS(Y, sm.add_constant(X)).fit()
L = np.eye(4)[1:]
wilks = multi.mv_test([("all", L)]).results["all"]["stat"].loc["Wilks' lambda"]
columns = [sm.OLS(Y[:, k], sm.add_constant(X)).fit() for k in range(2)]
predicted = [c.get_prediction([[1, 0.3, -1, 2]]).summary_frame(alpha=0.05) for c in columns]
several = {
    "X": X.tolist(), "Y": Y.tolist(), "wilks": float(wilks["Value"]), "pValue": float(wilks["Pr > F"]),
    "coefficients": [c.params[1:].tolist() for c in columns], "errors": [c.bse[1:].tolist() for c in columns],
    "intercepts": [[c.params[0], c.bse[0], c.tvalues[0], c.pvalues[0]] for c in columns],
    "pValues": [c.pvalues[1:].tolist() for c in columns], "x": [0.3, -1, 2],
    "intervals": [[float(f.obs_ci_lower.iloc[0]), float(f.obs_ci_upper.iloc[0])] for f in predicted],
    "meanIntervals": [[float(f.mean_ci_lower.iloc[0]), float(f.mean_ci_upper.iloc[0])] for f in predicted],
    "rSquared": [c.rsquared for c in columns], "confidence": [c.conf_int()[1:].tolist() for c in columns],
}
json.dump({"statsmodels": statsmodels.__version__, "cases": cases, "several": several}, open("regression.json", "w"))
