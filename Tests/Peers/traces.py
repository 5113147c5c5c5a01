"""What torchinfo sums up of the documents' networks, and the `shape_dict` of document 002's LeNet.

    python traces.py        writes Fixtures/traces.json
"""

import sys

import torch
import torch.nn.functional as F
import torchinfo

import fixtures
from networks import LeNet
from printed_models import NETWORKS


class DocumentLeNet(LeNet):
    """Document 002's forward pass as it stands there, with its dictionary of shapes."""

    def forward(self, x):
        shape_dict = {}
        x = F.max_pool2d(F.relu(self.conv1(x)), 2, 2, 0)
        shape_dict[1] = x.shape
        x = F.max_pool2d(F.relu(self.conv2(x)), 2, 2, 0)
        shape_dict[2] = x.shape
        x = self.flatten(x)
        shape_dict[3] = x.shape
        x = F.relu(self.linear1(x))
        shape_dict[4] = x.shape
        x = F.relu(self.linear2(x))
        shape_dict[5] = x.shape
        x = self.linear3(x)
        shape_dict[6] = x.shape
        return x, shape_dict


def totals(network, shape) -> dict:
    """torchinfo's totals, in bytes. Its input counts the Python object around the memory as well: taken off here."""
    statistics = torchinfo.summary(network(), shape, verbose=0, depth=10, device="meta")
    python_object = sys.getsizeof(torch.empty(0).untyped_storage())
    return {
        "input": shape,
        "parameters": statistics.total_params,
        "multiplyAdds": statistics.total_mult_adds,
        "inputBytes": statistics.total_input - python_object,
        "passBytes": statistics.total_output_bytes,
        "parameterBytes": statistics.total_param_bytes,
    }


def main() -> None:
    traces = {name: totals(network, [batch, *shape]) for name, (network, shape, batch) in NETWORKS.items()}
    _, shapes = DocumentLeNet()(torch.zeros(1, 3, 32, 32))
    traces["LeNet"]["shapes"] = [list(shape) for shape in shapes.values()]
    fixtures.write("traces.json", traces)


if __name__ == "__main__":
    main()
