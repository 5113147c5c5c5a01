"""Every operation's results and gradients, in double precision from inputs that are exact in single precision.

    python operations.py        writes Fixtures/operations.json

A case is `{"name", "operation", "settings", "inputs": {name: shape}, "labels", "results": {name: tensor}}`. Input
`input` of the case `grouped` of `conv2d` is the formula's `conv2d/grouped/input`, and so on; labels are the formula's
`…/labels`, modulo the number of classes. Gradients are those of the sum over output · weighting, where weighting is
the formula's `…/weighting` of the output's shape: they are named `input.gradient` and so on.
"""

import torch
import torch.nn.functional as F

import fixtures
import formula

cases = []


def case(operation, name, apply, inputs, labels=None, transform=None, **settings):
    """Runs `apply` on the named inputs and keeps output and gradients. `transform` changes formula values first."""
    path = f"{operation}/{name}"
    tensors = {
        key: (transform or (lambda x: x))(formula.values(f"{path}/{key}", shape)).double().requires_grad_()
        for key, shape in inputs.items()
    }
    arguments = dict(tensors)
    entry = {"name": name, "operation": operation, "settings": settings, "inputs": inputs}
    if labels is not None:
        count, classes = labels
        arguments["labels"] = formula.labels(f"{path}/labels", count, classes)
        entry["labels"] = arguments["labels"].tolist()
    outcome = apply(**arguments)
    output, extra = outcome if isinstance(outcome, tuple) else (outcome, {})
    weighting = formula.values(f"{path}/weighting", output.shape).double()
    (output * weighting).sum().backward()
    entry["results"] = {"output": fixtures.tensor(output)} | {
        f"{key}.gradient": fixtures.tensor(tensor.grad) for key, tensor in tensors.items()
    } | {key: fixtures.tensor(value) for key, value in extra.items()}
    cases.append(entry)


def convolution(name, batch, channels, size, filters, kernel, bias=True, stride=(1, 1), padding=(0, 0),
                dilation=(1, 1), groups=1):
    inputs = {"input": [batch, channels, *size], "weight": [filters, channels // groups, *kernel]}
    if bias:
        inputs["bias"] = [filters]
    case(
        "conv2d", name,
        lambda input, weight, bias=None: F.conv2d(input, weight, bias, stride, padding, dilation, groups),
        inputs, stride=stride, padding=padding, dilation=dilation, groups=[groups])


convolution("plain", 2, 3, (6, 7), 4, (3, 3))
convolution("without-bias", 2, 3, (6, 7), 4, (3, 3), bias=False)
convolution("pointwise", 2, 5, (4, 3), 3, (1, 1))
convolution("rectangular", 2, 2, (7, 8), 3, (2, 5), stride=(2, 3), padding=(1, 2))
convolution("grouped", 2, 4, (6, 5), 6, (3, 2), padding=(1, 0), groups=2)
convolution("depthwise", 2, 3, (5, 5), 3, (3, 3), padding=(1, 1), groups=3)
convolution("dilated", 2, 2, (9, 8), 3, (3, 2), padding=(2, 1), dilation=(2, 3))
convolution("everything", 2, 4, (11, 9), 4, (3, 2), stride=(2, 1), padding=(2, 1), dilation=(2, 3), groups=2)
convolution("window-of-the-image", 2, 3, (4, 5), 4, (4, 5))
convolution("alexnet-1", 1, 1, (27, 31), 2, (11, 11), stride=(4, 4))
convolution("alexnet-2", 1, 3, (9, 9), 3, (5, 5), padding=(2, 2))
convolution("alexnet-3", 2, 3, (7, 7), 5, (3, 3), padding=(1, 1))
convolution("one-image", 1, 16, (5, 5), 16, (3, 3), padding=(1, 1))


def pooling(operation, function, name, size, kernel, stride, padding=(0, 0), transform=None, **settings):
    case(
        operation, name, lambda input: function(input, kernel, stride, padding), {"input": [2, 3, *size]},
        transform=transform, kernel=kernel, stride=stride, padding=padding, **settings)


for operation, function in [("maxPool2d", F.max_pool2d), ("avgPool2d", F.avg_pool2d)]:
    pooling(operation, function, "touching", (6, 8), (2, 2), (2, 2))
    pooling(operation, function, "overlapping", (7, 9), (3, 3), (2, 2))
    pooling(operation, function, "leftover", (8, 6), (3, 3), (2, 2))
    pooling(operation, function, "rectangular-padded", (7, 8), (3, 4), (2, 3), (1, 2))
    pooling(operation, function, "gaps", (7, 8), (2, 1), (3, 2))
# Halves only: windows full of equal values. The gradient goes to the first of the largest.
pooling(
    "maxPool2d", F.max_pool2d, "ties", (7, 7), (3, 3), (2, 2), transform=lambda x: torch.floor(x * 2) / 2, ties=[1])


def batch_normalisation(name, shape, training, momentum=0.1, epsilon=1e-5, affine=True):
    inputs = {"input": shape}
    if affine:
        inputs |= {"weight": [shape[1]], "bias": [shape[1]]}

    def apply(input, weight=None, bias=None):
        path = f"batchNorm/{name}"
        mean = formula.values(f"{path}/runningMean", [shape[1]]).double()
        variance = (formula.values(f"{path}/runningVariance", [shape[1]]) * 0.5 + 1).double()
        output = F.batch_norm(input, mean, variance, weight, bias, training, momentum, epsilon)
        return output, {"runningMean": mean, "runningVariance": variance}

    case(
        "batchNorm", name, apply, inputs, training=[int(training)], momentum=[momentum], epsilon=[epsilon])


batch_normalisation("training", [3, 4, 3, 5], True)
batch_normalisation("evaluation", [3, 4, 3, 5], False)
batch_normalisation("training-matrix", [6, 5], True)
batch_normalisation("evaluation-matrix", [6, 5], False)
batch_normalisation("without-weights", [2, 3, 4, 4], True, affine=False)
batch_normalisation("slow", [2, 3, 4, 4], True, momentum=0.01, epsilon=1e-3)

for name, shape, size, alpha, beta, k in [
    ("defaults", [2, 7, 3, 3], 5, 1e-4, 0.75, 1.0),
    ("alexnet", [2, 9, 2, 3], 5, 5e-4, 0.75, 2.0),
    ("strong", [2, 6, 3, 2], 3, 0.9, 0.6, 0.5),
    ("even-window", [2, 6, 3, 2], 4, 0.9, 0.75, 1.0),
    ("wider-than-the-channels", [1, 3, 2, 2], 9, 0.9, 0.75, 1.0),
]:
    case(
        "localResponseNorm", name, lambda input: F.local_response_norm(input, size, alpha, beta, k),
        {"input": shape}, size=[size], alpha=[alpha], beta=[beta], k=[k])

case("relu", "images", F.relu, {"input": [2, 3, 3, 5]})
case("relu", "zeros", F.relu, {"input": [4, 5]}, transform=lambda x: torch.floor(x * 2) / 2, ties=[1])
case("linear", "with-bias", F.linear, {"input": [3, 7], "weight": [5, 7], "bias": [5]})
case("linear", "without-bias", F.linear, {"input": [3, 7], "weight": [5, 7]})
case("linear", "one-row", F.linear, {"input": [1, 6], "weight": [4, 6], "bias": [4]})

for name, shape, scale in [("ten-classes", [4, 10], 1), ("large", [3, 6], 64), ("one-class", [3, 1], 1)]:
    for operation, function in [("softmax", F.softmax), ("logSoftmax", F.log_softmax)]:
        case(operation, name, lambda input: function(input * scale, 1), {"input": shape}, scale=[scale])
for axis in (0, 2):
    for operation, function in [("softmax", F.softmax), ("logSoftmax", F.log_softmax)]:
        case(operation, f"axis-{axis}", lambda input: function(input, axis), {"input": [3, 4, 5]}, axis=[axis])

for reduction in ("mean", "sum"):
    case(
        "nllLoss", reduction,
        lambda input, labels: F.nll_loss(F.log_softmax(input, 1), labels, reduction=reduction),
        {"input": [6, 10]}, labels=(6, 10), sum=[int(reduction == "sum")])
    for smoothing in (0.0, 0.1):
        case(
            "crossEntropy", f"{reduction}-{smoothing}",
            lambda input, labels: F.cross_entropy(
                input * 4, labels, reduction=reduction, label_smoothing=smoothing),
            {"input": [6, 10]}, labels=(6, 10), sum=[int(reduction == "sum")], smoothing=[smoothing], scale=[4])

if __name__ == "__main__":
    fixtures.write("operations.json", cases)
    fixtures.write("formula.json", formula.known_values())
