"""e3nn's couplings, harmonics and Wigner matrices are ours."""

import numpy as np
import torch
from e3nn import o3
from support import close, tensors

torch.set_default_dtype(torch.float64)


def test_wigner_3j_up_to_degree_6():
    table = tensors("cg-e3nn")
    assert len(table) == sum(1 for a in range(7) for b in range(7) for c in range(abs(a - b), min(a + b, 6) + 1))
    for key, tensor in table.items():
        # e3nn computes them in floats, with an error that grows to 2e-14 at these degrees (measured)
        close(o3.wigner_3j(*map(int, key.split(","))).numpy(), tensor, 1e-13)


def points(count):
    x = torch.randn(count, 3, generator=torch.Generator().manual_seed(1))
    return x / x.norm(dim=1, keepdim=True)


def test_harmonics_as_polynomials():
    table, x = tensors("harmonics"), points(100)
    for l in range(7):
        right = o3.spherical_harmonics(l, x, normalize=True, normalization="component").numpy()
        for m in range(-l, l + 1):
            exponents, coefficients = table[f"{l},{m}/exponents"], table[f"{l},{m}/coefficients"]
            values = (np.power(x.numpy()[:, None, :], exponents).prod(axis=2) * coefficients).sum(axis=1)
            close(values, right[:, l + m], 1e-12)  # coefficients up to 10³ cancel


def test_wigner_matrices_of_given_rotations():
    table = tensors("wigner")
    q = torch.tensor(table["rotations"])
    for l in range(7):
        # e3nn goes through Euler angles, which loses digits near its poles: to 1e-12 at these degrees (measured)
        close(o3.wigner_D(l, *o3.quaternion_to_angles(q)).numpy(), table[str(l)], 1e-10)


def test_wigner_matrices_act_on_harmonics():
    table, x = tensors("wigner"), points(20)
    for i, q in enumerate(torch.tensor(table["rotations"])):
        turned = x @ o3.quaternion_to_matrix(q).T
        for l in range(7):
            y = o3.spherical_harmonics(l, x, normalize=True).numpy()
            close(o3.spherical_harmonics(l, turned, normalize=True).numpy(), y @ table[str(l)][i].T, 1e-12)
