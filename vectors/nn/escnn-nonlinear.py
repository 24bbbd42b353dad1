"""Nonlinearities and pools of escnn 1.0.11 on one place: writes escnn-nonlinear-forward.json.

  python escnn-nonlinear.py > escnn-nonlinear-forward.json

float64 but for VectorFieldNonLinearity and NormPool, which cast to float32 themselves. Fourier layers without normalization; their inverse
transform is regularized by 1e-8.
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

torch.set_default_dtype(torch.float64)
cases = []


def waves(n):
    return torch.tensor([math.sin(i * i + 1) for i in range(n)])


def add(layer, group, module, **more):
    size = module.in_type.size
    x = waves(3 * size).reshape(3, size, 1, 1)
    module.eval()
    y = module(nn.GeometricTensor(x, module.in_type)).tensor
    cases.append({"layer": layer, "group": group, **more, "input": x.flatten().tolist(), "outputShape": list(y.shape), "output": y.flatten().tolist()})


def fourier(group, space, irreps, function, grid):
    module = nn.FourierPointwise(space, 2, irreps, function="p_" + function, inplace=False, normalize=False, **grid)
    points = len(module.A)
    add("FourierPointwise", group, module, irreps=[list(i) for i in irreps], function=function, points=points)


def quotient(group, space, subgroup, stabilizer, irreps, function, grid):
    module = nn.QuotientFourierPointwise(
        space, subgroup, 2, irreps, function="p_" + function, inplace=False, normalize=False, grid=grid
    )
    add(
        "QuotientFourierPointwise", group, module, stabilizer=stabilizer, irreps=[list(i) for i in irreps],
        function=function, points=len(module.A),
    )


with contextlib.redirect_stdout(sys.stderr):
    c8, d4 = gspaces.rot2dOnR2(8), gspaces.flipRot2dOnR2(4)
    so2, o2 = gspaces.rot2dOnR2(-1, maximum_frequency=4), gspaces.flipRot2dOnR2(-1, maximum_frequency=4)
    for function in ("relu", "elu", "tanh"):
        fourier("C8", c8, [(0,), (1,), (2,)], function, {"type": "regular", "N": 8})
        fourier("D4", d4, [(0, 0), (1, 0), (1, 1)], function, {"type": "regular", "N": 4})
        fourier("SO2", so2, [(0,), (1,), (2,)], function, {"type": "regular", "N": 9})
        fourier("O2", o2, [(0, 0), (1, 0), (1, 1), (1, 2)], function, {"type": "regular", "N": 9})
        # one element of each coset
        c8_g, d4_g = c8.fibergroup, d4.fibergroup
        quotient("C8", c8, 2, "C2", [(0,), (2,), (4,)], function, [c8_g.element(k) for k in range(4)])
        turns = [d4_g.element((0, k)) for k in range(4)]
        quotient("D4", d4, (0, 1), "flip", [(0, 0), (1, 1), (1, 2)], function, turns)
        quotient("D4", d4, (None, 2), "C2", [(0, 0), (1, 0), (0, 2), (1, 2)], function,
                 [d4_g.element((f, k)) for f in (0, 1) for k in (0, 1)])
    regular = nn.FieldType(c8, [c8.regular_repr] * 2)
    add("VectorFieldNonLinearity", "C8", nn.VectorFieldNonLinearity(regular), fields=["regular", "regular"])
    mixed = nn.FieldType(d4, [d4.irrep(1, 1), d4.irrep(0, 2), d4.regular_repr])
    add("NormPool", "D4", nn.NormPool(mixed), fields=["irrep:1,1", "irrep:0,2", "regular"])
print(json.dumps({"generator": "escnn-nonlinear.py", "escnn": escnn.__version__, "torch": torch.__version__, "numpy": np.__version__, "cases": cases}))
