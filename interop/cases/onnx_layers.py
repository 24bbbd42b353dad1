"""Layers of fields as ONNX models: valid by the reference checker, and the same numbers in onnxruntime."""

import glob
import os

import numpy as np
import onnx
import onnxruntime
from safetensors.numpy import load_file
from support import FOLDER


def test_every_layer_is_a_valid_model_with_the_same_outputs():
    files = sorted(glob.glob(os.path.join(FOLDER, "layers", "onnx", "*.onnx")))
    assert len(files) >= 50
    for path in files:
        model = onnx.load(path)
        onnx.checker.check_model(model, full_check=True)
        assert [(o.domain, o.version) for o in model.opset_import] == [("", 17)]
        samples = load_file(path.replace(".onnx", ".safetensors"))
        session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
        (y,) = session.run(None, {i.name: samples[i.name].astype(np.float32) for i in session.get_inputs()})
        assert y.shape == samples["y"].shape, path
        # sums of at most 400 products of size ~1 in float32, one after another: ten, seven in each of a U-Net's blocks
        bound = (63 if "conditional" in path else 10) * 400 * 2**-24 * max(1, np.abs(samples["y"]).max())
        assert np.abs(y - samples["y"]).max() < bound, (path, np.abs(y - samples["y"]).max())
