"""The sealed file: it opens as a whole, with the right passphrase, or not at all."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest

from scroblarr_desktop.moving.seal import (
    CHUNK,
    ENDING_BYTES,
    Cost,
    Label,
    Sealed,
    Sealer,
    complete,
    note_opened,
)
from scroblarr_desktop.moving.troubles import (
    FromNewer,
    MovingTrouble,
    NotOurs,
    NotWhole,
    WrongPassphrase,
)
from tests.moving.luggage import CHEAP, PASSPHRASE

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LABEL = Label("0123456789abcdef", NOON, "1.4.0", 7)
PLAIN = bytes(range(256)) * (CHUNK // 256 * 2) + b"and a rest"


def sealed(plain: bytes = PLAIN, cost: Cost = CHEAP) -> bytearray:
    file = BytesIO()
    sealer = Sealer(file, LABEL, PASSPHRASE, cost)
    for start in range(0, len(plain), 100_000):
        sealer.write(plain[start : start + 100_000])
    complete(file, sealer.finish())
    return bytearray(file.getvalue())


def opened(file: bytes | bytearray, passphrase: str = PASSPHRASE) -> bytes:
    found = Sealed(BytesIO(file))
    return b"".join(found.content(found.unlock(passphrase)))


@pytest.mark.parametrize("size", [0, 1, CHUNK, CHUNK + 1, len(PLAIN)])
def test_what_was_sealed_comes_out_again(size: int) -> None:
    file = sealed(PLAIN[:size])
    assert opened(file) == PLAIN[:size]
    assert Sealed(BytesIO(file)).label == LABEL


def test_nothing_of_it_can_be_read_on_the_disk() -> None:
    assert b"and a rest" not in sealed()


def test_another_passphrase_is_told_from_damage() -> None:
    file = sealed()
    with pytest.raises(WrongPassphrase):
        opened(file, "tirubo-nalege-wafu")
    assert opened(file, f" {PASSPHRASE} ") == PLAIN, "a blank slips in easily"


def test_one_letter_made_up_in_two_ways_is_one_letter() -> None:
    file = BytesIO()
    complete(file, Sealer(file, LABEL, "Zw\u00f6lf Boxk\u00e4mpfer", CHEAP).finish())
    assert opened(file.getvalue(), "Zwo\u0308lf Boxka\u0308mpfer") == b""


def test_every_changed_byte_is_noticed() -> None:
    whole = sealed(b"short")
    for place in range(len(whole)):
        if 16 <= place < 36:
            continue  # when it was opened: not sealed
        file = bytearray(whole)
        file[place] ^= 1
        with pytest.raises((NotWhole, NotOurs)):
            opened(file)


@pytest.mark.parametrize("left", [0, 10, 40, 300, 2000, CHUNK + 500])
def test_what_was_cut_off_is_noticed(left: int) -> None:
    with pytest.raises((NotWhole, NotOurs)):
        opened(sealed()[:left])


def test_what_was_added_or_exchanged_is_noticed() -> None:
    file = sealed()
    end = len(file) - ENDING_BYTES
    first, second = end - 10 - 17 - 2 * (CHUNK + 17), end - 10 - 17 - (CHUNK + 17)
    exchanged = file[:first] + file[second : second + CHUNK + 17]
    exchanged += file[first:second] + file[second + CHUNK + 17 :]
    assert len(exchanged) == len(file)
    for wrong in (file + b"x", exchanged, file[:first] + file[second:]):
        with pytest.raises(NotWhole):
            opened(wrong)


def test_without_its_ending_nobody_opens_it() -> None:
    file = sealed()
    file[-ENDING_BYTES:] = bytes(ENDING_BYTES)
    assert not Sealed(BytesIO(file)).is_finished
    with pytest.raises(NotWhole):
        opened(file)


def test_it_tells_that_it_was_opened() -> None:
    file = BytesIO(sealed())
    assert Sealed(file).opened_at is None
    note_opened(file, NOON)
    assert Sealed(file).opened_at == NOON
    assert opened(file.getvalue()) == PLAIN


def test_a_file_cannot_ask_for_all_the_memory_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Cost, "is_sane", property(lambda cost: cost.memory_bytes < 8192))
    with pytest.raises(NotWhole):
        opened(sealed())
    monkeypatch.undo()
    assert Cost().is_sane
    assert not Cost(1, 2**40).is_sane
    assert not Cost(10**6, 8192).is_sane


def test_another_file_is_no_file_of_ours() -> None:
    with pytest.raises(NotOurs):
        opened(b"SQLite format 3\0" + bytes(5000))


def test_a_newer_form_asks_for_the_newer_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scroblarr_desktop.moving.seal.FORMAT", 2)
    file = sealed()
    monkeypatch.undo()
    with pytest.raises(FromNewer, match=r"1\.4\.0") as told:
        opened(file)
    assert isinstance(told.value, MovingTrouble)
    assert "Install version 1.4.0" in told.value.next_step
