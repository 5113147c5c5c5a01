"""What `print(model)` and torchsummary's table say of the documents' networks.

    python printed_models.py        writes Fixtures/printed/NETWORK.txt, NETWORK-summary.txt and Fixtures/summaries.json
"""

import contextlib
import io
import re

import torch
import torchsummary

import fixtures
from networks import AlexNet, FashionCNN, FashionDNN, LeNet

# Document 001 prints its summary with the batch size 512; the others train on 100.
NETWORKS = {
    "FashionDNN": (FashionDNN, (1, 28, 28), 100),
    "FashionCNN": (FashionCNN, (1, 28, 28), 100),
    "LeNet": (LeNet, (3, 32, 32), 100),
    "AlexNet": (AlexNet, (1, 227, 227), 512),
}


def table(text: str) -> dict:
    """torchsummary's table as data: layers with output shapes and parameters, totals, and sizes in MB."""
    rows = re.findall(r"^ *([A-Za-z0-9]+)-(\d+) +\[(.+?)\] +([\d,]+) *$", text, re.MULTILINE)
    number = lambda label: float(re.search(rf"{label}.*: ([\d.,]+)$", text, re.MULTILINE)[1].replace(",", ""))
    return {
        "layers": [
            {"layer": layer, "shape": [int(side) for side in shape.split(",")],
             "parameters": int(parameters.replace(",", ""))}
            for layer, _, shape, parameters in rows
        ],
        "total": int(number("Total params")), "trainable": int(number("Trainable params")),
        "inputMB": number("Input size"), "passMB": number("Forward/backward pass size"),
        "parametersMB": number("Params size"), "totalMB": number("Estimated Total Size"),
    }


def main() -> None:
    summaries = {}
    for name, (network, shape, batch) in NETWORKS.items():
        model = network()
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            torchsummary.summary(model, shape, batch, device="cpu")
        text = printed.getvalue()
        parameters = {key: list(value.shape) for key, value in model.named_parameters()}
        buffers = {key: list(value.shape) for key, value in model.named_buffers()}
        # What the trace of one image shows, past torchsummary: the shape that leaves the network.
        output = list(model.eval()(torch.zeros(2, *shape)).shape)
        summaries[name] = table(text) | {
            "input": [batch, *shape], "output": output[1:], "named": parameters, "buffers": buffers,
            "count": sum(value.numel() for value in model.parameters())}
        # PyTorch 2.15 prints a bias of BatchNorm2d that the documents' PyTorch did not know.
        fixtures.write(f"printed/{name}.txt", f"{model}\n".replace("affine=True, bias=True", "affine=True"))
        fixtures.write(f"printed/{name}-summary.txt", text)
    assert summaries["AlexNet"]["count"] == 58_299_082
    assert summaries["LeNet"]["count"] == 151_324
    fixtures.write("summaries.json", summaries)


if __name__ == "__main__":
    main()
