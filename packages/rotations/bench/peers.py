"""The peers' side of bench/main.mjs: prints CPU milliseconds as JSON; what is not installed is left out."""
import json, time

out = {}

def cpu(work, runs=5):
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return sorted(times)[runs // 2]

try:
    import sympy
    from sympy.physics.wigner import wigner_3j
    out["sympy"] = f"SymPy {sympy.__version__}"
    hundred = lambda: [wigner_3j(100, 100, 100, m1, m2, -m1 - m2) for m1 in range(-10, 10) for m2 in range(-2, 3)]
    hundred()  # SymPy keeps a list of factorials
    out["single"] = cpu(hundred)
    out["doubles"] = cpu(lambda: [float(x) for x in hundred()])
except ImportError:
    pass
try:
    import numpy as np, scipy
    from scipy.special import sph_harm_y
    out["scipy"] = f"SciPy {scipy.__version__} (complex)"
    x = np.sin(np.arange(1, 300001)).reshape(-1, 3)
    r = np.linalg.norm(x, axis=1)
    theta, phi = np.arccos(x[:, 2] / r), np.arctan2(x[:, 1], x[:, 0])
    out["harmonicsScipy"] = cpu(lambda: [sph_harm_y(l, m, theta, phi) for l in range(11) for m in range(-l, l + 1)], 3)
except ImportError:
    pass
try:
    import torch, e3nn
    from e3nn import o3
    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
    out["e3nn"] = f"e3nn {e3nn.__version__}, float64"
    points = torch.sin(torch.arange(1, 300001, dtype=torch.float64)).reshape(-1, 3)
    work = lambda: o3.spherical_harmonics(list(range(11)), points, normalize=True, normalization="integral")
    work()
    out["harmonicsE3nn"] = cpu(work)
    out["blocks"] = cpu(lambda: [o3.wigner_3j(a, b, c) for a in range(9) for b in range(9) for c in range(abs(a - b), min(a + b, 8) + 1)], 1)
except ImportError:
    pass
print(json.dumps(out))
