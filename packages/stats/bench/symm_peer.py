# symm-learning on the same samples: reads cases and float64 samples from the folder given, prints CPU milliseconds as JSON.
import json
import sys
import time

import numpy as np
import torch
from escnn.group import cyclic_group, dihedral_group, directsum, ico_group
from symm_learning.linalg import lstsq
from symm_learning.stats import cov, mean, var_mean

torch.set_num_threads(1)
GROUPS = {"cyclic": cyclic_group, "dihedral": dihedral_group, "icosahedral": lambda: ico_group()}


def minimum(f, repeats):
    f()
    best = float("inf")
    for _ in range(repeats):
        start = time.process_time()
        f()
        best = min(best, time.process_time() - start)
    return 1000 * best


folder = sys.argv[1]
out = {}
for case in json.load(open(f"{folder}/cases.json")):
    if case["escnn"] is None:
        continue
    name, N, D = case["name"], case["rows"], case["dimension"]
    family, *order = case["escnn"]
    read = lambda what: torch.from_numpy(np.fromfile(f"{folder}/{name}.{what}", dtype="<f8").reshape(N, D))
    X, Y = read("x"), read("y")
    start = time.process_time()
    rep = directsum([GROUPS[family](*order).regular_representation] * case["copies"], name=name)
    with torch.no_grad():
        # once: what it keeps with the representation
        cov(X[:2], X[:2], rep, rep)
        lstsq(X[: min(N, 2 * D)], Y[: min(N, 2 * D)], rep, rep)
        var_mean(X[:2], rep)
        once = 1000 * (time.process_time() - start)
        out[name] = {
            "once": once,
            "cov": minimum(lambda: cov(X, X, rep, rep), case["repeats"]),
            "crossCov": minimum(lambda: cov(X, Y, rep, rep), case["repeats"]),
            "varMean": minimum(lambda: var_mean(X, rep), case["repeats"]),
            "mean": minimum(lambda: mean(X, rep), case["repeats"]),
            "lstsq": minimum(lambda: lstsq(X, Y, rep, rep), min(5, case["repeats"])),
        }
    print(json.dumps(out), file=sys.stderr)
print(json.dumps({"version": __import__("importlib.metadata").metadata.version("symm-learning"), "times": out}))
