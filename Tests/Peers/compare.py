"""Ours beside PyTorch and JAX on the same machine: training steps and inference of the four networks, alternately.

    Tests/Peers/compare                         # everything, about 20 minutes on two cores
    Tests/Peers/compare --networks cnn alexnet --peers eager jax --what step --rounds 9
    Tests/Peers/compare --what layers           # ours alone, a minute: where a step of AlexNet goes

For every network results are held against PyTorch's first, from the same weights and images: of ours a loss and the
size of every gradient, of JAX the loss in training and in evaluation. Then all programs are started, and run one after
the other for a few turns, round after round; while one runs the others are stopped. Printed are medians and, for each
peer, its median over ours. A peer that cannot run here says why in one line, and the others go on.

Peers: `eager` is PyTorch as the documents write it; `channels-last` has that memory format and the fused Adam;
`compiled` is `torch.compile`, which needs a C++ compiler; `jax` is JAX compiled for the CPU.

What: `step`, `inference` and `latency` (one image) beside the peers; `scaling`, steps with one thread and with more,
ours and PyTorch's; `loading`, what batches from the loader cost our step; `layers`, each layer's share of what the
machine can do.
"""

import argparse
import json
import os
import shlex
import statistics
import subprocess
import sys
import tempfile

from contestant import Contestant, Ended
from machine_share import print_layers, print_loading
from peer_programs import NETWORKS, PEERS, SHAPES, checked_batch, torch_network

BESIDE_PEERS = ["step", "inference", "latency"]
WHAT = [*BESIDE_PEERS, "scaling", "loading", "layers"]
# So many turns a round that a round takes a second or more.
TURNS = {"dnn": 200, "cnn": 25, "lenet": 100, "alexnet": 1}


def check(network: str, programs: "Programs", peers: list) -> None:
    """Stops unless PyTorch and ours agree about a loss and every gradient's size, and PyTorch and JAX about losses."""
    import torch
    import torch.nn.functional as F
    from safetensors.torch import save_file

    torch.manual_seed(1)
    model = torch_network(network)
    batch = 8
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "weights.safetensors")
        save_file(model.state_dict(), path)
        command = [*programs.ours, "check", network, "--weights", path, "--batch-size", str(batch)]
        found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        if "jax" in peers:
            command = [*programs.peer("jax", network, batch, threads=1), "--losses", path]
            jax = subprocess.run(command, capture_output=True, text=True)
    for layer in model:
        if isinstance(layer, torch.nn.Dropout):
            layer.eval()
    images, labels = checked_batch(network, batch)
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
    if "jax" not in peers:
        return
    if jax.returncode != 0:
        # Not a reason to stop: a peer may be absent.
        reason = (jax.stderr.split("\n")[-2:] or [""])[0]
        print(f"{network}: JAX is not checked, it ended with status {jax.returncode}: {reason}", flush=True)
        return
    with torch.no_grad():
        in_evaluation = F.cross_entropy(model.eval()(images), labels).item()
    pairs = list(zip(json.loads(jax.stdout)["losses"], [loss.item(), in_evaluation], strict=True))
    worst = max(abs(a - b) / b for a, b in pairs)
    if not worst < 1e-4:
        sys.exit(f"{network}: JAX's losses are not PyTorch's: they differ by {worst:.1e}: {pairs}")
    print(f"{network}: JAX's losses in training and evaluation agree with PyTorch's to {worst:.0e}", flush=True)


def measure(label: str, contestants: dict, rounds: int, turns: int) -> dict:
    """Starts the programs and runs them alternately; the times and the peak memory of each that did not end early."""
    running = []
    try:
        for name, command in contestants.items():
            with_ended_said(label, name, lambda: running.append(Contestant(name, command)))
        for _ in range(rounds):
            for contestant in list(running):
                if not with_ended_said(label, contestant.name, lambda: contestant.run(turns)):
                    running.remove(contestant)
                    contestant.end()
        return {contestant.name: (contestant.times, contestant.peak_memory()) for contestant in running}
    finally:
        for contestant in running:
            contestant.end()


def with_ended_said(label: str, name: str, body) -> bool:
    """Whether `body` came to its end; if a program ended in it, the line that says why is printed."""
    try:
        body()
        return True
    except Ended as ended:
        print(f"{label:27} {name:15} {ended}", flush=True)
        return False


def print_times(label: str, measured: dict, ratio_of) -> None:
    """A line for each program: its median, its range, its memory and what `ratio_of` makes of its name and median."""
    for name, (times, memory) in measured.items():
        median = statistics.median(times)
        print(
            f"{label:27} {name:15} {median:9.2f} ms  ({min(times):.2f} to {max(times):.2f})  "
            f"{memory:6,.0f} MiB  {ratio_of(name, median)}".rstrip(), flush=True)


class Programs:
    """The command lines of ours and of the peers."""

    def __init__(self, ours: list):
        self.ours = ours

    def command(self, name: str, what: str, network: str, threads: int) -> list:
        batch = 1 if what == "latency" else SHAPES[network][2]
        if name == "ours":
            command = "steps" if what == "step" else "inference"
            return [*self.ours, command, network, "--batch-size", str(batch), "--threads", str(threads)]
        return [*self.peer(name, network, batch, threads), *(["--trains"] if what == "step" else [])]

    def peer(self, name: str, network: str, batch: int, threads: int) -> list:
        program = os.path.join(os.path.dirname(os.path.abspath(__file__)), "peer_programs.py")
        return [sys.executable, program, name, network, "--batch", str(batch), "--threads", str(threads)]


def compare(programs: Programs, what: str, network: str, options) -> None:
    """Ours beside the peers: every median, and the peers' over ours."""
    label = f"{network} {what}, batch {1 if what == 'latency' else SHAPES[network][2]}"
    names = ["ours", *options.peers]
    contestants = {name: programs.command(name, what, network, options.threads) for name in names}
    turns = TURNS[network] * {"step": 1, "inference": 3, "latency": 30}[what]
    measured = measure(label, contestants, options.rounds, turns)
    if "ours" not in measured:
        sys.exit(f"{label}: nothing to compare with")
    ours = statistics.median(measured["ours"][0])
    print_times(label, measured, lambda name, median: "" if name == "ours" else f"{median / ours:5.2f}×")


def scale(programs: Programs, network: str, options) -> None:
    """Training steps with one thread, two, four and so on, and how many times as fast as with one."""
    counts = [1]
    while 2 * counts[-1] <= options.threads:
        counts.append(2 * counts[-1])
    contestants = {
        f"{name}, {count} thr.": programs.command(name, "step", network, count)
        for name in ["ours", *(["eager"] if "eager" in options.peers else [])] for count in counts}
    label = f"{network} scaling, batch {SHAPES[network][2]}"
    measured = measure(label, contestants, options.rounds, TURNS[network])

    def speed_up(name, median):
        alone = name.split(",")[0] + ", 1 thr."
        if name == alone or alone not in measured:
            return ""
        return f"{statistics.median(measured[alone][0]) / median:5.2f}× as fast"

    print_times(label, measured, speed_up)


def main() -> None:
    parser = argparse.ArgumentParser(
        description="Ours beside PyTorch and JAX, alternately.",
        usage="compare [--networks cnn alexnet] [--peers eager jax] [--what step layers]\n"
        "               [--rounds 7] [--threads 2] [--ours .build/release/benchmark]",
        epilog="Without options everything is compared. Several words are separated by spaces.")
    parser.add_argument("--ours", default=".build/release/benchmark", help="the built benchmark")
    parser.add_argument("--networks", nargs="+", default=NETWORKS, choices=NETWORKS, metavar="NETWORK",
                        help="some of " + ", ".join(NETWORKS))
    parser.add_argument("--peers", nargs="+", default=PEERS, choices=PEERS, metavar="PEER",
                        help="some of " + ", ".join(PEERS))
    parser.add_argument("--what", nargs="+", default=WHAT, choices=WHAT, metavar="WHAT",
                        help="some of " + ", ".join(WHAT))
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    options = parser.parse_args()

    programs = Programs(shlex.split(options.ours))
    beside_peers = [what for what in BESIDE_PEERS if what in options.what]
    if beside_peers:
        for network in options.networks:
            check(network, programs, options.peers)
    for network in options.networks:
        for what in beside_peers:
            compare(programs, what, network, options)
    if "scaling" in options.what:
        for network in options.networks:
            scale(programs, network, options)
    if "loading" in options.what:
        for network in options.networks:
            print_loading(programs.ours, network, options.threads, options.rounds)
    if "layers" in options.what:
        print_layers(programs.ours, options.threads, options.rounds)


if __name__ == "__main__":
    main()
