"""PyTorch's initial distributions and the defaults of its layers.

    python initialisation.py        writes Fixtures/initialisation.json

The first values are random, so the fixture keeps what they are drawn from: bounds and deviations by the formulas of
torch.nn.init, checked here against many drawn values before they are written.
"""

import inspect
import math

import torch
import torch.nn as nn

import fixtures

torch.manual_seed(0)


def check_uniform(values: torch.Tensor, bound: float) -> None:
    """All inside ±bound, reaching close to it, with the deviation bound/√3 and the mean 0 to five standard errors."""
    count = values.numel()
    deviation = bound / math.sqrt(3)
    assert values.abs().max() <= bound and values.abs().max() > bound * (1 - 20 / count), (values.abs().max(), bound)
    assert abs(values.mean()) < 5 * deviation / math.sqrt(count)
    # The variance of a uniform variable's square is 4/45 bound^4.
    assert abs(values.square().mean() - deviation**2) < 5 * bound**2 * math.sqrt(4 / 45 / count)


def layer(make) -> dict:
    """Draws the layer until its bias has 10,000 values, and holds weight and bias to ±1/√fan-in."""
    first = make()
    weights, biases = [first.weight.flatten()], [first.bias.flatten()]
    while sum(bias.numel() for bias in biases) < 10_000:
        again = make()
        weights.append(again.weight.flatten())
        biases.append(again.bias.flatten())
    fan_in = first.weight[0].numel()
    bound = 1 / math.sqrt(fan_in)
    check_uniform(torch.cat(weights).detach(), bound)
    check_uniform(torch.cat(biases).detach(), bound)
    return {"weight": list(first.weight.shape), "fanIn": fan_in, "bound": bound, "deviation": bound / math.sqrt(3)}


def defaults(function) -> dict:
    return {
        name: parameter.default
        for name, parameter in inspect.signature(function).parameters.items()
        if isinstance(parameter.default, (bool, int, float, tuple))
    }


def main() -> None:
    he = nn.init.kaiming_normal_(torch.empty(256, 512), nonlinearity="relu")
    assert abs(he.std() / math.sqrt(2 / 512) - 1) < 5 / math.sqrt(2 * he.numel())
    normalisation = nn.BatchNorm2d(3)
    fixtures.write("initialisation.json", {
        "Linear(784, 256)": layer(lambda: nn.Linear(784, 256)),
        "Conv2d(32, 64, 3)": layer(lambda: nn.Conv2d(32, 64, 3)),
        "Conv2d(1, 96, 11)": layer(lambda: nn.Conv2d(1, 96, 11)),
        "Conv2d(4, 6, (3, 2), groups=2)": layer(lambda: nn.Conv2d(4, 6, (3, 2), groups=2)),
        "BatchNorm2d(3)": {name: value.flatten().tolist() for name, value in normalisation.state_dict().items()},
        "he": {"fanIn": 512, "deviation": math.sqrt(2 / 512)},
        "defaults": {
            "BatchNorm2d": defaults(nn.BatchNorm2d), "LocalResponseNorm": defaults(nn.LocalResponseNorm),
            "Dropout": defaults(nn.Dropout), "Adam": defaults(torch.optim.Adam), "SGD": defaults(torch.optim.SGD),
            "OneCycleLR": defaults(torch.optim.lr_scheduler.OneCycleLR),
        },
    })


if __name__ == "__main__":
    main()
