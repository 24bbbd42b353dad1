"""An equivariant linear layer in JAX from an exported basis: five scalars and five vectors to a vector, under SO(3)."""

import jax
import jax.numpy as jnp
import numpy as np
from support import tensors

jax.config.update("jax_enable_x64", True)


def matrix(weights, basis, shape):
    return jnp.zeros(shape).at[basis["row"], basis["col"]].add(basis["value"] * weights[basis["map"]])


def rotation(seed):
    q, r = np.linalg.qr(np.random.default_rng(seed).normal(size=(3, 3)))
    q = q * np.sign(np.diag(r))
    return q * np.linalg.det(q)  # in three dimensions −1 has determinant −1


def test_the_layer_is_equivariant_under_jit_and_its_gradient_is_in_the_weights():
    basis = tensors("so3-layer")
    count = int(basis["map"].max()) + 1
    assert count == 5
    layer = jax.jit(lambda w, x: x @ matrix(w, basis, (3, 20)).T)
    w = jax.random.normal(jax.random.PRNGKey(0), (count,))
    x = jax.random.normal(jax.random.PRNGKey(1), (16, 20))
    for seed in range(5):
        R = rotation(seed)
        rho = np.kron(np.eye(5), R)
        turned = jnp.concatenate([x[:, :5], x[:, 5:] @ rho.T], axis=1)
        assert np.abs(layer(w, turned) - layer(w, x) @ R.T).max() < 1e-13, seed
    gradient = jax.grad(lambda w: (layer(w, x) ** 2).sum())(w)
    assert gradient.shape == (5,) and float(jnp.abs(gradient).min()) > 0
