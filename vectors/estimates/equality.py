# Writes equality.json: Box's M and Wilks' Λ between groups of samples without symmetry, by statsmodels (the χ² form of
# test_cov_oneway, the F form of the multivariate regression on group indicators), of boys and girls in
# data/orthodont-*.csv and of random groups.
import json

import numpy as np
import statsmodels
from statsmodels.multivariate.multivariate_ols import _MultivariateOLS
from statsmodels.stats.multivariate import test_cov_oneway

rng = np.random.default_rng(23)
read = lambda name: np.loadtxt(f"../../data/{name}.csv", delimiter=",", skiprows=1)
sets = [
    [read("orthodont-boys"), read("orthodont-girls")],
    [rng.normal(size=(n, 2)) + [k / 3, 0] for k, n in enumerate([8, 11, 30])],
    [rng.normal(size=(n, 3)) * (1 + k / 4) for k, n in enumerate([5, 9, 6, 7])],
]
cases = []
for groups in sets:
    box = test_cov_oneway([np.atleast_2d(np.cov(g.T)) for g in groups], [len(g) for g in groups])
    Y = np.vstack(groups)
    D = np.repeat(np.eye(len(groups)), [len(g) for g in groups], axis=0)
    L = np.eye(len(groups))[1:] - np.eye(len(groups))[0]
    stat = _MultivariateOLS(Y, D).fit().mv_test([("equal", L)]).results["equal"]["stat"].loc["Wilks' lambda"]
    cases.append({
        "groups": [g.tolist() for g in groups],
        "box": {"chi2": float(box.statistic_chi2), "df": float(box.df_chi2), "pChi2": float(box.pvalue_chi2),
                "pF": float(box.pvalue_f)},
        "wilks": {"value": float(stat["Value"]), "F": float(stat["F Value"]), "num": float(stat["Num DF"]),
                  "den": float(stat["Den DF"]), "p": float(stat["Pr > F"])},
    })
json.dump({"statsmodels": statsmodels.__version__, "cases": cases}, open("equality.json", "w"))
