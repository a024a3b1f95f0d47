from __future__ import annotations

import sys

import pytest

from scroblarr_desktop.autostart.windows import APPROVED, RUN, RunKey, own_registry

COMMAND = (r"C:\Program Files\Scroblarr\Scroblarr.exe", "--minimized")
LINE = r'"C:\Program Files\Scroblarr\Scroblarr.exe" --minimized'


class Values:
    """A registry in memory."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str | bytes] = {}

    def read(self, key: str, name: str) -> str | bytes | None:
        return self.held.get((key, name))

    def write(self, key: str, name: str, value: str) -> None:
        self.held[key, name] = value

    def delete(self, key: str, name: str) -> None:
        self.held.pop((key, name), None)


@pytest.fixture
def values() -> Values:
    return Values()


@pytest.fixture
def entry(values: Values) -> RunKey:
    return RunKey("scroblarr-desktop", values)


def test_it_is_switched_on_and_off(entry: RunKey, values: Values) -> None:
    assert (entry.is_on(), entry.starts(COMMAND)) == (False, False)
    entry.turn_off()
    entry.turn_on(COMMAND)
    assert values.held == {(RUN, "scroblarr-desktop"): LINE}
    assert (entry.is_on(), entry.starts(COMMAND)) == (True, True)
    entry.turn_off()
    assert values.held == {}


@pytest.mark.parametrize(
    ("first", "on"), [(0x02, True), (0x06, True), (0x03, False), (0x01, False), (0x07, False)]
)
def test_the_task_manager_may_have_switched_it_off(
    entry: RunKey, values: Values, first: int, on: bool
) -> None:
    entry.turn_on(COMMAND)
    values.held[APPROVED, "scroblarr-desktop"] = bytes([first]) + bytes(11)
    assert entry.is_on() is on
    entry.turn_on(COMMAND)
    assert entry.is_on()


def test_an_approval_alone_starts_nothing(entry: RunKey, values: Values) -> None:
    values.held[APPROVED, "scroblarr-desktop"] = bytes([2]) + bytes(11)
    assert not entry.is_on()
    values.held[APPROVED, "scroblarr-desktop"] = b""
    entry.turn_on(COMMAND)
    assert entry.is_on()


def test_other_systems_have_no_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(NotImplementedError):
        own_registry()
