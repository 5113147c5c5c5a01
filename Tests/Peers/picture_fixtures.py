"""Writes Tests/Datasets/Fixtures/pictures.json: small JPEG files of every kind, some PNG files, and checksums of what Pillow and
torchvision make of them.

Run from the repository's root in an environment with Pillow, NumPy and torchvision (see README.md beside this file):
    python Tests/Peers/picture_fixtures.py
"""

import base64
import io
import json

import numpy
import PIL
from PIL import Image, ImageOps, features
from torchvision.transforms import CenterCrop, Resize

HEIGHT, WIDTH = 19, 37  # no multiples of a block, so that edges are seen


def picture(height, width):
    """Colours that run smoothly, with an edge through them; the same on every machine."""
    y, x = numpy.mgrid[0:height, 0:width].astype(numpy.int64)
    red, green, blue = (x * 7 + y * 3) % 256, (x * x + 5 * y) % 256, (y * 13 + 40 * (x > y)) % 256
    return Image.fromarray(numpy.stack([red, green, blue], axis=2).astype(numpy.uint8))


def coded(image, **options):
    file = io.BytesIO()
    image.save(file, "JPEG", **options)
    return file.getvalue()


def square(image):
    """The middle of the picture, 8x8, channel by channel."""
    return b"".join(band.tobytes() for band in CenterCrop(8)(Resize(8)(image)).split())


def checksum(data):
    """FNV-1a over the bytes."""
    value = 0xCBF29CE484222325
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


def png(image):
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def holed():
    """A picture with a transparent corner, as it looks on white."""
    image = picture(9, 12).convert("RGBA")
    image.paste((10, 20, 30, 0), (0, 0, 5, 4))
    return image


def turned(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    return coded(picture(5, 3), quality=90, exif=exif)


def damaged():
    """A file whose coded pixels are wrong in the middle: Pillow reads what it can."""
    file = bytearray(coded(picture(64, 64), quality=60))
    for place in range(len(file) // 2, len(file) // 2 + 12):
        file[place] = 0x5A
    return bytes(file)


base = picture(HEIGHT, WIDTH)
CASES = {
    "444": coded(base, quality=90, subsampling="4:4:4"),
    "422": coded(base, quality=80, subsampling="4:2:2"),
    "420": coded(base, quality=70, subsampling="4:2:0"),
    "optimised": coded(base, quality=20, optimize=True),
    "progressive": coded(base, quality=75, progressive=True),
    "restarts": coded(base, quality=75, restart_marker_blocks=2),
    "grey": coded(base.convert("L"), quality=75),
    "greyProgressive": coded(base.convert("L"), quality=75, progressive=True),
    "inks": coded(base.convert("CMYK"), quality=75),
    "storedAsRGB": coded(base, quality=75, keep_rgb=True),
    "onePixel": coded(picture(1, 1)),
    "oneRow": coded(picture(1, 40)),
    "oneColumn": coded(picture(33, 1)),
    "damaged": damaged(),
    "png": png(picture(9, 12)),
    "pngGrey": png(picture(9, 12).convert("L")),
    "pngPalette": png(picture(9, 12).quantize(16)),
    "pngHoled": png(holed()),
} | {f"turned{number}": turned(number) for number in range(1, 9)}

fixtures = []
for name, file in CASES.items():
    result = ImageOps.exif_transpose(Image.open(io.BytesIO(file)))
    if result.mode == "RGBA":
        result = Image.alpha_composite(Image.new("RGBA", result.size, "white"), result)
    result = result.convert("RGB")
    fixtures.append(
        {
            "name": name,
            "width": result.width,
            "height": result.height,
            "checksum": f"{checksum(result.tobytes()):016x}",
            "square": f"{checksum(square(result)):016x}",
            "greySquare": f"{checksum(square(result.convert('L'))):016x}",
            "file": base64.b64encode(file).decode(),
        }
    )
with open("Tests/Datasets/Fixtures/pictures.json", "w") as output:
    json.dump(fixtures, output, indent=1)
    output.write("\n")
print(f"Pillow {PIL.__version__}, libjpeg-turbo {features.version('libjpeg_turbo')}: {len(fixtures)} files")
