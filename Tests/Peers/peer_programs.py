"""PyTorch's and JAX's side of `compare`: the four networks, trained or asked again and again, a JSON line each time.

    peer_programs.py eager cnn --batch 100 --threads 2 --trains
    peer_programs.py jax cnn --batch 8 --threads 2 --losses weights.safetensors
"""

import argparse
import json
import os
import time

NETWORKS = ["dnn", "cnn", "lenet", "alexnet"]
PEERS = ["eager", "channels-last", "compiled", "jax"]
# Image, classes, and the batch of the chapters; AlexNet's is the documents'.
SHAPES = {
    "dnn": ((1, 28, 28), 10, 100), "cnn": ((1, 28, 28), 10, 100), "lenet": ((3, 32, 32), 100, 100),
    "alexnet": ((1, 227, 227), 10, 64),
}


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


def checked_batch(network: str, batch: int):
    """Images and labels that follow from their place, as `benchmark check` says."""
    import torch

    shape, classes, _ = SHAPES[network]
    count = batch * shape[0] * shape[1] * shape[2]
    images = ((40503 * torch.arange(count)) % 65536 / 65536).reshape(batch, *shape)
    return images, (7 * torch.arange(batch)) % classes


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


def run_jax(network: str, batch: int, threads: int, trains: bool, checked: str | None) -> None:
    """The same layers in JAX; Adam is written out, since optax would be one more dependency.

    With `checked`, a file of weights: prints the losses of `checked_batch` in training, dropout off, and then in
    evaluation, with the running statistics that the first has moved.
    """
    # XLA takes the number of its threads from the cores that it may use.
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])
    import jax
    import jax.numpy as jnp
    from jax import lax

    shape, classes, _ = SHAPES[network]
    model = torch_network(network)
    if checked:
        from safetensors.torch import load_file
        model.load_state_dict(load_file(checked))
    layers = list(model)
    state = {name: jnp.asarray(value.detach().numpy()) for name, value in model.named_parameters()}
    running = {name: jnp.asarray(value.numpy())
               for name, value in model.named_buffers() if value.is_floating_point()}

    def forward(weights, running, x, trains, key):
        """The outputs, and the running statistics, which training moves; without a key nothing is dropped."""
        running = dict(running)
        for i, layer in enumerate(layers):
            kind = type(layer).__name__
            if kind == "Conv2d":
                pad = [(p, p) for p in layer.padding]
                x = lax.conv_general_dilated(x, weights[f"{i}.weight"], layer.stride, pad)
                x = x + weights[f"{i}.bias"][:, None, None]
            elif kind == "BatchNorm2d":
                if trains:
                    mean, variance = x.mean((0, 2, 3)), x.var((0, 2, 3))
                    count = x.size // x.shape[1]
                    for name, found in [("mean", mean), ("var", variance * count / (count - 1))]:
                        old = running[f"{i}.running_{name}"]
                        running[f"{i}.running_{name}"] = old + layer.momentum * (found - old)
                else:
                    mean, variance = running[f"{i}.running_mean"], running[f"{i}.running_var"]
                x = (x - mean[:, None, None]) * lax.rsqrt(variance + layer.eps)[:, None, None]
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
        return x, running

    def loss_of(weights, running, images, labels, trains, key):
        outputs, running = forward(weights, running, images, trains, key)
        logarithms = jax.nn.log_softmax(outputs)
        return -logarithms[jnp.arange(batch), labels].mean(), running

    if checked:
        images, labels = (jnp.asarray(values.numpy()) for values in checked_batch(network, batch))
        loss_in_training, running = loss_of(state, running, images, labels, True, None)
        loss_in_evaluation, _ = loss_of(state, running, images, labels, False, None)
        print(json.dumps({"losses": [loss_in_training.item(), loss_in_evaluation.item()]}))
        return

    def train(weights, running, first, second, count, images, labels, key):
        (loss, running), gradients = jax.value_and_grad(loss_of, has_aux=True)(
            weights, running, images, labels, True, key)
        first = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, first, gradients)
        second = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, second, gradients)
        a, b = 1 - 0.9 ** count, 1 - 0.999 ** count
        weights = jax.tree.map(
            lambda w, m, v: w - 1e-3 * (m / a) / (jnp.sqrt(v / b) + 1e-8), weights, first, second)
        return weights, running, first, second, count + 1, loss

    key = jax.random.key(0)
    images = jax.random.uniform(key, (batch, *shape))
    labels = jax.random.randint(key, (batch,), 0, classes)
    zeros = jax.tree.map(jnp.zeros_like, state)
    compiled = jax.jit(train, donate_argnums=(0, 1, 2, 3))
    place = {"state": (state, running, zeros, jax.tree.map(jnp.zeros_like, state), 1.0), "key": key}

    def step():
        place["key"], own = jax.random.split(place["key"])
        *state, loss = compiled(*place["state"], images, labels, own)
        place["state"] = tuple(state)
        loss.block_until_ready()

    answering = jax.jit(lambda weights, running, images: forward(weights, running, images, False, None)[0])
    report(step if trains else lambda: answering(state, running, images).block_until_ready())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("peer", choices=PEERS)
    parser.add_argument("network", choices=NETWORKS)
    parser.add_argument("--batch", type=int, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--trains", action="store_true", help="training steps instead of answers")
    parser.add_argument("--losses", metavar="WEIGHTS", help="only for jax: two losses from these weights, then the end")
    options = parser.parse_args()
    arguments = (options.network, options.batch, options.threads, options.trains)
    if options.peer == "jax":
        run_jax(*arguments, options.losses)
    else:
        run_torch(options.peer, *arguments)


if __name__ == "__main__":
    main()
