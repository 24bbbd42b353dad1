"""Convolutions between points by escnn 1.0.11: writes escnn-point-conv.json.

  python escnn-point-conv.py > escnn-point-conv.json

Four clouds for each case, on the same edges. torch_geometric, of which escnn uses the class that passes messages, is replaced by what that
class does with `aggr='mean'`. All in float32, as escnn's bases are; inputs are written as they were rounded.
"""
import contextlib
import json
import math
import sys
import types

import numpy as np
import torch


class MessagePassing(torch.nn.Module):
    """Each point gets the mean of the messages along the edges [from, to] that lead to it."""

    def __init__(self, aggr):
        assert aggr == "mean"
        super().__init__()

    def propagate(self, edge_index, x, edge_delta):
        source, target = edge_index
        messages = self.message(x[source], edge_delta)
        sums = torch.zeros(len(x), messages.shape[1], dtype=messages.dtype).index_add(0, target, messages)
        return sums / torch.bincount(target, minlength=len(x)).clamp(min=1)[:, None]


geometric = types.ModuleType("torch_geometric")
geometric.nn = types.SimpleNamespace(MessagePassing=MessagePassing)
sys.modules["torch_geometric"] = geometric
with contextlib.redirect_stdout(sys.stderr):
    import escnn
    from escnn import gspaces, nn
    from escnn.nn.modules.pointconv import R2PointConv, R3PointConv

POINTS = 10
RINGS, SIGMA, CUTOFF = [0.0, 0.8, 1.6], 0.6, 2.0
edges = [[(to + k) % POINTS, to] for to in range(POINTS) for k in range(4)]
cases = []


def waves(*shape, seed):
    return torch.tensor([math.sin(i * i + seed) for i in range(math.prod(shape))]).reshape(shape)


def add(group, space, rho, sigma, of):
    d = space.dimensionality
    in_type, out_type = (nn.FieldType(space, [of(name)]) for name in (rho, sigma))
    make = R2PointConv if d == 2 else R3PointConv
    options = {"rings": RINGS, "sigma": SIGMA, "frequencies_cutoff": CUTOFF, "initialize": False}
    module = make(in_type, out_type, bias=False, **options)
    with torch.no_grad():
        module.weights.copy_(waves(len(module.weights), seed=3))
    clouds = []
    for seed in (4, 5, 6, 7):
        places, x = waves(POINTS, d, seed=seed), waves(POINTS, in_type.size, seed=seed + 7)
        y = module(nn.GeometricTensor(x, in_type, places), torch.tensor(edges).T)
        clouds.append({"places": places.flatten().tolist(), "x": x.flatten().tolist(), "y": y.tensor.flatten().tolist()})
    cases.append({"group": group, "input": rho, "output": sigma, "weights": len(module.weights), "clouds": clouds})


with contextlib.redirect_stdout(sys.stderr):
    spaces = {
        "C4": gspaces.rot2dOnR2(4), "C8": gspaces.rot2dOnR2(8), "D4": gspaces.flipRot2dOnR2(4),
        "O2": gspaces.flipRot2dOnR2(-1, maximum_frequency=6), "SO3": gspaces.rot3dOnR3(maximum_frequency=5),
        "O3": gspaces.flipRot3dOnR3(maximum_frequency=5),
    }
    for group, rho, sigma in [
        ("C4", "trivial", "regular"), ("C8", "irrep:1", "regular"), ("C8", "regular", "irrep:3"), ("D4", "irrep:1,1", "regular"),
        ("O2", "irrep:1,1", "irrep:1,2"), ("SO3", "irrep:1", "irrep:2"), ("SO3", "trivial", "irrep:1"),
        ("O3", "irrep:1,1", "irrep:0,2"),
    ]:
        space = spaces[group]

        def of(name):
            if name == "trivial":
                return space.trivial_repr
            if name == "regular":
                return space.regular_repr
            return space.irrep(*[int(k) for k in name.removeprefix("irrep:").split(",")])

        add(group, space, rho, sigma, of)
print(json.dumps({
    "generator": "escnn-point-conv.py", "escnn": escnn.__version__, "torch": torch.__version__, "numpy": np.__version__, "rings": RINGS,
    "sigma": SIGMA, "cutoff": CUTOFF, "edges": edges, "cases": cases,
}))
