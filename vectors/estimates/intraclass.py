# Writes intraclass.json: ICC(1) and ICC(C, 1) with 95 % intervals by the mean squares of the analysis of variance
# (McGraw & Wong 1996, Psychological Methods 1, tables 4 and 7), of the ratings of Shrout & Fleiss 1979, table 2, whose
# published values are 0.17 and 0.71, and of Rao's cork borings (data/cork-borings.csv).
import json

import numpy as np
import scipy.stats


def intraclass(X):
    n, k = X.shape
    rows, columns, mean = X.mean(1), X.mean(0), X.mean()
    between = k * ((rows - mean) ** 2).sum() / (n - 1)
    within = ((X - rows[:, None]) ** 2).sum() / (n * (k - 1))
    error = ((X - rows[:, None] - columns[None, :] + mean) ** 2).sum() / ((n - 1) * (k - 1))
    out = []
    for ms, df in [(within, n * (k - 1)), (error, (n - 1) * (k - 1))]:
        f = between / ms
        low = f / scipy.stats.f.ppf(0.975, n - 1, df)
        high = f * scipy.stats.f.ppf(0.975, df, n - 1)
        out.append([float((g - 1) / (g + k - 1)) for g in (f, low, high)])
    return out


ratings = np.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], float)
borings = np.loadtxt("../../data/cork-borings.csv", delimiter=",", skiprows=1)
cases = []
for X in (ratings, borings):
    one, consistency = intraclass(X)
    cases.append({"rows": X.tolist(), "ICC(1)": one, "ICC(C,1)": consistency})
assert abs(cases[0]["ICC(1)"][0] - 0.1657) < 1e-4 and abs(cases[0]["ICC(C,1)"][0] - 0.7148) < 1e-4
json.dump(cases, open("intraclass.json", "w"))
