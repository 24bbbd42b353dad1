"""Layers of PyTorch, checked from outside: `isotypic check --python --as torch` on this file."""

import json
import os
import subprocess
import sys

import torch

torch.manual_seed(0)
SHARED = torch.randn(8, dtype=torch.float32)


def circulant(weights):
    return torch.stack([torch.roll(weights, i) for i in range(len(weights))])


def layer(x):
    """Weights shared along the diagonals: equivariant under cyclic(8), in single precision."""
    return torch.relu(x @ circulant(SHARED).T + 0.5)


def biased(x):
    """The same with one bias of its own."""
    bias = torch.full((8,), 0.5)
    bias[3] += 1e-3
    return torch.relu(x @ circulant(SHARED).T + bias)


def pooled(x):
    return layer(x).mean(dim=-1, keepdim=True)


def checked(function, moves, out, *options):
    command = json.loads(os.environ["ISOTYPIC_COMMAND"]) + [
        "check",
        f"{os.path.abspath(__file__)}:{function}",
        "--python",
        "--as",
        "torch",
        "--precision",
        "float32",
        "--in",
        moves,
        "--out",
        out,
        "--json",
        *options,
    ]
    ran = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PEER_PYTHON": sys.executable})
    assert ran.returncode in (0, 1), ran.stderr
    return json.loads(ran.stdout)


def test_a_layer_with_shared_weights_is_equivariant():
    report = checked("layer", "regular of cyclic(8)", "regular")
    assert report["holds"] and report["precision"] == "float32", report


def test_batches():
    assert checked("layer", "regular of cyclic(8)", "regular", "--batch", "4", "--runs", "50")["holds"]


def test_pooling_is_invariant():
    assert checked("pooled", "regular of cyclic(8)", "trivial", "--runs", "100")["holds"]


def test_one_bias_of_its_own_is_found_and_explained():
    report = checked("biased", "regular of cyclic(8)", "regular")
    assert not report["holds"] and report["reason"] == "differs", report
    assert report["largestSubgroup"]["order"] == "1", report


def test_a_smaller_symmetry_than_claimed_is_named():
    report = checked("layer", "permutation of dihedral(8)", "permutation")
    assert not report["holds"] and report["largestSubgroup"]["order"] == "8", report
