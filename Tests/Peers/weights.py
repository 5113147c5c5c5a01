"""Weight files between PyTorch and Lookbook, both ways.

    python weights.py fixture       writes Fixtures/small-cnn.safetensors and small-cnn.json, read by `swift test`
    python weights.py round-trip    exchanges the four networks with `swift test --filter PeerWeights`

For the round trip PyTorch writes NETWORK.safetensors and what the network answers; the Swift test, told the folder by
LOOKBOOK_PEER_WEIGHTS, reads both and writes NETWORK-ours.safetensors and its own answers; PyTorch loads those with
strict=True, so that every name and shape must agree.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

import torch
import torch.nn as nn
from safetensors.torch import load_file, save_file

import fixtures
from networks import AlexNet, FashionCNN, FashionDNN, LeNet, batch_from_formula, fill_from_formula

NETWORKS = {
    "FashionDNN": (FashionDNN, (4, 1, 28, 28)),
    "FashionCNN": (FashionCNN, (4, 1, 28, 28)),
    "LeNet": (LeNet, (4, 3, 32, 32)),
    "AlexNet": (AlexNet, (2, 1, 227, 227)),
}
# Both sides compute in single precision; what flows through is of the order of 1.
TOLERANCE = 1e-4


class SmallCNN(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer1 = nn.Sequential(nn.Conv2d(1, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2))
        self.layer2 = nn.Sequential(nn.Conv2d(4, 6, (3, 2), bias=False), nn.BatchNorm2d(6), nn.ReLU())
        self.fc = nn.Linear(6 * 5 * 6, 10)

    def forward(self, images):
        return self.fc(self.layer2(self.layer1(images)).flatten(1))


def prepared(network, shape) -> nn.Module:
    """Weights from the formula, and running statistics that three batches in training have moved."""
    model = network()
    fill_from_formula(model)
    model.train()
    with torch.no_grad():
        for step in range(3):
            model(batch_from_formula(step, shape, 10)[0])
    return model.eval()


def answers(model, shape) -> torch.Tensor:
    with torch.no_grad():
        return model.eval()(batch_from_formula(9, shape, 10)[0])


def write_fixture() -> None:
    shape = (4, 1, 14, 14)
    model = prepared(SmallCNN, shape)
    path = fixtures.FOLDER / "small-cnn.safetensors"
    save_file(model.state_dict(), path, metadata={"format": "pt"})
    path.chmod(0o644)
    fixtures.write("small-cnn.json", {
        "batch": shape, "output": fixtures.tensor(answers(model, shape)),
        "layer1.1.running_var": fixtures.tensor(model.layer1[1].running_var)})


def round_trip() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for name, (network, shape) in NETWORKS.items():
            model = prepared(network, shape)
            save_file(model.state_dict(), folder / f"{name}.safetensors", metadata={"format": "pt"})
            content = {"batch": shape, "output": fixtures.tensor(answers(model, shape))}
            (folder / f"{name}.json").write_text(json.dumps(content))
        root = pathlib.Path(__file__).resolve().parent.parent.parent
        subprocess.run(
            ["swift", "test", "--filter", "PeerWeights"], cwd=root, check=True,
            env=os.environ | {"LOOKBOOK_PEER_WEIGHTS": str(folder)})
        for name, (network, shape) in NETWORKS.items():
            model = network()
            model.load_state_dict(load_file(folder / f"{name}-ours.safetensors"), strict=True)
            ours = json.loads((folder / f"{name}-ours.json").read_text())
            expected = torch.tensor(ours["values"]).reshape(ours["shape"])
            difference = (answers(model, shape) - expected).abs().max().item()
            print(f"{name}: our weights answer the same in PyTorch, largest difference {difference:.1e}")
            assert difference < TOLERANCE


if __name__ == "__main__":
    torch.set_num_threads(1)
    {"fixture": write_fixture, "round-trip": round_trip}[sys.argv[1]]()
