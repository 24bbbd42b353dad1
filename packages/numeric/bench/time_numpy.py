"""Times NumPy for bench/main.mjs: argument 1 is [[kind, shape, repeats], ...] as JSON, 2 is "cpu" or "wall"."""
import json
import sys
import time

import numpy as np

clock = time.process_time if sys.argv[2] == "cpu" else time.perf_counter
rng = np.random.default_rng(1)


def median(f, repeats):
    f()
    times = []
    for _ in range(repeats):
        start = clock()
        f()
        times.append(clock() - start)
    return sorted(times)[len(times) // 2] * 1e3


def work(kind, shape):
    if kind == "gemm":
        n = shape[0]
        a, b = rng.standard_normal((n, n)), rng.standard_normal((n, n))
        return lambda: a @ b
    if kind == "gram":
        x = rng.standard_normal(shape)
        return lambda: x.T @ x
    n = shape[0]
    a = rng.standard_normal((n, n))
    s = a @ a.T + np.eye(n)
    return {
        "cholesky": lambda: np.linalg.cholesky(s),
        "eigh": lambda: np.linalg.eigh(s),
        "svd": lambda: np.linalg.svd(a, full_matrices=False),
        "qr": lambda: np.linalg.qr(a),
    }[kind]


def blas():
    """Which library and kernels NumPy runs on, where threadpoolctl is there to tell."""
    try:
        from threadpoolctl import threadpool_info
    except ImportError:
        return ""
    return "; ".join(
        f"{lib['internal_api']} {lib['version']}, {lib.get('architecture', 'unknown')} kernels"
        for lib in threadpool_info()
        if lib["user_api"] == "blas"
    )


print(
    json.dumps(
        {
            "version": np.__version__,
            "blas": blas(),
            "times": [median(work(kind, shape), repeats) for kind, shape, repeats in json.loads(sys.argv[1])],
        }
    )
)
