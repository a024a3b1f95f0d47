"""Our icon in the forms that each system wants, drawn from its SVG.

    python -m building.pictures FOLDER

Runs in the build's own environment: it needs Qt.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Mapping
from pathlib import Path

from building.making import NAME, RESOURCES

PNG_SIZES_PX = (16, 22, 24, 32, 48, 64, 128, 256, 512)
ICO_SIZES_PX = (16, 20, 24, 32, 40, 48, 64, 256)
ICNS_TYPES = {
    "icp4": 16,
    "icp5": 32,
    "ic07": 128,
    "ic08": 256,
    "ic09": 512,
    "ic10": 1024,
    "ic11": 32,
    "ic12": 64,
    "ic13": 256,
    "ic14": 512,
}
"""Type in the file → size in pixels; ic11 to ic14 are those for two pixels a point."""


def draw(folder: Path) -> None:
    """Write PNGs, `scroblarr.ico` and `scroblarr.icns`."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    application = QGuiApplication([])
    renderer = QSvgRenderer(str(RESOURCES / "icons" / "app-light.svg"))

    def image(size_px: int) -> QImage:
        drawn = QImage(size_px, size_px, QImage.Format.Format_ARGB32)
        drawn.fill(0)
        painter = QPainter(drawn)
        renderer.render(painter)
        painter.end()
        return drawn

    def png(size_px: int) -> bytes:
        content = QByteArray()
        buffer = QBuffer(content)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image(size_px).save(buffer, "PNG")  # type: ignore[call-overload]  # wrong in the stubs
        return bytes(content.data())

    folder.mkdir(parents=True, exist_ok=True)
    for size_px in PNG_SIZES_PX:
        (folder / f"{NAME}-{size_px}.png").write_bytes(png(size_px))
    bitmaps = {size_px: bytes(image(size_px).constBits()) for size_px in ICO_SIZES_PX[:-1]}
    largest = ICO_SIZES_PX[-1]
    (folder / "scroblarr.ico").write_bytes(ico(bitmaps, {largest: png(largest)}))
    parts = {kind: png(size_px) for kind, size_px in ICNS_TYPES.items()}
    (folder / "scroblarr.icns").write_bytes(icns(parts))
    del application


def ico(bitmaps: Mapping[int, bytes], pngs: Mapping[int, bytes]) -> bytes:
    """Return an icon file of Windows. `bitmaps` holds BGRA rows from the top, by side in pixels.

    Small ones are bitmaps, because not every program reads PNG there (Microsoft: ICONDIR).
    """
    images = {size_px: _dib(size_px, rows) for size_px, rows in bitmaps.items()} | dict(pngs)
    head = struct.pack("<HHH", 0, 1, len(images))
    place = len(head) + 16 * len(images)
    entries, contents = b"", b""
    for size_px, content in sorted(images.items()):
        side = size_px % 256  # 0 says 256
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(content), place)
        contents += content
        place += len(content)
    return head + entries + contents


def _dib(size_px: int, rows: bytes) -> bytes:
    """Return a bitmap with its mask, the lowest row first, as it stands in an icon."""
    stride = 4 * size_px
    upward = b"".join(rows[at : at + stride] for at in range(len(rows) - stride, -1, -stride))
    mask = bytes((size_px + 31) // 32 * 4 * size_px)
    head = struct.pack(
        "<IiiHHIIiiII", 40, size_px, 2 * size_px, 1, 32, 0, len(upward) + len(mask), 0, 0, 0, 0
    )
    return head + upward + mask


def icns(parts: Mapping[str, bytes]) -> bytes:
    """Return an icon file of macOS, of PNGs by their type."""
    body = b"".join(
        kind.encode() + struct.pack(">I", 8 + len(content)) + content
        for kind, content in parts.items()
    )
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
