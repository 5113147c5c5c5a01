"""Writes Tests/Kernels/ResizeFixtures.swift: checksums of what Pillow's bilinear resize makes of a formula picture.

Run from the repository's root in an environment with Pillow and torchvision (see README.md beside this file):
    python Tests/Peers/resize_fixtures.py
"""

import PIL
import torchvision
from PIL import Image
from torchvision.transforms import Resize

CASES = [
    # mode, height, width, size as given to torchvision's Resize
    ("L", 28, 28, 227),
    ("L", 28, 28, (227, 227)),
    ("L", 28, 28, 56),
    ("L", 28, 28, (14, 14)),
    ("L", 28, 28, (28, 40)),
    ("L", 28, 28, (40, 28)),
    ("L", 37, 53, (20, 61)),
    ("L", 37, 53, 19),
    ("L", 64, 48, (7, 5)),
    ("L", 1, 1, (3, 17)),
    ("L", 300, 200, (227, 227)),
    ("RGB", 128, 128, 32),
    ("RGB", 45, 31, (64, 64)),
]


def picture(mode, height, width):
    """A picture that both sides can compute: the high byte of a multiplicative hash of the position."""
    channels = len(mode) if mode == "RGB" else 1
    image = Image.new(mode, (width, height))
    for y in range(height):
        for x in range(width):
            values = []
            for c in range(channels):
                index = (c * height + y) * width + x
                values.append((((index + 1) * 2654435761) & 0xFFFFFFFF) >> 24)
            image.putpixel((x, y), tuple(values) if channels > 1 else values[0])
    return image


def checksum(image):
    """FNV-1a over the bytes, channel by channel."""
    value = 0xCBF29CE484222325
    for band in image.split():
        for byte in band.tobytes():
            value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


lines = [
    f"// Made by Tests/Peers/resize_fixtures.py with Pillow {PIL.__version__} and torchvision {torchvision.__version__.split('+')[0]}.",
    "",
    "/// What Pillow makes of the formula picture of this size: FNV-1a of the bytes, channel by channel.",
    "struct ResizeFixture: Sendable {",
    "  let channels, height, width, outputHeight, outputWidth: Int",
    "  let checksum: UInt64",
    "",
    "  static let all: [ResizeFixture] = [",
]
for mode, height, width, size in CASES:
    result = Resize(size)(picture(mode, height, width))
    lines += [
        "    ResizeFixture(",
        f"      channels: {3 if mode == 'RGB' else 1}, height: {height}, width: {width}, "
        f"outputHeight: {result.height}, outputWidth: {result.width},",
        f"      checksum: 0x{checksum(result):016X}),",
    ]
lines += ["  ]", "}", ""]
open("Tests/Kernels/ResizeFixtures.swift", "w").write("\n".join(lines))
