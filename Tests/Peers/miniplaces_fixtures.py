"""Writes Tests/Datasets/Fixtures/miniplaces.txt: checksums of what Pillow and torchvision make of 1,000 pictures of
MiniPlaces, scaled to 32x32. No pixel of them is kept.

Run from the repository's root in an environment with Pillow and torchvision (see README.md beside this file), with
LOOKBOOK_DATA naming the folder that holds miniplaces/:
    python Tests/Peers/miniplaces_fixtures.py
"""

import io
import os
import tarfile

from PIL import Image
from torchvision.transforms import Resize

COUNT = 1000


def checksum(data):
    """FNV-1a over the bytes."""
    value = 0xCBF29CE484222325
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


folder = os.environ["LOOKBOOK_DATA"] + "/miniplaces/"
lines = [line for name in ("train.txt", "val.txt") for line in open(folder + name).read().splitlines()]
chosen = lines[:: len(lines) // COUNT][:COUNT]
results = {}
wanted = {"images/" + line.split()[0] for line in chosen}
with tarfile.open(folder + "data.tar.gz") as archive:
    for entry in archive:
        if entry.name in wanted:
            image = Image.open(io.BytesIO(archive.extractfile(entry).read())).convert("RGB")
            bands = Resize(32)(image).split()
            results[entry.name] = checksum(b"".join(band.tobytes() for band in bands))
with open("Tests/Datasets/Fixtures/miniplaces.txt", "w") as output:
    for line in chosen:
        output.write(f"{line} {results['images/' + line.split()[0]]:016x}\n")
