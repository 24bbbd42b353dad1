# Writes student-fisher.json: tails of Fisher's F and Student's t, and points of chi-squared, F, t and the normal law,
# by mpmath, compared with scipy's while writing.
import json

import mpmath
import scipy.stats

mpmath.mp.dps = 40


def beta(a, b, x):
    return mpmath.betainc(a, b, 0, x, regularized=True)


fisher, student, points = [], [], []
for d1 in [1, 2, 3.5, 10, 200]:
    for d2 in [1, 2.25, 7, 56, 5000]:
        for x in [1e-8, 0.05, 0.9, 1, 1.1, 3, 40]:
            tail = beta(mpmath.mpf(d2) / 2, mpmath.mpf(d1) / 2, d2 / (mpmath.mpf(d2) + mpmath.mpf(d1) * x))
            if tail < mpmath.mpf("1e-250"):
                continue
            assert abs(scipy.stats.f.sf(x, d1, d2) / float(tail) - 1) < 1e-8, (x, d1, d2)
            fisher.append([x, d1, d2, float(tail)])
for df in [1, 2, 4.5, 30, 999, 20000]:
    for x in [1e-6, 0.3, 1, 1.96, 5, 30]:
        tail = beta(mpmath.mpf(df) / 2, mpmath.mpf(1) / 2, df / (mpmath.mpf(df) + mpmath.mpf(x) ** 2))
        if tail < mpmath.mpf("1e-250"):
            continue
        assert abs(2 * scipy.stats.t.sf(x, df) / float(tail) - 1) < 1e-8, (x, df)
        student.append([x, df, float(tail)])
for p in [0.999, 0.975, 0.5, 0.05, 0.025, 0.005, 1e-6]:
    for df in [1, 3, 27, 56, 1000]:
        points.append(["chi-squared", p, df, 0, scipy.stats.chi2.isf(p, df)])
        points.append(["fisher", p, df, 11, scipy.stats.f.isf(p, df, 11)])
        points.append(["student", p, df, 0, scipy.stats.t.isf(p / 2, df)])
    points.append(["normal", p, 0, 0, scipy.stats.norm.isf(p / 2)])
json.dump({"fisher": fisher, "student": student, "points": points}, open("student-fisher.json", "w"))
