"""NumPy and safetensors read every format, and what they read has the properties that the tables claim."""

import hashlib
import json
import os

import numpy as np
from safetensors import safe_open
from support import TABLES, close, exact, permutation_matrix, tensors

EPS = np.finfo(np.float64).eps


def test_every_file_of_the_index_has_its_digest():
    with open(os.path.join(TABLES, "index.json"), encoding="utf-8") as file:
        index = json.load(file)
    assert len(index["tables"]) > 15
    for table in index["tables"]:
        for entry in table["files"]:
            with open(os.path.join(TABLES, entry["name"]), "rb") as file:
                contents = file.read()
            assert len(contents) == entry["bytes"], entry["name"]
            assert hashlib.sha256(contents).hexdigest() == entry["sha256"], entry["name"]


def test_the_metadata_hold_the_descriptor_and_the_digest_of_the_exact_companion():
    for name in ("characters-a5", "cg-e3nn", "pairs-s5"):
        path = os.path.join(TABLES, name)
        with safe_open(path + ".safetensors", "numpy") as file:
            metadata = file.metadata()
        with open(path + ".json", "rb") as file:
            assert metadata["exact_companion_sha256"] == hashlib.sha256(file.read()).hexdigest()
        given = {key: value for key, value in exact(name).items() if key != "exact"}
        assert json.loads(metadata["descriptor"]) == given


def test_npz_and_safetensors_hold_the_same_arrays():
    for name in ("cayley-s3", "characters-a5", "irreps-q8", "irreps-s3-single", "pairs-s5", "cg-e3nn", "harmonics"):
        from_safetensors = tensors(name)
        with np.load(os.path.join(TABLES, name + ".npz")) as archive:
            assert set(archive.files) == set(from_safetensors), name
            for key, array in from_safetensors.items():
                assert archive[key].dtype == array.dtype and np.array_equal(archive[key], array), (name, key)


def test_single_precision_is_single_precision():
    for key, array in tensors("irreps-s3-single").items():
        assert array.dtype in (np.float32, np.int32, np.int64), (key, array.dtype)


def test_a_cayley_table_is_the_multiplication_of_its_permutations():
    table = tensors("cayley-s3")
    elements, products, inverses = table["elements"], table["products"], table["inverses"]
    for i, g in enumerate(elements):
        for j, h in enumerate(elements):
            assert np.array_equal(elements[products[i, j]], g[h])  # (g·h)[k] = g[h[k]]
        assert products[i, inverses[i]] == 0


def test_characters_are_orthonormal():
    for name in ("characters-a5", "characters-q8"):
        values = tensors(name)["values"]
        chi = values[..., 0] + 1j * values[..., 1]
        sizes = np.array([int(c["size"]) for c in exact(name)["exact"]["classes"]])
        close((chi * sizes) @ chi.conj().T / sizes.sum(), np.eye(len(chi)), 64 * EPS)


def test_irreps_are_orthogonal_homomorphisms():
    for name in ("irreps-q8", "irreps-d5", "irreps-a4"):
        table = tensors(name)
        elements = table["elements"]
        number = {tuple(g): i for i, g in enumerate(elements)}
        products = np.array([[number[tuple(g[h])] for h in elements] for g in elements])
        for k in range(len(table["types"])):
            rho = table[f"irrep/{k}/elements"]
            close(rho[:, None] @ rho[None, :], rho[products], 64 * EPS)
            close(rho @ rho.transpose(0, 2, 1), np.broadcast_to(np.eye(rho.shape[1]), rho.shape), 64 * EPS)


def test_couplings_of_finite_groups_commute_with_the_irreps():
    for group in ("d4", "a4"):
        irreps, couplings = tensors(f"irreps-{group}"), tensors(f"couplings-{group}")
        assert len(couplings) > 10
        for key, tensor in couplings.items():
            a, b, c = (irreps[f"irrep/{k}/elements"] for k in key.split(","))
            left = np.einsum("gij,gkl,sjlm->sgikm", a, b, tensor)
            close(left, np.einsum("sikm,gmn->sgikn", tensor, c), 64 * EPS)


def test_a_decomposition_takes_the_representation_apart():
    table = tensors("pairs-s5")
    Q = table["basis"]
    close(Q.T @ Q, np.eye(len(Q)), 64 * EPS)
    for images in table["generators"]:
        D = Q.T @ permutation_matrix(images) @ Q
        for offset, degree, multiplicity, _ in table["components"]:
            for copy in range(multiplicity):
                start = offset + copy * degree
                block = slice(start, start + degree)
                close(D[block, block], D[offset : offset + degree, offset : offset + degree], 64 * EPS)
                D[block, block] = 0
        close(D, np.zeros_like(D), 64 * EPS)  # what is left stood outside the blocks


def test_sparse_couplings_are_the_dense_ones():
    dense, sparse = tensors("cg-e3nn"), tensors("cg-e3nn-sparse")
    for number, path in enumerate(sparse["paths"]):
        tensor = np.zeros([2 * l + 1 for l in path])
        rows = sparse["index"][:, 0] == number
        tensor[tuple(sparse["index"][rows, 1:].T)] = sparse["value"][rows]
        assert np.array_equal(tensor, dense[",".join(map(str, path))])
    exact_values = sparse["sign"] * np.sqrt(sparse["numerator"] / sparse["denominator"])
    close(exact_values, sparse["value"], 2 * EPS)
