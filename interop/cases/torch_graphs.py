"""State dicts of every layer, run by the loader that docs/nn.md prints."""

import glob
import os

import torch
from safetensors.torch import load_file
from support import FOLDER, documented_loader


def test_every_state_dict_computes_what_the_module_does():
    load = documented_loader("import torch")
    files = sorted(glob.glob(os.path.join(FOLDER, "layers", "onnx", "*.state")))
    assert len(files) >= 50
    for path in files:
        samples = load_file(path.replace(".state", ".safetensors"))
        model = load(path)
        y = model(*(samples[name] for name in model.inputs))
        assert y.shape == samples["y"].shape, path
        # sums of at most 400 products of size ~1 in float64, one after another: ten, seven in each of a U-Net's blocks
        bound = (63 if "conditional" in path else 10) * 400 * 2**-53 * max(1.0, float(samples["y"].abs().max()))
        assert float((y - samples["y"]).abs().max()) < bound, (path, float((y - samples["y"]).abs().max()))
