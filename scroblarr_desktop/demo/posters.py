"""Posters of things that do not exist, drawn from their names: a sky, a light in it, a shore."""

from __future__ import annotations

import struct
import zlib

from scroblarr_desktop.demo.made_up import hex_id

WIDTH, HEIGHT = 80, 120


def poster(key: str) -> bytes:
    """Return a small PNG, the same one for a key each time."""
    drawn = bytes.fromhex(hex_id(f"poster/{key}", 32))
    sky, ground, light = _colour(drawn[0:3], 90), _colour(drawn[3:6], 30), _colour(drawn[6:9], 200)
    middle = 16 + drawn[9] % (WIDTH - 32), 20 + drawn[10] % 40
    shore = 70 + drawn[11] % 30
    rows = [_row(y, middle, shore, sky, ground, light) for y in range(HEIGHT)]
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    content = zlib.compress(b"".join(b"\0" + row for row in rows))
    parts = ((b"IHDR", head), (b"IDAT", content), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


Colour = tuple[int, int, int]


def _row(
    y: int, middle: tuple[int, int], shore: int, sky: Colour, ground: Colour, light: Colour
) -> bytes:
    below = [ground[part] * (HEIGHT + shore - y) // HEIGHT for part in range(3)]
    above = [sky[part] + (light[part] - sky[part]) * y // (2 * HEIGHT) for part in range(3)]
    row = bytearray()
    for x in range(WIDTH):
        is_light = (x - middle[0]) ** 2 + (y - middle[1]) ** 2 < 144
        row += bytes(light if is_light and y < shore else below if y >= shore else above)
    return bytes(row)


def _colour(drawn: bytes, brightness: int) -> Colour:
    red, green, blue = (min(255, brightness - 25 + one % 70) for one in drawn)
    return max(0, red), max(0, green), max(0, blue)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
