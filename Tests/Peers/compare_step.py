"""One training step, PyTorch's and ours, alternately on the same machine.

    python compare_step.py --ours 'COMMAND' [--network alexnet] [--batch 64] [--threads N] [--rounds 5] [--steps 1]

COMMAND trains without end and prints a JSON line for each step, {"milliseconds": 1234.5}. Both programs stay alive,
and one is stopped (SIGSTOP) while the other runs: neither pays its start again, and a noisy machine disturbs both
alike. The step during which a program was stopped is left out, and the first three of each as warming up.

Prints medians and their ratio, and the peak resident memory of both, as the kernel counted it (VmHWM).
"""

import argparse
import json
import os
import shlex
import statistics
import sys
import time

from contestant import Contestant


def train_in_pytorch(network: str, batch: int, threads: int) -> None:
    """Eager PyTorch as the documents write it: Adam with its defaults, dropout on."""
    import torch
    import torch.nn.functional as F

    import networks

    model, image, classes = {
        "dnn": (networks.FashionDNN, (1, 28, 28), 10),
        "cnn": (networks.FashionCNN, (1, 28, 28), 10),
        "lenet": (networks.LeNet, (3, 32, 32), 100),
        "alexnet": (networks.AlexNet, (1, 227, 227), 10),
    }[network]
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    model = model().train()
    optimiser = torch.optim.Adam(model.parameters())
    images, labels = torch.rand(batch, *image), torch.randint(0, classes, (batch,))
    # AlexNet ends with a log-softmax, the others with scores.
    criterion = F.nll_loss if network == "alexnet" else F.cross_entropy
    while True:
        start = time.perf_counter()
        optimiser.zero_grad()
        loss = criterion(model(images), labels)
        loss.backward()
        optimiser.step()
        loss.item()
        print(json.dumps({"milliseconds": (time.perf_counter() - start) * 1000}), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="One training step, PyTorch's and ours, alternately.")
    parser.add_argument("--ours", help="a command that trains and prints milliseconds per step as JSON lines")
    parser.add_argument("--network", default="alexnet", choices=["dnn", "cnn", "lenet", "alexnet"])
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--steps", type=int, default=1, help="steps of each in one round")
    parser.add_argument("--pytorch", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.pytorch:
        return train_in_pytorch(options.network, options.batch, options.threads)
    if not options.ours:
        parser.error("--ours is needed: the command that trains our network")

    pytorch = [
        sys.executable, __file__, "--pytorch", "--network", options.network, "--batch", str(options.batch),
        "--threads", str(options.threads)]
    contestants = []
    try:
        contestants.append(Contestant("PyTorch", pytorch))
        contestants.append(Contestant("ours", shlex.split(options.ours)))
        for _ in range(options.rounds):
            for contestant in contestants:
                contestant.run(options.steps)
        for contestant in contestants:
            times = contestant.times
            print(
                f"{contestant.name:8} median {statistics.median(times):8.2f} ms "
                f"({min(times):.2f} to {max(times):.2f}, {len(times)} steps), "
                f"peak memory {contestant.peak_memory():,.0f} MiB")
        medians = [statistics.median(contestant.times) for contestant in contestants]
        print(f"ours takes {medians[1] / medians[0]:.2f} of PyTorch's time")
    finally:
        for contestant in contestants:
            contestant.end()


if __name__ == "__main__":
    main()
