"""Where the fixtures go, and how numbers are written there."""

import json
import pathlib

import torch

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "Networks" / "Fixtures"


def tensor(values: torch.Tensor) -> dict:
    """Shape and values; seven digits are 1e-7 relative, a thousandth of the tests' tolerance."""
    return {
        "shape": list(values.shape),
        "values": [float(f"{value:.7g}") for value in values.detach().double().flatten().tolist()],
    }


def write(name: str, content) -> None:
    """One line for each entry of the outermost list or dictionary, so that a change shows as one line."""
    path = FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, str):
        path.write_text(content)
    elif isinstance(content, list):
        path.write_text("[\n" + ",\n".join(json.dumps(entry) for entry in content) + "\n]\n")
    else:
        lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in content.items()]
        path.write_text("{\n" + ",\n".join(lines) + "\n}\n")
    print(f"{path.relative_to(FOLDER.parent.parent.parent)}: {path.stat().st_size:,} bytes")
