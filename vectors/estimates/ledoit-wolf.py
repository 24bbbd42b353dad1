# Writes ledoit-wolf.json: scikit-learn's LedoitWolf on Rao's cork borings and on random data with fewer and with more
# rows than columns, about the sample mean and about zero.
import json

import numpy as np
import sklearn
from sklearn.covariance import LedoitWolf

rng = np.random.default_rng(4)
borings = np.loadtxt("../../data/cork-borings.csv", delimiter=",", skiprows=1)
sets = [borings, rng.normal(size=(6, 9)) * np.arange(1, 10), rng.normal(size=(200, 5)) @ rng.normal(size=(5, 5)) + 3]
cases = []
for X in sets:
    for centered in (False, True):
        fit = LedoitWolf(assume_centered=centered).fit(X)
        cases.append(
            {
                "rows": X.tolist(),
                "about": "zero" if centered else "sample-mean",
                "intensity": float(fit.shrinkage_),
                "covariance": fit.covariance_.tolist(),
            }
        )
json.dump({"scikit-learn": sklearn.__version__, "cases": cases}, open("ledoit-wolf.json", "w"))
