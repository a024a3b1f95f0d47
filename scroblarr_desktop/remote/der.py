"""What a certificate says of itself (X.509, RFC 5280), read without a library for it.

Only what a person is shown before trusting a certificate by its fingerprint; nothing is verified.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address

_SEQUENCE, _OID, _UTC_TIME, _LONG_TIME = 0x30, 0x06, 0x17, 0x18
_VERSION, _EXTENSIONS = 0xA0, 0xA3
_DNS_NAME, _IP_ADDRESS = 0x82, 0x87
_COMMON_NAME, _ORGANISATION = b"\x55\x04\x03", b"\x55\x04\x0a"
_OTHER_NAMES = b"\x55\x1d\x11"
_WIDE = 0x1E
"""BMPString, the one kind of text that is not readable as UTF-8."""

_MOST_NAMES = 20


@dataclass(frozen=True)
class Described:
    """Texts are as the certificate has them, cut to 200 characters."""

    subject: str
    issuer: str
    names: tuple[str, ...]
    """Host names and addresses that it is made for."""
    valid_from: datetime | None
    valid_until: datetime | None


@dataclass(frozen=True)
class _Piece:
    tag: int
    content: bytes

    def pieces(self) -> list[_Piece]:
        return list(_pieces(self.content))


def describe(der: bytes) -> Described | None:
    """Return what stands in the certificate, or None where it cannot be read."""
    try:
        return _described(der)
    except (IndexError, ValueError):
        return None


def _described(der: bytes) -> Described:
    [whole, *_] = _pieces(der)
    parts = whole.pieces()[0].pieces()
    if parts[0].tag == _VERSION:
        parts = parts[1:]
    # Serial number, signature, issuer, validity, subject, key, and then what may be missing.
    issuer, validity, subject = parts[2:5]
    valid_from, valid_until = (_moment(one) for one in validity.pieces()[:2])
    extensions = [one for one in parts if one.tag == _EXTENSIONS]
    names = tuple(_names(extensions[0])) if extensions else ()
    return Described(_who(subject), _who(issuer), names[:_MOST_NAMES], valid_from, valid_until)


def _pieces(content: bytes) -> Iterator[_Piece]:
    place = 0
    while place < len(content):
        tag, length, place = content[place], content[place + 1], place + 2
        if length & 0x80:
            count = length & 0x7F
            length = int.from_bytes(content[place : place + count], "big")
            place += count
        if place + length > len(content):
            raise ValueError("a piece is longer than what holds it")
        yield _Piece(tag, content[place : place + length])
        place += length


def _who(name: _Piece) -> str:
    """Return the common name, or else the organisation, of a distinguished name."""
    found: dict[bytes, str] = {}
    for group in name.pieces():
        for pair in group.pieces():
            kind, value = pair.pieces()[:2]
            if kind.tag == _OID:
                found.setdefault(kind.content, _text(value))
    return found.get(_COMMON_NAME) or found.get(_ORGANISATION) or ""


def _text(value: _Piece) -> str:
    encoding = "utf-16-be" if value.tag == _WIDE else "utf-8"
    text = value.content.decode(encoding, "replace")
    return "".join(letter if letter.isprintable() else " " for letter in text)[:200].strip()


def _moment(value: _Piece) -> datetime | None:
    """Read a time; two digits of a year mean 1950 to 2049 (RFC 5280, 4.1.2.5.1)."""
    text = value.content.decode("ascii", "replace")
    if value.tag == _UTC_TIME:
        text = ("19" if text[:2] >= "50" else "20") + text
    elif value.tag != _LONG_TIME:
        return None
    return datetime.strptime(text, "%Y%m%d%H%M%SZ").replace(tzinfo=UTC)


def _names(extensions: _Piece) -> Iterator[str]:
    for extension in extensions.pieces()[0].pieces():
        kind, *_, value = extension.pieces()
        if kind.content == _OTHER_NAMES:
            [names] = _pieces(value.content)
            for name in names.pieces():
                if name.tag == _DNS_NAME:
                    yield _text(name)
                elif name.tag == _IP_ADDRESS:
                    yield str(ip_address(name.content))
