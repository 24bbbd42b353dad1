"""Stands in for py3nj, which needs a Fortran compiler: what escnn calls of it, exactly, by Racah's sum (1942). Arguments
are twice the angular momenta."""

from fractions import Fraction
from math import factorial as f, sqrt

import numpy as np


def _one(j1, j2, j, m1, m2, m):
    if m1 + m2 != m or not abs(j1 - j2) <= j <= j1 + j2 or abs(m1) > j1 or abs(m2) > j2 or abs(m) > j:
        return 0.0
    h = lambda n: f(n // 2)
    square = Fraction((j + 1) * h(j + j1 - j2) * h(j - j1 + j2) * h(j1 + j2 - j), h(j1 + j2 + j + 2))
    square *= h(j + m) * h(j - m) * h(j1 - m1) * h(j1 + m1) * h(j2 - m2) * h(j2 + m2)
    total = Fraction(0)
    for k in range(0, j1 + j2 - j + 1, 2):
        parts = [k, j1 + j2 - j - k, j1 - m1 - k, j2 + m2 - k, j - j2 + m1 + k, j - j1 - m2 + k]
        if min(parts) >= 0:
            product = 1
            for part in parts:
                product *= h(part)
            total += Fraction((-1) ** (k // 2), product)
    return (1 if total >= 0 else -1) * sqrt(square * total * total)


def clebsch_gordan(*arguments):
    return np.vectorize(_one, otypes=[float])(*arguments)
