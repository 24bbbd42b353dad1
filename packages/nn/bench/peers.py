"""One row by PyTorch on one thread: python peers.py NAME prints {"ms", "ms32"} as JSON: CPU milliseconds, the least of several
repetitions, in float64 and float32; or "missing"."""
import json
import sys
import time

try:
    import torch
except ImportError:
    print(json.dumps("missing"))
    sys.exit()

torch.set_num_threads(1)


def mlp_step(dtype):
    layers = []
    for a, b in ((64, 128), (128, 128)):
        layers += [torch.nn.Linear(a, b), torch.nn.ReLU()]
    model = torch.nn.Sequential(*layers, torch.nn.Linear(128, 10)).to(dtype)
    optimizer = torch.optim.Adam(model.parameters())
    x, y = torch.randn(256, 64, dtype=dtype), torch.randn(256, 10, dtype=dtype)

    def run():
        optimizer.zero_grad()
        ((model(x) - y) ** 2).mean().backward()
        optimizer.step()

    return run


def convolution(function, shape, filters):
    def make(dtype):
        x = torch.randn(*shape, dtype=dtype, requires_grad=True)
        w = torch.randn(*filters, dtype=dtype, requires_grad=True)
        c = torch.randn_like(function(x, w, padding=1))

        def run():
            torch.autograd.grad((function(x, w, padding=1) * c).sum(), [x, w])

        return run

    return make


def product(dtype):
    a, b = torch.randn(512, 512, dtype=dtype), torch.randn(512, 512, dtype=dtype)
    return lambda: a @ b


def walkthrough(samples):
    """What escnn's export of its walk-through's model consists of (its PointwiseAvgPool and GroupPooling have none)."""

    def make(dtype):
        layers = []
        for a, b in ((1, 16), (16, 16)):
            layers += [torch.nn.Conv2d(a, b, 3), torch.nn.BatchNorm2d(b), torch.nn.ReLU()]
        layers += [torch.nn.Conv2d(16, 4, 3), torch.nn.AvgPool2d(11)]
        model = torch.nn.Sequential(*layers).to(dtype).eval()
        x = torch.randn(samples, 1, 17, 17, dtype=dtype)

        def run():
            with torch.no_grad():
                model(x).amax(1, keepdim=True)

        return run

    return make


conv = torch.nn.functional
ROWS = {
    "MLP 64-128-128-10, relu, batch 256, Adam step": mlp_step,
    "conv2d 3x3 16 to 16, 32x32, batch 32, both gradients": convolution(conv.conv2d, (32, 16, 32, 32), (16, 16, 3, 3)),
    "conv3d 3x3x3 8 to 8, 16x16x16, batch 8, both gradients": convolution(conv.conv3d, (8, 8, 16, 16, 16), (8, 8, 3, 3, 3)),
    "matmul 512": product,
    "walk-through, forward, 1 sample": walkthrough(1),
    "walk-through, forward, 64 samples": walkthrough(64),
    "walk-through, forward in float32, 1 sample": walkthrough(1),
    "walk-through, forward in float32, 64 samples": walkthrough(64),
}


def least(run, patience=1.0):
    for _ in range(3):
        run()
    best, spent = float("inf"), 0.0
    while spent < patience:
        before = time.process_time()
        run()
        took = time.process_time() - before
        best, spent = min(best, took), spent + took
    return 1000 * best


make = ROWS[sys.argv[1]]
print(json.dumps({"ms": least(make(torch.float64)), "ms32": least(make(torch.float32))}))
