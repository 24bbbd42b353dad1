"""Serves one Python function to `pythonFunction` of @isotypic/property-tests: one JSON object a line, in and out.

    python isotypic_function.py module:function numpy

A request is {"id": 1, "arguments": [{"dtype": "float64", "shape": [3], "data": "<base64, little-endian>"}]}, a reply
{"id": 1, "value": ...} where arrays are such objects and lists, tuples and dictionaries are kept, or {"id": 1, "error":
"..."}. The first line written is {"ready": true}, or why the function cannot be had. Nothing but the protocol goes to
standard output: what the function prints goes to standard error.
"""

import base64
import importlib
import importlib.util
import json
import os
import struct
import sys
import traceback

CODES = {"float64": "d", "float32": "f"}


def load(name):
    module_name, _, path = name.partition(":")
    if module_name.endswith(".py"):
        sys.path.insert(0, os.path.dirname(os.path.abspath(module_name)))  # as `python FILE` does
        spec = importlib.util.spec_from_file_location("isotypic_checked", module_name)
        module = importlib.util.module_from_spec(spec)
        sys.modules["isotypic_checked"] = module
        spec.loader.exec_module(module)
    else:
        sys.path.insert(0, os.getcwd())
        module = importlib.import_module(module_name)
    value = module
    for part in path.split("."):
        value = getattr(value, part)
    if not callable(value):
        raise TypeError(f"{name} is not callable")
    return value


def nested(values, shape):
    if not shape:
        return values[0]
    if len(shape) == 1:
        return list(values)
    step = len(values) // shape[0] if shape[0] else 0
    return [nested(values[i * step : (i + 1) * step], shape[1:]) for i in range(shape[0])]


def decoder(kind):
    """What turns bytes, a dtype and a shape into an argument."""
    if kind == "list":
        return lambda raw, dtype, shape: nested(struct.unpack(f"<{len(raw) // 8 if dtype == 'float64' else len(raw) // 4}{CODES[dtype]}", raw), shape)
    import numpy

    def array(raw, dtype, shape):
        return numpy.frombuffer(raw, dtype="<f8" if dtype == "float64" else "<f4").reshape(shape).copy()

    if kind == "numpy":
        return array
    if kind == "torch":
        import torch

        return lambda raw, dtype, shape: torch.from_numpy(array(raw, dtype, shape))
    import jax

    jax.config.update("jax_enable_x64", True)
    return lambda raw, dtype, shape: jax.numpy.asarray(array(raw, dtype, shape))


def encode(value):
    if hasattr(value, "detach"):
        value = value.detach().cpu()
        value = value.float().numpy() if str(value.dtype) in ("torch.bfloat16", "torch.float16") else value.numpy()
    elif hasattr(value, "__array__") and not hasattr(value, "tobytes"):
        import numpy

        value = numpy.asarray(value)
    if hasattr(value, "tobytes") and hasattr(value, "dtype"):
        import numpy

        value = numpy.asarray(value)
        dtype = "float32" if value.dtype in (numpy.float32, numpy.float16) else "float64"
        raw = numpy.ascontiguousarray(value, dtype="<f4" if dtype == "float32" else "<f8").tobytes()
        return {"dtype": dtype, "shape": list(value.shape), "data": base64.b64encode(raw).decode()}
    if isinstance(value, dict):
        return {"record": {str(key): encode(entry) for key, entry in value.items()}}
    if isinstance(value, (list, tuple)):
        return [encode(entry) for entry in value]
    if isinstance(value, (bool, int, float)):
        # JSON has no infinities: a number goes as its text.
        return {"number": repr(float(value))}
    raise TypeError(f"a result of type {type(value).__name__} is no array of numbers")


def main():
    protocol = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def send(message):
        protocol.write(json.dumps(message) + "\n")
        protocol.flush()

    try:
        function = load(sys.argv[1])
        decode = decoder(sys.argv[2])
    except BaseException:
        send({"ready": False, "error": traceback.format_exc(limit=-3)})
        return
    send({"ready": True})
    for line in sys.stdin:
        request = json.loads(line)
        try:
            arguments = [decode(base64.b64decode(a["data"]), a["dtype"], a["shape"]) for a in request["arguments"]]
            send({"id": request["id"], "value": encode(function(*arguments))})
        except Exception:
            send({"id": request["id"], "error": traceback.format_exc(limit=-3)})


main()
