"""What is sealed: a letter to the other computer, and behind it the database."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from scroblarr_desktop.moving.troubles import NotWhole
from scroblarr_desktop.store.closed_database import Counts

_LENGTH_BYTES = 4


@dataclass(frozen=True)
class Letter:
    """What the other computer has to know beside the database."""

    key: bytes = field(repr=False)
    """Opens what is sealed in the database."""
    computer: str
    """The name of the one that is left."""
    addresses: tuple[str, ...]
    """Of that one: a media server on it is found there."""
    counts: Counts

    def packed(self) -> bytes:
        told = asdict(self) | {"key": b64encode(self.key).decode()}
        text = json.dumps(told).encode()
        return len(text).to_bytes(_LENGTH_BYTES, "big") + text


def unpacked(pieces: Iterator[bytes]) -> tuple[Letter, bytes]:
    """Return the letter, and what came of the database with it. Raises NotWhole."""
    got = _at_least(_LENGTH_BYTES, b"", pieces)
    end = _LENGTH_BYTES + int.from_bytes(got[:_LENGTH_BYTES], "big")
    got = _at_least(end, got, pieces)
    told = json.loads(got[_LENGTH_BYTES:end])
    letter = Letter(
        key=b64decode(told["key"]),
        computer=told["computer"],
        addresses=tuple(told["addresses"]),
        counts=Counts(**told["counts"]),
    )
    return letter, got[end:]


def _at_least(size: int, got: bytes, pieces: Iterator[bytes]) -> bytes:
    while len(got) < size:
        try:
            got += next(pieces)
        except StopIteration:
            raise NotWhole from None
    return got
