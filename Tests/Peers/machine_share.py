"""What `benchmark` measures of ours alone: the machine's peak, each layer's share of it, and what loading costs."""

import json
import math
import statistics
import subprocess


def lines(command: list) -> list:
    """The JSON objects that a command prints."""
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return [json.loads(line) for line in printed.splitlines()]


def print_loading(ours: list, network: str, threads: int, rounds: int) -> None:
    """A step with batches from the loader beside the same step with a batch in memory, alternately."""
    found = lines([*ours, "loading", network, "--threads", str(threads), "--rounds", str(rounds)])
    of = lambda images: statistics.median(line["milliseconds"] for line in found if line.get("images") == images)
    print(
        f"{network} loading, batch {found[0]['batch']}: a step takes {of('from the loader'):.2f} ms with loading and "
        f"{of('in memory'):.2f} without:  {found[-1]['ratio']:5.3f}×", flush=True)


def print_layers(ours: list, threads: int, rounds: int) -> None:
    """What the machine can do, and a line for each piece of AlexNet's step: how much of that it reaches."""
    machine, pieces, steps = [], [], []
    # In three goes, since a shared machine is not the same all the time.
    each = math.ceil(rounds / 3)
    common = ["--threads", str(threads), "--rounds", str(each)]
    for _ in range(3):
        machine += lines([*ours, "machine", *common])
        pieces += lines([*ours, "layers", *common])
        # The first three steps fill memory and caches.
        steps += lines([*ours, "steps", "alexnet", "--threads", str(threads), "--steps", str(3 + each)])[3:]
    peaks = {unit: [line["billions"] for line in machine if line["unit"] == unit] for unit in ["FLOP/s", "bytes/s"]}
    print(f"\nThe machine with {threads} threads, median of {len(machine) // 2} rounds:")
    for unit, what in [("FLOP/s", "multiplications and additions a second"), ("bytes/s", "bytes read a second")]:
        values = peaks[unit]
        print(
            f"  {statistics.median(values):7.1f} billion {what} ({min(values):.1f} to {max(values):.1f})")
    print(f"\nAlexNet's training step, batch {pieces[0]['batch']}, {pieces[0]['core']}:\n")
    print(f"{'layer':8} {'pass':16} {'milliseconds':>12} {'billions':>10} {'unit':8} {'of peak':>8}")
    total = 0.0
    for layer, name in dict.fromkeys((line["layer"], line["pass"]) for line in pieces):
        same = [line for line in pieces if (line["layer"], line["pass"]) == (layer, name)]
        milliseconds = statistics.median(line["milliseconds"] for line in same)
        billions = statistics.median(line["billions"] for line in same)
        unit = same[0]["unit"]
        total += milliseconds
        share = billions / statistics.median(peaks[unit])
        print(f"{layer:8} {name:16} {milliseconds:12.2f} {billions:10.1f} {unit:8} {share:8.0%}")
    whole = statistics.median(line["milliseconds"] for line in steps)
    print(f"{'all':8} {'':16} {total:12.2f}")
    print(f"{'step':8} {'':16} {whole:12.2f}\n")
    print("FLOP/s are those of the definition: a share above 100 % is what Winograd's method saves. bytes/s")
    print("count each value that must move once: above 100 % some of them were still in a cache.", flush=True)
