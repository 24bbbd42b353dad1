"""An equivariant linear layer in PyTorch from an exported basis: Hom of 10 V + 5 V⊗V and 3 ℝ + V⊗V of S₅, 185 weights."""

import numpy as np
import torch
from safetensors.torch import load_file
from support import TABLES, permutation_matrix


class Equivariant(torch.nn.Module):
    def __init__(self, path, rows, columns):
        super().__init__()
        basis = load_file(path)
        self.shape = (rows, columns)
        self.register_buffer("place", basis["row"].long() * columns + basis["col"].long())
        self.register_buffer("map", basis["map"].long())
        self.register_buffer("value", basis["value"])
        self.weights = torch.nn.Parameter(torch.randn(int(basis["map"].max()) + 1, dtype=torch.float64))

    def matrix(self):
        flat = torch.zeros(self.shape[0] * self.shape[1], dtype=torch.float64)
        return flat.index_add(0, self.place, self.value * self.weights[self.map]).reshape(self.shape)

    def forward(self, x):
        return x @ self.matrix().T


def representation(p, vectors, matrices, scalars=0):
    m = permutation_matrix(p)
    blocks = [np.eye(1)] * scalars + [m] * vectors + [np.kron(m, m)] * matrices
    return torch.block_diag(*map(torch.tensor, blocks))


def test_the_layer_is_equivariant_and_trains():
    torch.manual_seed(1)
    layer = Equivariant(f"{TABLES}/s5-layer.safetensors", 3 + 25, 10 * 5 + 5 * 25)
    assert layer.weights.numel() == 185
    x = torch.randn(16, 175, dtype=torch.float64)
    optimizer = torch.optim.SGD(layer.parameters(), lr=1e-4)
    losses = []
    for _ in range(3):
        loss = (layer(x) ** 2).mean()
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    assert losses[2] < losses[0]
    for seed in range(5):
        p = np.random.default_rng(seed).permutation(5)
        left = layer(x @ representation(p, 10, 5).T)
        right = layer(x) @ representation(p, 0, 1, 3).T
        # sums of 175 products of normal numbers: 175 ε with room
        assert (left - right).abs().max() < 1e-12, seed


def test_a_layer_without_the_basis_is_not():
    x = torch.randn(16, 175, dtype=torch.float64)
    W = torch.randn(28, 175, dtype=torch.float64)
    p = np.array([1, 2, 3, 4, 0])
    assert (x @ representation(p, 10, 5).T @ W.T - x @ W.T @ representation(p, 0, 1, 3).T).abs().max() > 0.1
