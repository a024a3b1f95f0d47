"""Large values in less room: compressed, and told apart from what stands there as it came."""

from __future__ import annotations

import zlib

MAGIC = b"\x00packed by zlib\x00"
"""What a packed value begins with. A plain value that happens to begin so is packed as well."""

SMALLEST = 200
"""In bytes; below this there is little to be gained."""

LEVEL = 6
"""zlib's usual one: a webhook's body takes a tenth of a millisecond, and about 28 % of the room."""


def pack(value: bytes) -> bytes:
    """Return the value packed, whatever it is; `unpack` gives it back."""
    return MAGIC + zlib.compress(value, LEVEL)


def keep(value: bytes) -> bytes:
    """Return the value as it is, packed only where `unpack` would take it for a packed one."""
    return pack(value) if value.startswith(MAGIC) else value


def unpack(kept: bytes) -> bytes:
    """Return what was given to `pack` or `keep`."""
    return zlib.decompress(kept[len(MAGIC) :]) if kept.startswith(MAGIC) else kept
