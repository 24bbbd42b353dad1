"""Adaptive pooling and up-sampling of one small image, float64: writes torch-resampling.json.

  python torch-resampling.py > torch-resampling.json
"""
import json

import torch
import torch.nn.functional as F

n, m = 5, 7
x = torch.sin(torch.arange(n * m, dtype=torch.float64) ** 2).reshape(1, 1, n, m)
cases = []


def add(name, y, **options):
    cases.append({"layer": name, **options, "shape": list(y.shape), "output": y.flatten().tolist()})


for size in (1, 2, 3, 4):
    add("adaptiveAvgPool", F.adaptive_avg_pool2d(x, size), size=size)
    add("adaptiveMaxPool", F.adaptive_max_pool2d(x, size), size=size)
add("nearest", F.interpolate(x, scale_factor=3, mode="nearest"), factor=3)
for size in (4, 9, 10):
    for align in (False, True):
        add("linear", F.interpolate(x, size=(size, size), mode="bilinear", align_corners=align), size=size, alignCorners=align)
print(json.dumps({"generator": "torch-resampling.py", "torch": torch.__version__, "inputShape": [1, 1, n, m], "input": x.flatten().tolist(), "cases": cases}))
