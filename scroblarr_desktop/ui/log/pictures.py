"""Pictures that came from elsewhere, made into ours: only known kinds, only of a bearable size."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

KEPT_SIZE = QSize(216, 324)
"""Three times what is shown, for screens with high resolution."""

LONGEST_SIDE = 6000
"""In pixels, on either side: more is no poster, and unpacking it may take all memory."""

_KINDS = ((b"\xff\xd8\xff", b"jpeg"), (b"\x89PNG\r\n\x1a\n", b"png"))
_QUALITY = 88


def decoded(content: bytes) -> QImage | None:
    """Return the picture in a bearable size, None for anything that is none. For any thread."""
    kind = _kind(content)
    if kind is None:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setAutoDetectImageFormat(False)
    size = reader.size()
    if not size.isValid() or size.isEmpty() or max(size.toTuple()) > LONGEST_SIDE:
        return None
    if size.width() > KEPT_SIZE.width() or size.height() > KEPT_SIZE.height():
        reader.setScaledSize(size.scaled(KEPT_SIZE, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    image = reader.read()
    return None if image.isNull() else image.convertToFormat(QImage.Format.Format_RGB32)


def encoded(image: QImage) -> bytes:
    """Return it as it is kept."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPG", _QUALITY)  # type: ignore[call-overload]  # wrong in the stubs
    return bytes(buffer.data().data())


def _kind(content: bytes) -> bytes | None:
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return b"webp"
    return next((kind for begins, kind in _KINDS if content.startswith(begins)), None)
