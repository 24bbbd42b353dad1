# Writes chi-squared.json: upper tails of the chi-squared distribution, log-gamma and digamma, to 30 digits by mpmath,
# compared with scipy's while writing.
import json

import mpmath
import scipy.special
import scipy.stats

mpmath.mp.dps = 40
tails = []
for df in [1, 2, 3, 4, 7, 8, 10, 11, 50, 199, 1000, 20000]:
    for ratio in [1e-6, 0.01, 0.3, 0.8, 0.99, 1, 1.01, 1.2, 2, 4, 10]:
        x = df * ratio
        tail = mpmath.gammainc(mpmath.mpf(df) / 2, mpmath.mpf(x) / 2, mpmath.inf, regularized=True)
        if tail < mpmath.mpf("1e-290"):
            continue
        assert abs(scipy.stats.chi2.sf(x, df) / float(tail) - 1) < 1e-9, (x, df)
        tails.append([x, df, float(tail)])
points = [0.01, 0.5, 1, 1.5, 2, 3.25, 9.999, 10, 25.5, 1000, 1e8]
gamma = [[x, float(mpmath.loggamma(x)), float(mpmath.digamma(x))] for x in points]
for x, log_gamma, digamma in gamma:
    assert abs(scipy.special.psi(x) - digamma) <= 1e-12 * max(1, abs(digamma))
json.dump({"tails": tails, "gamma": gamma}, open("chi-squared.json", "w"))
