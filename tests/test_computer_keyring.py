"""The computer's keyring within limits, with one that implements the real package's interface."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading

import keyring
import pytest
from keyring.backends import chainer

from scroblarr_desktop.computer_keyring import (
    Backend,
    ComputerKeyring,
    KeyringLocked,
    KeyringTrouble,
    computer_backend,
    name_of,
)
from tests.fake_keyring import FakeKeyring, WeakKeyring

LIMIT_S = 0.1
SECRET = "s3cret"


@pytest.fixture
def fake() -> FakeKeyring:
    return FakeKeyring()


@pytest.fixture
def ring(fake: FakeKeyring) -> ComputerKeyring:
    return ComputerKeyring(lambda name: fake, limit_s=LIMIT_S)


async def test_what_is_put_in_comes_out_until_it_is_deleted(ring: ComputerKeyring) -> None:
    assert await ring.is_there()
    assert await ring.get("one") is None
    await ring.put("one", SECRET)
    assert (await ring.get("one"), await ring.get("other")) == (SECRET, None)
    await ring.delete("one")
    assert await ring.get("one") is None
    assert ring.name == "tests.fake_keyring.FakeKeyring"


async def test_a_locked_one_is_told_apart(ring: ComputerKeyring, fake: FakeKeyring) -> None:
    fake.locked = True
    for work in (ring.get("one"), ring.put("one", SECRET), ring.delete("one")):
        with pytest.raises(KeyringLocked):
            await work


async def test_nothing_that_it_says_is_repeated(
    ring: ComputerKeyring, fake: FakeKeyring, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    fake.refuses = True
    with pytest.raises(KeyringTrouble) as caught:
        await ring.put("one", SECRET)
    assert str(caught.value) == "PasswordSetError"
    assert caught.value.__cause__ is None
    assert SECRET not in caplog.text


async def test_what_it_does_not_give_back_is_not_there(
    ring: ComputerKeyring, fake: FakeKeyring
) -> None:
    fake.spoils = True
    with pytest.raises(KeyringTrouble, match="did not give back"):
        await ring.put("one", SECRET)


async def test_a_slow_one_stops_nobody_and_is_not_asked_twice(
    ring: ComputerKeyring, fake: FakeKeyring
) -> None:
    fake.entries["Scroblarr Desktop", "one"] = SECRET
    fake.hangs = threading.Event()
    for _ in range(3):
        with pytest.raises(KeyringTrouble, match="does not answer"):
            await ring.get("one")
    hanging = [thread for thread in threading.enumerate() if thread.name == "keyring"]
    assert (fake.calls, len(hanging)) == (["get"], 1)
    fake.hangs.set()
    assert await ring.get("one") == SECRET


async def test_the_loop_goes_on_while_it_is_asked(ring: ComputerKeyring, fake: FakeKeyring) -> None:
    fake.hangs = threading.Event()
    asked = asyncio.get_running_loop().create_task(ring.get("one"))
    while not fake.calls:
        await asyncio.sleep(0)
    fake.hangs.set()
    assert await asked is None


async def test_without_one_everything_is_refused() -> None:
    none = ComputerKeyring(lambda name: None)
    assert not await none.is_there()
    with pytest.raises(KeyringTrouble, match="has none"):
        await none.get("one")


async def test_only_the_secret_service_tells_whether_it_is_locked(ring: ComputerKeyring) -> None:
    assert await ring.is_locked() is None


# -- which one


def found(monkeypatch: pytest.MonkeyPatch, backend: str) -> Backend | None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", backend)
    return computer_backend()


def test_the_one_that_the_system_has_is_found_by_its_name_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = found(monkeypatch, "tests.fake_keyring.FakeKeyring")
    assert isinstance(one, FakeKeyring)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    assert isinstance(computer_backend(name_of(one)), FakeKeyring)


@pytest.mark.parametrize(
    "backend",
    [
        "keyring.backends.null.Keyring",
        "keyring.backends.fail.Keyring",
        "tests.fake_keyring.WeakKeyring",
    ],
)
def test_those_that_are_no_better_than_a_file_do_not_count(
    monkeypatch: pytest.MonkeyPatch, backend: str
) -> None:
    assert found(monkeypatch, backend) is None


@pytest.mark.parametrize(
    ("chained", "expected"),
    [
        ([FakeKeyring(), WeakKeyring()], FakeKeyring),
        ([WeakKeyring()], type(None)),
        ([], type(None)),
    ],
)
def test_of_several_the_first_is_used(
    monkeypatch: pytest.MonkeyPatch, chained: list[Backend], expected: type
) -> None:
    monkeypatch.setattr(chainer.ChainerBackend, "backends", chained)
    backend = found(monkeypatch, "keyring.backends.chainer.ChainerBackend")
    assert isinstance(backend, expected)


async def test_one_that_is_not_there_any_more_is_trouble() -> None:
    gone = ComputerKeyring(computer_backend, "keyring.backends.nowhere.Keyring")
    with pytest.raises(KeyringTrouble):
        await gone.get("one")


def test_without_the_package_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert computer_backend() is None
    assert computer_backend("keyring.backends.SecretService.Keyring") is None


@pytest.fixture(autouse=True)
def _forgotten_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", None)
