"""Worked examples of textbooks and other systems, from our tables: what is said to come out comes out."""

import numpy as np
from support import TABLES, close, permutation_matrix, tensors


def test_convolution_on_the_hexagon_commutes_with_turning_it():
    with np.load(TABLES + "/cayley-z6.npz") as table:
        products, inverses = table["products"], table["inverses"]
    rng = np.random.default_rng(1)
    f, omega = rng.normal(size=(6, 3)), rng.normal(size=(6, 3, 3))

    def convolved(f):  # (f ∗ ω)(u) = Σ_g f(u g⁻¹) ω(g)
        return np.array([sum(f[products[u, inverses[g]]] @ omega[g] for g in range(6)) for u in range(6)])

    def turned(f, by=2):  # (T f)(u) = f(t⁻¹ u)
        return f[products[inverses[by]]]

    columns = [convolved(f), convolved(turned(f)), turned(convolved(f))]
    close(columns[1], columns[2], 1e-14)
    assert np.abs(columns[0] - columns[1]).max() > 0.1


def test_the_clebsch_gordan_network_is_invariant():
    """Three layers of mixing channels and coupling, on harmonics of points; its output of degree 0 does not turn."""
    cg, polynomials = tensors("cg-e3nn"), tensors("harmonics")
    degrees, rng = (0, 1, 2), np.random.default_rng(2)
    channels = [1, 4, 4, 1]
    mixing = [{l: rng.normal(size=(b, a)) for l in degrees} for a, b in zip(channels, channels[1:])]

    def harmonics(points):
        def value(l, m):
            powers = np.power(points[:, None, :], polynomials[f"{l},{m}/exponents"]).prod(axis=2)
            return (powers * polynomials[f"{l},{m}/coefficients"]).sum()

        return {l: np.array([[value(l, m) for m in range(-l, l + 1)]]) / len(points) for l in degrees}

    def network(points):
        f = harmonics(points)
        for layer in mixing:
            f = {l: layer[l] @ f[l] for l in degrees}
            coupled = {l: np.zeros_like(f[l]) for l in degrees}
            for a in degrees:
                for b in degrees:
                    for c in range(abs(a - b), min(a + b, 2) + 1):
                        coupled[c] += np.einsum("ni,nj,ijk->nk", f[a], f[b], cg[f"{a},{b},{c}"])
            f = coupled
        return f[0][0, 0]

    points = rng.normal(size=(20, 3))
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    value = network(points)
    for _ in range(5):
        Q, _r = np.linalg.qr(rng.normal(size=(3, 3)))
        assert abs(network(points @ (Q * np.linalg.det(Q)).T) / value - 1) < 1e-12


def test_constraints_of_five_scalars_and_five_vectors():
    vectors = tensors("so3-layer")["orthonormal"].reshape(5, 60)
    projector = vectors.T @ vectors
    assert projector.shape == (60, 60)
    close(projector @ projector, projector, 1e-14)
    rng = np.random.default_rng(3)
    W, x = rng.normal(size=(3, 20)), rng.normal(size=20)
    Q, _r = np.linalg.qr(rng.normal(size=(3, 3)))
    R = Q * np.linalg.det(Q)
    rho = np.eye(20)
    rho[5:, 5:] = np.kron(np.eye(5), R)
    assert np.abs(W @ rho @ x - R @ W @ x).max() > 0.1
    projected = (projector @ W.reshape(60)).reshape(3, 20)
    close(projected @ rho @ x, R @ projected @ x, 1e-13)
    assert tensors("so3-bias")["basis"].shape == (0, 3, 1)


def test_the_quarter_turn():
    irreps = tensors("irreps-c4")
    assert sorted(irreps["types"][:, 0]) == [1, 1, 2]
    two = next(k for k in range(3) if irreps["types"][k, 0] == 2)
    close(irreps[f"irrep/{two}/generators"][0], [[0, -1], [1, 0]], 0)
    regular = tensors("regular-c4")
    assert sorted(regular["components"][:, 1]) == [1, 1, 2]
    shift = permutation_matrix([1, 2, 3, 0])
    Q = regular["basis"]
    D = Q.T @ shift @ Q
    close(D @ D.T, np.eye(4), 1e-15)


def test_counts_of_weights():
    def counts(name):
        table = tensors(name)
        return table["colours"].max() + 1, table["biasColours"].max() + 1

    assert counts("deep-sets") == (2, 1)
    assert counts("cyclic-convolution") == (6, 1)
    assert counts("icosahedron") == (8, 1)
    assert tensors("s5-layer")["map"].max() + 1 == 185
