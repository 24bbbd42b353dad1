"""State dicts of every layer, run by the loader that docs/nn.md prints."""

import glob
import os
import re

import torch
from safetensors.torch import load_file
from support import FOLDER

PAGE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "docs", "nn.md")


def loader():
    with open(PAGE, encoding="utf8") as page:
        (block,) = [text for text in re.findall(r"^```python\n(.*?)^```$", page.read(), re.M | re.S) if "def load(" in text]
    scope = {}
    exec(block[: block.index("model = load(")], scope)
    return scope["load"]


def test_every_state_dict_computes_what_the_module_does():
    load = loader()
    files = sorted(glob.glob(os.path.join(FOLDER, "layers", "onnx", "*.state")))
    assert len(files) >= 40
    for path in files:
        samples = load_file(path.replace(".state", ".safetensors"))
        y = load(path)(samples["x"])
        assert y.shape == samples["y"].shape, path
        # at most ten layers of sums of 400 products of size ~1 in float64
        bound = 10 * 400 * 2**-53 * max(1.0, float(samples["y"].abs().max()))
        assert float((y - samples["y"]).abs().max()) < bound, (path, float((y - samples["y"]).abs().max()))
