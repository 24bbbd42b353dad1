"""A function of JAX, checked from outside: `isotypic check --python --as jax` on this file."""

import json
import os
import subprocess
import sys

import jax
import jax.numpy as jnp

jax.config.update("jax_enable_x64", True)


def deep_set(x):
    """Equivariant under all permutations of the entries."""
    return jnp.tanh(2.0 * x + jnp.sum(x) / 3.0)


def gradient(x):
    """Of an invariant function: equivariant."""
    return jax.grad(lambda v: jnp.sum(jnp.sin(v)) ** 2 + jnp.prod(v))(x)


def shifted(x):
    return jnp.roll(x, 1)


def checked(function, moves, out):
    command = json.loads(os.environ["ISOTYPIC_COMMAND"])
    command += ["check", f"{os.path.abspath(__file__)}:{function}", "--python", "--as", "jax"]
    command += ["--in", moves, "--out", out, "--runs", "60", "--json"]
    ran = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PEER_PYTHON": sys.executable})
    assert ran.returncode in (0, 1), ran.stderr
    return json.loads(ran.stdout)


def test_a_deep_set_is_equivariant():
    assert checked("deep_set", "permutation of symmetric(5)", "permutation")["holds"]


def test_the_gradient_of_an_invariant_function_is_equivariant():
    assert checked("gradient", "permutation of symmetric(4)", "permutation")["holds"]


def test_a_shift_is_equivariant_under_the_cyclic_group_only():
    report = checked("shifted", "permutation of dihedral(5)", "permutation")
    assert not report["holds"] and report["largestSubgroup"]["order"] == "5", report
