"""State dicts of every layer, run by the loader for JAX that docs/nn.md prints."""

import glob
import os

import jax
import jax.numpy as jnp
from safetensors.numpy import load_file
from support import FOLDER, documented_loader

jax.config.update("jax_enable_x64", True)


def test_every_state_dict_computes_what_the_module_does():
    load = documented_loader("import jax")
    files = sorted(glob.glob(os.path.join(FOLDER, "layers", "onnx", "*.state")))
    assert len(files) >= 50
    for path in files:
        samples = load_file(path.replace(".state", ".safetensors"))
        model = load(path)
        y = model(*(jnp.asarray(samples[name]) for name in model.inputs))
        assert y.shape == samples["y"].shape, path
        # sums of at most 400 products of size ~1 in float64, one after another: ten, seven in each of a U-Net's blocks
        bound = (63 if "conditional" in path else 10) * 400 * 2**-53 * max(1.0, float(abs(samples["y"]).max()))
        assert float(abs(y - samples["y"]).max()) < bound, (path, float(abs(y - samples["y"]).max()))
