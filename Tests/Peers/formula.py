"""Numbers that Python and Swift compute alike, so that a fixture holds results and never inputs.

A tensor is named; its element number i is

    key   = FNV-1a, 32 bits, of the name's UTF-8 bytes
    x     = i * 0x9E3779B9 + key              (everything modulo 2^32)
    x     = x ^ (x >> 16);  x = x * 0x85EBCA6B
    x     = x ^ (x >> 13);  x = x * 0xC2B2AE35
    x     = x ^ (x >> 16)                     (the finaliser of MurmurHash3)
    value = (x >> 8) * 2^-23 - 1              in [-1, 1)

A multiple of 2^-23 below 1 in size is exact in single precision: both sides start from the same bits, whatever
they compute in afterwards. The Swift twin is Tests/Networks/Formula.swift; `known_values` holds them together.
"""

import math

import numpy as np
import torch


def key(name: str) -> int:
    value = 0x811C9DC5
    for byte in name.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def hashes(name: str, count: int) -> np.ndarray:
    x = np.arange(count, dtype=np.uint32)
    x *= np.uint32(0x9E3779B9)
    x += np.uint32(key(name))
    x ^= x >> np.uint32(16)
    x *= np.uint32(0x85EBCA6B)
    x ^= x >> np.uint32(13)
    x *= np.uint32(0xC2B2AE35)
    x ^= x >> np.uint32(16)
    return x


def values(name: str, shape, scale: float = 1.0) -> torch.Tensor:
    """Single precision, in [-scale, scale): one rounded product with `scale` rounded to single precision."""
    bits = hashes(name, math.prod(shape)) >> np.uint32(8)
    numbers = bits.astype(np.float32) * np.float32(2**-23) - np.float32(1)
    if scale != 1.0:
        numbers *= np.float32(scale)
    return torch.from_numpy(numbers.reshape(tuple(shape)))


def labels(name: str, count: int, classes: int) -> torch.Tensor:
    """The hash modulo the number of classes."""
    return torch.from_numpy((hashes(name, count) % np.uint32(classes)).astype(np.int64))


def known_values() -> dict:
    """A few values that both sides must reproduce bit for bit."""
    names = ["", "conv1.0.weight", "images/19"]
    return {
        "values": {name: values(name, [4]).tolist() for name in names},
        "scaled": values("images/19", [4], math.sqrt(6 / 784)).tolist(),
        "labels": labels("labels/0", 12, 10).tolist(),
    }
