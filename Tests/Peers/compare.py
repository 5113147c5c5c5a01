"""Ours beside PyTorch and JAX on the same machine: training steps and inference of the four networks, alternately.

    Tests/Peers/compare                         # everything, about twenty minutes on two cores
    Tests/Peers/compare --networks alexnet --peers eager --rounds 9

For every network the results are held against PyTorch's first: one loss and the size of every gradient, from the same
weights and images. Then all programs are started, and run one after the other for a few turns, round after round;
while one runs the others are stopped. Printed are medians and, for each peer, its median over ours.

Peers: `eager` is PyTorch as the documents write it; `channels-last` has that memory format and the fused Adam;
`compiled` is `torch.compile`; `jax` is JAX compiled for the CPU.
"""

import argparse
import json
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
import time

from contestant import Contestant

NETWORKS = ["dnn", "cnn", "lenet", "alexnet"]
PEERS = ["eager", "channels-last", "compiled", "jax"]
# Image, classes, and the batch of the chapters; AlexNet's is the documents'.
SHAPES = {
    "dnn": ((1, 28, 28), 10, 100), "cnn": ((1, 28, 28), 10, 100), "lenet": ((3, 32, 32), 100, 100),
    "alexnet": ((1, 227, 227), 10, 64),
}
# So many turns a round that a round takes a second or more.
TURNS = {"dnn": 200, "cnn": 25, "lenet": 100, "alexnet": 1}


def torch_network(name: str):
    """The same layers in the same order as `benchmark` has them, so that the weights have the same names."""
    import torch.nn as nn

    dense = lambda: nn.Sequential(
        nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Dropout(0.25), nn.Linear(256, 128), nn.ReLU(),
        nn.Linear(128, 10))
    convolutional = lambda: nn.Sequential(
        nn.Conv2d(1, 32, 3, padding=1), nn.BatchNorm2d(32), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(2304, 600), nn.Dropout(0.25), nn.Linear(600, 120), nn.Linear(120, 10))
    lenet = lambda: nn.Sequential(
        nn.Conv2d(3, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(400, 256), nn.ReLU(), nn.Linear(256, 128), nn.ReLU(), nn.Linear(128, 100))
    alexnet = lambda: nn.Sequential(
        nn.Conv2d(1, 96, 11, 4), nn.ReLU(), nn.MaxPool2d(3, 2), nn.Conv2d(96, 256, 5, padding=2), nn.ReLU(),
        nn.MaxPool2d(3, 2), nn.Conv2d(256, 384, 3, padding=1), nn.ReLU(), nn.Conv2d(384, 384, 3, padding=1),
        nn.ReLU(), nn.Conv2d(384, 256, 3, padding=1), nn.ReLU(), nn.MaxPool2d(3, 2), nn.Flatten(),
        nn.Linear(9216, 4096), nn.ReLU(), nn.Dropout(0.5), nn.Linear(4096, 4096), nn.ReLU(), nn.Dropout(0.5),
        nn.Linear(4096, 10))
    return {"dnn": dense, "cnn": convolutional, "lenet": lenet, "alexnet": alexnet}[name]()


def report(turn) -> None:
    """Repeats `turn` without end and prints how long each took."""
    while True:
        start = time.perf_counter()
        turn()
        print(json.dumps({"milliseconds": (time.perf_counter() - start) * 1000}), flush=True)


def run_torch(peer: str, network: str, batch: int, threads: int, trains: bool) -> None:
    import torch
    import torch.nn.functional as F

    torch.set_num_threads(threads)
    torch.manual_seed(0)
    shape, classes, _ = SHAPES[network]
    model = torch_network(network)
    images, labels = torch.rand(batch, *shape), torch.randint(0, classes, (batch,))
    if peer == "channels-last" and network != "dnn":
        model, images = model.to(memory_format=torch.channels_last), images.to(memory_format=torch.channels_last)
    optimiser = torch.optim.Adam(model.parameters(), fused=True if peer == "channels-last" else None)
    forward = torch.compile(model) if peer == "compiled" else model
    if not trains:
        model.eval()

    def step():
        optimiser.zero_grad()
        loss = F.cross_entropy(forward(images), labels)
        loss.backward()
        optimiser.step()
        loss.item()

    def answer():
        with torch.inference_mode():
            forward(images)

    report(step if trains else answer)


def run_jax(network: str, batch: int, threads: int, trains: bool) -> None:
    """The same layers in JAX; Adam is written out, since optax would be one more dependency."""
    # XLA takes the number of its threads from the cores that it may use.
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])
    import jax
    import jax.numpy as jnp
    from jax import lax

    shape, classes, _ = SHAPES[network]
    layers = list(torch_network(network))
    state = {f"{i}.{name}": jnp.asarray(value.detach().numpy())
             for i, layer in enumerate(layers) for name, value in layer.named_parameters()}

    def forward(weights, x, key):
        for i, layer in enumerate(layers):
            kind = type(layer).__name__
            if kind == "Conv2d":
                pad = [(p, p) for p in layer.padding]
                x = lax.conv_general_dilated(x, weights[f"{i}.weight"], layer.stride, pad)
                x = x + weights[f"{i}.bias"][:, None, None]
            elif kind == "BatchNorm2d":
                mean, variance = x.mean((0, 2, 3), keepdims=True), x.var((0, 2, 3), keepdims=True)
                x = (x - mean) * lax.rsqrt(variance + layer.eps)
                x = x * weights[f"{i}.weight"][:, None, None] + weights[f"{i}.bias"][:, None, None]
            elif kind == "MaxPool2d":
                side = layer.kernel_size
                stride = layer.stride
                x = lax.reduce_window(x, -jnp.inf, lax.max, (1, 1, side, side), (1, 1, stride, stride), "VALID")
            elif kind == "ReLU":
                x = jax.nn.relu(x)
            elif kind == "Flatten":
                x = x.reshape(x.shape[0], -1)
            elif kind == "Linear":
                x = x @ weights[f"{i}.weight"].T + weights[f"{i}.bias"]
            elif kind == "Dropout" and key is not None:
                key, own = jax.random.split(key)
                x = jnp.where(jax.random.bernoulli(own, 1 - layer.p, x.shape), x / (1 - layer.p), 0)
        return x

    def loss_of(weights, images, labels, key):
        logarithms = jax.nn.log_softmax(forward(weights, images, key))
        return -logarithms[jnp.arange(batch), labels].mean()

    def train(weights, first, second, count, images, labels, key):
        loss, gradients = jax.value_and_grad(loss_of)(weights, images, labels, key)
        first = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, first, gradients)
        second = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, second, gradients)
        a, b = 1 - 0.9 ** count, 1 - 0.999 ** count
        weights = jax.tree.map(
            lambda w, m, v: w - 1e-3 * (m / a) / (jnp.sqrt(v / b) + 1e-8), weights, first, second)
        return weights, first, second, count + 1, loss

    key = jax.random.key(0)
    images = jax.random.uniform(key, (batch, *shape))
    labels = jax.random.randint(key, (batch,), 0, classes)
    zeros = jax.tree.map(jnp.zeros_like, state)
    compiled = jax.jit(train, donate_argnums=(0, 1, 2))
    place = {"state": (state, zeros, jax.tree.map(jnp.zeros_like, state), 1.0), "key": key}

    def step():
        place["key"], own = jax.random.split(place["key"])
        *state, loss = compiled(*place["state"], images, labels, own)
        place["state"] = tuple(state)
        loss.block_until_ready()

    answering = jax.jit(lambda weights, images: forward(weights, images, None))
    report(step if trains else lambda: answering(state, images).block_until_ready())


def check(network: str, ours: list) -> None:
    """Stops unless PyTorch and ours agree about a loss and about the size of every gradient."""
    import torch
    import torch.nn.functional as F
    from safetensors.torch import save_file

    torch.manual_seed(1)
    model = torch_network(network)
    shape, classes, _ = SHAPES[network]
    batch = 8
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "weights.safetensors")
        save_file(model.state_dict(), path)
        command = [*ours, "check", network, "--weights", path, "--batch-size", str(batch)]
        found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    for layer in model:
        if isinstance(layer, torch.nn.Dropout):
            layer.eval()
    count = batch * shape[0] * shape[1] * shape[2]
    images = ((40503 * torch.arange(count)) % 65536 / 65536).reshape(batch, *shape)
    labels = (7 * torch.arange(batch)) % classes
    loss = F.cross_entropy(model(images), labels)
    loss.backward()
    pairs = [(found["loss"], loss.item())]
    pairs += zip(found["gradients"], (p.grad.double().norm().item() for p in model.parameters()))
    # Sums of up to millions of terms in single precision, added in another order. A convolution's bias before a batch
    # normalisation has the gradient zero, and what is left of it is rounding: it is held to the size of the others.
    largest = max(abs(b) for _, b in pairs)
    worst = max(abs(a - b) / max(abs(b), 1e-3 * largest) for a, b in pairs)
    if len(found["gradients"]) != len(list(model.parameters())) or not worst < 1e-3:
        sys.exit(f"{network}: ours is not PyTorch's result: they differ by {worst:.1e}: {pairs}")
    print(f"{network}: loss and {len(pairs) - 1} gradients agree with PyTorch's to {worst:.0e}", flush=True)


def compare(what: str, contestants: dict, rounds: int, turns: int, warming_up: int) -> None:
    """Starts the programs, runs them alternately and prints a line for each."""
    running = []
    try:
        for name, command in contestants.items():
            running.append(Contestant(name, command, warming_up))
        for _ in range(rounds):
            for contestant in running:
                contestant.run(turns)
        ours = statistics.median(running[0].times)
        for contestant in running:
            median = statistics.median(contestant.times)
            ratio = "" if contestant is running[0] else f"  {median / ours:5.2f}×"
            print(
                f"{what:24} {contestant.name:14} {median:9.2f} ms  ({min(contestant.times):.2f} to "
                f"{max(contestant.times):.2f})  {contestant.peak_memory():6,.0f} MiB{ratio}", flush=True)
    finally:
        for contestant in running:
            contestant.end()


def main() -> None:
    parser = argparse.ArgumentParser(description="Ours beside PyTorch and JAX, alternately.")
    parser.add_argument("--ours", default=".build/release/benchmark", help="the built benchmark")
    parser.add_argument("--networks", nargs="+", default=NETWORKS, choices=NETWORKS)
    parser.add_argument("--peers", nargs="+", default=PEERS, choices=PEERS)
    parser.add_argument("--what", nargs="+", default=["step", "inference", "latency"],
                        choices=["step", "inference", "latency"])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--peer", help=argparse.SUPPRESS)
    parser.add_argument("--network", help=argparse.SUPPRESS)
    parser.add_argument("--batch", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--trains", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peer == "jax":
        return run_jax(options.network, options.batch, options.threads, options.trains)
    if options.peer:
        return run_torch(options.peer, options.network, options.batch, options.threads, options.trains)

    ours = shlex.split(options.ours)
    for network in options.networks:
        check(network, ours)
    for network in options.networks:
        for what in options.what:
            batch = 1 if what == "latency" else SHAPES[network][2]
            command = "steps" if what == "step" else "inference"
            contestants = {
                "ours": [*ours, command, network, "--batch-size", str(batch), "--threads", str(options.threads)]}
            for peer in options.peers:
                contestants[peer] = [
                    sys.executable, __file__, "--peer", peer, "--network", network, "--batch", str(batch),
                    "--threads", str(options.threads), *(["--trains"] if what == "step" else [])]
            turns = TURNS[network] if what == "step" else 3 * TURNS[network]
            label = f"{network} {what}, batch {batch}"
            compare(label, contestants, options.rounds, turns * (10 if what == "latency" else 1), 3)


if __name__ == "__main__":
    main()
