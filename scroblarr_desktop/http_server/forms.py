"""The `payload` in the forms that Plex, and programs that imitate it, post."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl

from scroblarr_desktop.http_server.bodies import MOST_JSON_BYTES, Unusable, too_large

_MOST_PARTS = 20
_MOST_HEADER_BYTES = 8192

_PARAMETER = re.compile(r';\s*([^\s;="]+)\s*=\s*(?:"((?:[^"\\]|\\.)*+)"|([^;]*))', re.DOTALL)
_DISPOSITION = re.compile(rb"^content-disposition[ \t]*:(.*(?:\r?\n[ \t].*)*)", re.I | re.M)
_REST_OF_DELIMITER = re.compile(rb"(--)?[ \t]*(?=\r?\n|\r?\Z)")
_PLEX_SAYS = (
    b'Content-Disposition: form-data; name="payload"\r\nContent-Type: application/json',
    "payload",
)
"""The head of Plex's own part (captured bodies), which needs no closer look."""

_BLANK_LINE = re.compile(rb"\r?\n\r?\n")


def payload_of_multipart(body: bytes, content_type: str) -> bytes:
    """Return the part named `payload`, with or without a file name. Raises Unusable.

    Plex sends it as application/json beside an optional picture `thumb` (captured bodies).
    """
    boundary = _plain_boundary(content_type) or _parameter(content_type, "boundary")
    if not boundary:
        raise _broken(body)
    for name, content in _parts(body, boundary):
        if name == "payload":
            return _usable(content, body)
    raise _no_payload(body)


def payload_of_form(body: bytes) -> bytes:
    """Return the field `payload` of a urlencoded form, or the body itself if it is JSON after all.

    That is what some programs post under the name of a form. Raises Unusable.
    """
    if body.lstrip().startswith(b"{"):
        return _usable(body, body)
    try:
        fields = parse_qsl(
            body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_PARTS
        )
    except ValueError:
        raise _no_payload(body) from None
    for name, content in fields:
        if name == "payload":
            return _usable(content.encode(), body)
    raise _no_payload(body)


def _parts(body: bytes, boundary: str) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each part, once the form is known to be whole (RFC 2046, 5.1.1)."""
    contents, closes = _between(body, boundary.encode("utf-8", "surrogateescape"))
    if True not in closes:
        raise _broken(body)
    # What comes before the first boundary and after the closing one is no part.
    for content in contents[: closes.index(True)]:
        head, blank, rest = _split_head(content)
        if not blank:
            raise _broken(body)
        yield _name(head), rest.removesuffix(b"\r")


def _between(body: bytes, boundary: bytes) -> tuple[list[bytes], list[bool]]:
    """Return what follows each delimiter, up to the next, and whether it closes the form."""
    # Each form of Plex's has another boundary: a pattern for it would take longer than the rest.
    text, mark = b"\n" + body, b"\n--" + boundary
    starts: list[int] = []
    ends: list[int] = []
    closes: list[bool] = []
    at = text.find(mark)
    while at >= 0 and len(closes) < _MOST_PARTS:
        rest = _REST_OF_DELIMITER.match(text, at + len(mark))
        if rest is not None:
            ends.append(at)
            starts.append(rest.end())
            closes.append(rest[1] is not None)
        at = text.find(mark, at + len(mark))
    pairs = zip(starts, [*ends[1:], len(text)], strict=True) if starts else ()
    return [text[start:end] for start, end in pairs], closes


def _split_head(content: bytes) -> tuple[bytes, bytes, bytes]:
    content = content.removeprefix(b"\r")
    found = _BLANK_LINE.search(content, 0, _MOST_HEADER_BYTES)
    if not found:
        return content, b"", b""
    return content[: found.start()], found[0], content[found.end() :]


def _name(head: bytes) -> str:
    if head.removeprefix(b"\n") == _PLEX_SAYS[0]:
        return _PLEX_SAYS[1]
    found = _DISPOSITION.search(head)
    return (_parameter(found[1].decode("latin-1"), "name") or "") if found else ""


def _plain_boundary(content_type: str) -> str | None:
    """Return the boundary where it is said in the usual way, as Plex and most programs do."""
    before, _, boundary = content_type.partition("; boundary=")
    is_plain = boundary.isascii() and boundary.replace("-", "").isalnum()
    return boundary if is_plain and before == "multipart/form-data" else None


def _parameter(header: str, wanted: str) -> str | None:
    for name, quoted, plain in _PARAMETER.findall(header):
        if name.lower() == wanted:
            return re.sub(r"\\(.)", r"\1", quoted) if quoted else plain.strip()
    return None


def _usable(content: bytes, body: bytes) -> bytes:
    if not content.strip():
        raise Unusable(400, "The payload is empty.", body)
    if len(content) > MOST_JSON_BYTES:
        raise too_large(MOST_JSON_BYTES, body)
    return content


def _broken(body: bytes) -> Unusable:
    return Unusable(400, "The form is broken or incomplete.", body)


def _no_payload(body: bytes) -> Unusable:
    return Unusable(400, "The form has no part named “payload”.", body)
