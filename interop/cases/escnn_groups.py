"""escnn's irreps are ours in another basis: our table of the group that escnn's own multiplication generates, an
intertwiner for every irrep, and our change of basis as one of escnn's representations."""

import json
import os
import subprocess
import tempfile

import numpy as np
from escnn.group import Representation, cyclic_group, dihedral_group, ico_group, octa_group
from safetensors.numpy import load_file
from support import FOLDER, close, intertwiner, permutation_matrix, tensors

# what escnn itself deviates from a homomorphism by: it builds irreps of the polyhedral groups by numerical optimization
BOUND = 1e-6


def cycles(images):
    """A list of images as a product of cycles, (0 1 2)(3 4)."""
    text, seen = "", set()
    for start in range(len(images)):
        cycle = []
        while start not in seen:
            seen.add(start)
            cycle.append(start)
            start = images[start]
        if len(cycle) > 1:
            text += "(" + " ".join(map(str, cycle)) + ")"
    return text


def table_of(group):
    """Our decomposition of the regular representation of a group of escnn's, on its elements in escnn's order."""
    elements = list(group.elements)
    generators = [[elements.index(g @ h) for h in elements] for g in group.generators]
    request = {"file": "regular", "kind": "decomposition", "group": f"<{', '.join(map(cycles, generators))}>"}
    with tempfile.TemporaryDirectory() as folder:
        manifest = os.path.join(folder, "manifest.json")
        with open(manifest, "w") as file:
            json.dump([request], file)
        command = json.loads(os.environ["ISOTYPIC_COMMAND"])
        subprocess.run([*command, "table", manifest, "--out", folder, "--quiet"], check=True, capture_output=True)
        return load_file(os.path.join(folder, "regular.safetensors"))


def check(group):
    table = table_of(group)
    Q = table["basis"]
    irreps, blocks = [], []
    for offset, degree, multiplicity, _ in table["components"]:
        block = slice(offset, offset + degree)
        ours = [(Q.T @ permutation_matrix(p) @ Q)[block, block] for p in table["generators"]]
        found = [
            (irrep, X)
            for irrep in group.irreps()
            if irrep.size == degree and (X := intertwiner(ours, [irrep(g) for g in group.generators])) is not None
        ]
        assert len(found) == 1, f"{len(found)} irreps of escnn for one of ours of degree {degree}"
        irrep, X = found[0]
        close(X @ X.T, np.eye(degree), BOUND)
        for a, g in zip(ours, group.generators):
            close(X @ a @ X.T, irrep(g), BOUND)
        irreps += [irrep.id] * multiplicity
        blocks += [X.T] * multiplicity
    # ψ = X ρ̂ Xᵀ, so that ρ = Q (⊕ ρ̂) Qᵀ = (Q ⊕Xᵀ) (⊕ ψ) (Q ⊕Xᵀ)ᵀ
    change = Q.copy()
    start = 0
    for block in blocks:
        change[:, start : start + len(block)] = Q[:, start : start + len(block)] @ block
        start += len(block)
    rho = Representation(group, "regular, by isotypic", irreps, change)
    elements = list(group.elements)
    for g in elements:
        close(rho(g), permutation_matrix([elements.index(g @ h) for h in elements]), BOUND)
    assert len(set(irreps)) == len(group.irreps())


def test_cyclic_groups():
    for n in (2, 3, 4, 5, 6, 8, 12):
        check(cyclic_group(n))


def test_dihedral_groups():
    for n in (1, 2, 3, 4, 5, 6, 8):
        check(dihedral_group(n))


def test_octahedral_group():
    check(octa_group())


def test_icosahedral_group():
    check(ico_group())


def test_our_matrices_of_cyclic_groups_are_those_of_escnn_up_to_order():
    group = cyclic_group(4)
    turn = group.element(1)
    quarter = tensors("irreps-c4")["irrep/2/generators"][0]
    close(quarter, group.irrep(1)(turn), 1e-15)
