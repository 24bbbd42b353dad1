"""Where the tables are, and what several cases ask of them."""

import json
import os
import re

import numpy as np
from safetensors.numpy import load_file

FOLDER = os.environ.get("ISOTYPIC_TABLES", ".")
TABLES = os.path.join(FOLDER, "tables")


def tensors(name):
    return load_file(os.path.join(TABLES, name + ".safetensors"))


def exact(name):
    with open(os.path.join(TABLES, name + ".json"), encoding="utf-8") as file:
        return json.load(file)


def permutation_matrix(images):
    """Sends e_i to e_p[i]."""
    matrix = np.zeros((len(images), len(images)))
    matrix[images, np.arange(len(images))] = 1
    return matrix


def intertwiner(left, right):
    """An orthogonal X with X·A = B·X for the pairs (A, B) of orthogonal irreducible matrices: X of the null space, whose
    square X·Xᵀ is then a multiple of the identity (Schur)."""
    d = len(left[0])
    equations = np.concatenate([np.kron(np.eye(d), a.T) - np.kron(b, np.eye(d)) for a, b in zip(left, right)])
    _, values, rows = np.linalg.svd(equations)
    if values[-1] > 1e-9:  # 1e-16 where they are equivalent, and of the order 1 where not: d is at most 5
        return None
    X = rows[-1].reshape(d, d)
    return X * np.sqrt(d) / np.linalg.norm(X)


def close(a, b, bound):
    """Entries of both within `bound` of one another."""
    a, b = np.asarray(a), np.asarray(b)
    assert a.shape == b.shape, f"shapes {a.shape} and {b.shape}"
    difference = float(np.abs(a - b).max()) if a.size else 0.0
    assert difference <= bound, f"largest difference {difference:.3g}, above {bound:.3g}"


def documented_loader(imports):
    """The function `load` of the block of docs/nn.md that imports this and defines it."""
    page = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "docs", "nn.md")
    with open(page, encoding="utf8") as file:
        blocks = re.findall(r"^```python\n(.*?)^```$", file.read(), re.M | re.S)
    (block,) = [text for text in blocks if "def load(" in text and re.search(f"^{imports}", text, re.M)]
    scope = {}
    exec(block[: block.index("model = load(")], scope)
    return scope["load"]
