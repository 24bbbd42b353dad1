"""Steps of PyTorch's optimizers on f(x) = sum a (x - t)^2 + sin(x0 x1), float64. Writes torch-optimizers.json."""
import json
import torch

torch.set_default_dtype(torch.float64)
A = torch.tensor([1.0, 2.0, 0.5])
T = torch.tensor([0.5, -1.0, 2.0])


def loss(x):
    return (A * (x - T) ** 2).sum() + torch.sin(x[0] * x[1])


def steps(make, count=6):
    x = torch.tensor([1.0, 0.25, -0.75], requires_grad=True)
    optimizer = make([x])
    path = []
    for _ in range(count):
        optimizer.zero_grad()
        loss(x).backward()
        optimizer.step()
        path.append(x.detach().tolist())
    return path


cases = [
    ("Sgd", {"learningRate": 0.05}, lambda p: torch.optim.SGD(p, lr=0.05)),
    ("Sgd", {"learningRate": 0.05, "momentum": 0.9, "weightDecay": 0.1},
     lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, weight_decay=0.1)),
    ("Sgd", {"learningRate": 0.05, "momentum": 0.8, "nesterov": True},
     lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.8, nesterov=True)),
    ("Adam", {"learningRate": 0.1}, lambda p: torch.optim.Adam(p, lr=0.1)),
    ("Adam", {"learningRate": 0.1, "beta1": 0.8, "beta2": 0.99, "weightDecay": 0.2},
     lambda p: torch.optim.AdamW(p, lr=0.1, betas=(0.8, 0.99), weight_decay=0.2)),
]
out = {"source": f"PyTorch {torch.__version__}, torch-optimizers.py", "start": [1.0, 0.25, -0.75],
       "cases": [{"optimizer": n, "options": o, "path": steps(m)} for n, o, m in cases]}
json.dump(out, open(__file__.replace(".py", ".json"), "w"), indent=1)
