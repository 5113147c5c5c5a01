"""Twenty training steps of each network, in single and in double precision: what PyTorch itself cannot agree on.

    python twenty_steps.py [NETWORK …]      writes Fixtures/steps/NETWORK.json

A run in single precision is one sample of rounding. To see how representative it is, PyTorch runs several times with
kernels that add in other orders: two threads, its own kernels instead of oneDNN's, channels-last memory, and AVX2
instead of AVX-512 (a process of its own, since that is chosen at start).
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import Callable

import torch
import torch.nn.functional as F

import fixtures
from networks import AlexNet, FashionCNN, FashionDNN, LeNet, batch_from_formula, fill_from_formula

STEPS = 20


@dataclass
class Study:
    network: Callable[[], torch.nn.Module]
    batch: tuple
    rate: float
    # The paper's optimiser instead of Adam (section 5).
    momentum: bool = False

    def optimiser(self, parameters) -> torch.optim.Optimizer:
        if self.momentum:
            return torch.optim.SGD(parameters, lr=self.rate, momentum=0.9, weight_decay=5e-4)
        return torch.optim.Adam(parameters, lr=self.rate)


STUDIES = {
    "FashionDNN": Study(lambda: FashionDNN(dropout=0), (100, 1, 28, 28), 1e-3),
    "FashionCNN": Study(lambda: FashionCNN(dropout=0), (100, 1, 28, 28), 1e-3),
    "FashionCNN-rectified": Study(lambda: FashionCNN(dropout=0, rectified=True), (100, 1, 28, 28), 1e-3),
    "LeNet": Study(lambda: LeNet(), (100, 3, 32, 32), 1e-3),
    # At 1e-3 the first steps of Adam throw the loss far up, and it is chaotic from there.
    "AlexNet": Study(lambda: AlexNet(dropout=0), (16, 1, 227, 227), 3e-5),
    "AlexNet-momentum": Study(lambda: AlexNet(dropout=0), (16, 1, 227, 227), 2e-3, momentum=True),
}


def losses(study: Study, precision=torch.float32, memory=torch.contiguous_format) -> list:
    model = study.network()
    fill_from_formula(model)
    model = model.to(dtype=precision, memory_format=memory).train()
    optimiser = study.optimiser(model.parameters())
    series = []
    for step in range(STEPS):
        images, labels = batch_from_formula(step, study.batch, classes=10)
        optimiser.zero_grad()
        # The cross entropy of log-probabilities, which AlexNet gives, is that of the values they came from.
        loss = F.cross_entropy(model(images.to(dtype=precision, memory_format=memory)), labels)
        loss.backward()
        optimiser.step()
        series.append(loss.item())
    return series


def single_precision_runs(name: str, study: Study) -> dict:
    torch.set_num_threads(1)
    runs = {"one thread": losses(study)}
    runs["channels last"] = losses(study, memory=torch.channels_last)
    with torch.backends.mkldnn.flags(enabled=False):
        runs["without oneDNN"] = losses(study)
    torch.set_num_threads(2)
    runs["two threads"] = losses(study)
    torch.set_num_threads(1)
    environment = os.environ | {"ATEN_CPU_CAPABILITY": "avx2", "ONEDNN_MAX_CPU_ISA": "AVX2"}
    child = subprocess.run(
        [sys.executable, __file__, "--one-run", name], env=environment, check=True, capture_output=True)
    runs["AVX2"] = json.loads(child.stdout)
    return runs


def main(names) -> None:
    for name in names:
        study = STUDIES[name]
        single = single_precision_runs(name, study)
        double = losses(study, precision=torch.float64)
        for run, series in single.items():
            differences = [abs(a - b) for a, b in zip(series, double)]
            print(f"{name:21} {run:15}", *(f"{difference:.0e}" for difference in differences))
        print(f"{name:21} {'loss':15}", *(f"{value:.3f}" for value in double), flush=True)
        fixtures.write(
            f"steps/{name}.json", {"batch": study.batch, "rate": study.rate, "momentum": study.momentum, "double": double, "single": single})


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one-run"]:
        torch.set_num_threads(1)
        print(json.dumps(losses(STUDIES[sys.argv[2]])))
    else:
        main(sys.argv[1:] or STUDIES)
