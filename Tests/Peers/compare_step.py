"""One AlexNet training step, PyTorch's and ours, alternately on the same machine.

    python compare_step.py --ours 'COMMAND' [--batch 64] [--threads N] [--rounds 5] [--steps 1]

COMMAND trains without end and prints a JSON line for each step, {"milliseconds": 1234.5}. Both programs stay alive,
and one is stopped (SIGSTOP) while the other runs: neither pays its start again, and a noisy machine disturbs both
alike. The step during which a program was stopped is left out, and the first three of each as warming up.

Prints medians and their ratio, and the peak resident memory of both, as the kernel counted it (VmHWM).
"""

import argparse
import json
import os
import shlex
import signal
import statistics
import subprocess
import sys
import time


def train_in_pytorch(batch: int, threads: int) -> None:
    """Eager PyTorch as the documents write it: Adam with its defaults, dropout on."""
    import torch
    import torch.nn.functional as F

    from networks import AlexNet

    torch.set_num_threads(threads)
    torch.manual_seed(0)
    model = AlexNet().train()
    optimiser = torch.optim.Adam(model.parameters())
    images, labels = torch.rand(batch, 1, 227, 227), torch.randint(0, 10, (batch,))
    while True:
        start = time.perf_counter()
        optimiser.zero_grad()
        loss = F.nll_loss(model(images), labels)
        loss.backward()
        optimiser.step()
        loss.item()
        print(json.dumps({"milliseconds": (time.perf_counter() - start) * 1000}), flush=True)


class Contestant:
    def __init__(self, name: str, command: list):
        self.name, self.times = name, []
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
        self.read(3)
        self.signal(signal.SIGSTOP)

    def signal(self, number) -> None:
        os.killpg(self.process.pid, number)

    def read(self, count: int) -> list:
        times = []
        while len(times) < count:
            line = self.process.stdout.readline()
            if not line:
                sys.exit(f"{self.name} ended with status {self.process.wait()} before it was measured")
            # Other lines, such as what a program says at its start, are passed over.
            if line.startswith("{") and "milliseconds" in (entry := json.loads(line)):
                times.append(entry["milliseconds"])
        return times

    def run(self, steps: int) -> None:
        self.signal(signal.SIGCONT)
        self.read(1)
        self.times += self.read(steps)
        self.signal(signal.SIGSTOP)

    def peak_memory(self) -> float:
        """In MiB, the largest process of the group: a command may start the program as its child."""
        peaks = [0.0]
        for entry in filter(str.isdigit, os.listdir("/proc")):
            try:
                if os.getpgid(int(entry)) == self.process.pid:
                    lines = open(f"/proc/{entry}/status").read().splitlines()
                    peaks += [int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")]
            except (ProcessLookupError, FileNotFoundError):
                continue
        return max(peaks)

    def end(self) -> None:
        self.signal(signal.SIGCONT)
        self.signal(signal.SIGKILL)
        self.process.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description="One AlexNet training step, PyTorch's and ours, alternately.")
    parser.add_argument("--ours", help="a command that trains and prints milliseconds per step as JSON lines")
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--steps", type=int, default=1, help="steps of each in one round")
    parser.add_argument("--pytorch", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.pytorch:
        return train_in_pytorch(options.batch, options.threads)
    if not options.ours:
        parser.error("--ours is needed: the command that trains our AlexNet")

    pytorch = [
        sys.executable, __file__, "--pytorch", "--batch", str(options.batch), "--threads", str(options.threads)]
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
                f"{contestant.name:8} median {statistics.median(times):8.1f} ms "
                f"({min(times):.1f} to {max(times):.1f}, {len(times)} steps), "
                f"peak memory {contestant.peak_memory():,.0f} MiB")
        medians = [statistics.median(contestant.times) for contestant in contestants]
        print(f"ours takes {medians[1] / medians[0]:.2f} of PyTorch's time")
    finally:
        for contestant in contestants:
            contestant.end()


if __name__ == "__main__":
    main()
