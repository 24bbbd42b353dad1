# Writes correlation.json: Pearson correlations with Fisher's intervals by SciPy, as R's cor.test has them, of pairs of
# columns of Rao's cork borings and of Frets' heads.
import json

import numpy as np
import scipy
import scipy.stats

cases = []
for name in ["cork-borings", "frets-heads"]:
    X = np.loadtxt(f"../../data/{name}.csv", delimiter=",", skiprows=1)
    for i in range(X.shape[1]):
        for j in range(i + 1, X.shape[1]):
            found = scipy.stats.pearsonr(X[:, i], X[:, j])
            for level in [0.95, 0.8]:
                low, high = found.confidence_interval(level)
                cases.append([name, i, j, level, float(found.statistic), float(low), float(high)])
json.dump({"scipy": scipy.__version__, "cases": cases}, open("correlation.json", "w"))
