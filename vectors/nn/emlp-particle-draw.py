"""The draw that EMLP's published errors of ParticleInteraction are of, by the libraries that drew it: 36000 samples by
PyTorch's generator, split by NumPy's global one (as scikit-learn's train_test_split does, test first), both from the
seed 2021. Writes emlp-particle-draw.json: the first training samples, and means and variances of the targets.
PyTorch 2.x, NumPy 1.26 or 2.x."""
import json

import numpy as np
import torch

SEED, COUNT = 2021, 36000
torch.manual_seed(SEED)
np.random.seed(SEED)
x = (torch.randn(COUNT, 16) / 4).double().numpy()
eta = np.diag([1.0, -1.0, -1.0, -1.0])
p1, p2, p3, p4 = x.reshape(COUNT, 4, 4).transpose(1, 0, 2)


def dot(u, v):
    return ((u @ eta) * v).sum(-1)


first = p1[:, :, None] * p3[:, None, :] - (dot(p1, p3) - dot(p1, p1))[:, None, None] * eta
second = (p2 @ eta)[:, :, None] * (p4 @ eta)[:, None, :] - (dot(p2, p4) - dot(p2, p2))[:, None, None] * eta
y = 4 * (first * second).sum((1, 2))


def split(places, count):
    order = np.random.permutation(len(places))
    return places[order[:count]], places[order[count:]]


test, rest = split(np.arange(COUNT), 5000)
validation, rest = split(rest, 1000)
own, _ = split(rest, 100)
sets = {"own": own, "validation": validation, "test": test, "all": np.arange(COUNT)}
result = {
    "generator": "emlp-particle-draw.py",
    "own": x[own[:3]].tolist(),
    "targets": {name: {"mean": y[s].mean(), "variance": y[s].var()} for name, s in sets.items()},
}
with open("emlp-particle-draw.json", "w") as file:
    file.write(json.dumps(result) + "\n")
