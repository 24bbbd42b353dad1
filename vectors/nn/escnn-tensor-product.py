"""Tensor products of fields by escnn 1.0.11 on one place: writes escnn-tensor-product.json.

  python escnn-tensor-product.py > escnn-tensor-product.json

y_c = W_c (x_c ⊗ x_c) for each of two fields, W_c over escnn's basis of Hom(ρ⊗ρ, σ) with weights of its own. float64 but for that
basis, which escnn casts to float32. `rank` is that of the outputs over all weights of one field: what is left of the basis on symmetric products.
"""
import contextlib
import json
import math
import sys

import numpy as np
import torch

with contextlib.redirect_stdout(sys.stderr):
    import escnn
    from escnn import gspaces, nn

FIELDS, SAMPLES = 2, 40
cases = []


def waves(n, seed=1):
    return torch.tensor([math.sin(i * i + seed) for i in range(n)], dtype=torch.float64)


def add(group, space, rho, sigma, of):
    module = nn.TensorProductModule.construct(space, FIELDS, of(rho), of(sigma), initialize=False).double()
    x = waves(SAMPLES * module.in_type.size).reshape(SAMPLES, -1, 1, 1)
    x = x.reshape(*x.shape[:2], *[1] * space.dimensionality)

    def outputs(weights):
        with torch.no_grad():
            module.weights.copy_(weights)
            return module(nn.GeometricTensor(x, module.in_type)).tensor

    columns = torch.stack([outputs(unit).flatten() for unit in torch.eye(len(module.weights), dtype=torch.float64)])
    rank = int(np.linalg.matrix_rank(columns.numpy(), tol=1e-4))
    assert rank % FIELDS == 0
    y = outputs(waves(len(module.weights), 2))
    cases.append({
        "group": group, "input": rho, "output": sigma, "weights": len(module.weights), "rank": rank // FIELDS,
        "x": x.flatten().tolist(), "y": y.flatten().tolist(),
    })


with contextlib.redirect_stdout(sys.stderr):
    spaces = {
        "C4": gspaces.rot2dOnR2(4), "C8": gspaces.rot2dOnR2(8), "D4": gspaces.flipRot2dOnR2(4),
        "SO2": gspaces.rot2dOnR2(-1, maximum_frequency=4), "O2": gspaces.flipRot2dOnR2(-1, maximum_frequency=4),
        "SO3": gspaces.rot3dOnR3(maximum_frequency=3), "O3": gspaces.flipRot3dOnR3(maximum_frequency=3),
    }
    for group, rho, sigma in [
        ("C4", "irrep:1", "irrep:2"), ("C4", "regular", "irrep:1"), ("C8", "irrep:1", "irrep:2"), ("C8", "regular", "irrep:3"),
        ("D4", "irrep:1,1", "regular"), ("D4", "regular", "irrep:1,1"), ("SO2", "irrep:1", "irrep:2"),
        ("SO2", "irrep:2", "trivial"), ("O2", "irrep:1,1", "irrep:1,2"), ("SO3", "irrep:1", "irrep:2"),
        ("SO3", "irrep:2", "irrep:2"), ("SO3", "irrep:2", "trivial"), ("O3", "irrep:1,1", "irrep:0,2"),
    ]:
        space = spaces[group]

        def of(name):
            if name == "trivial":
                return space.trivial_repr
            if name == "regular":
                return space.regular_repr
            return space.irrep(*[int(k) for k in name.removeprefix("irrep:").split(",")])

        add(group, space, rho, sigma, of)
print(json.dumps({"generator": "escnn-tensor-product.py", "escnn": escnn.__version__, "torch": torch.__version__, "numpy": np.__version__, "fields": FIELDS, "samples": SAMPLES, "cases": cases}))
