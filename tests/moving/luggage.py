"""A household that moves, quickly: guessing its passphrase costs nothing in the tests."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from nacl.pwhash import argon2id

from scroblarr_desktop.changes import Changes
from scroblarr_desktop.moving import arriving, leaving
from scroblarr_desktop.moving.arriving import Ready
from scroblarr_desktop.moving.leaving import Departure, Leaving
from scroblarr_desktop.moving.progress import Course
from scroblarr_desktop.moving.seal import Cost
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import close_store, generations, open_store, settings, tokens
from scroblarr_desktop.store.moving import Away
from scroblarr_desktop.this_computer import OwnAddress
from tests.store.filling import connect, link, person, planned

PASSPHRASE = "tirubo-nalege-wafo"
CHEAP = Cost(argon2id.OPSLIMIT_MIN, argon2id.MEMLIMIT_MIN)
OLD_ADDRESS = "192.168.1.20"


def own() -> list[OwnAddress]:
    return [OwnAddress("eth0", OLD_ADDRESS, likely=True)]


def furnish(folder: DataDir) -> None:
    """Anna, one server, one account with a sign-in, one waiting delivery; the store is closed."""
    open_store(folder, Changes())
    generations.begin(datetime.now(UTC))
    anna = person("Anna", connect("Attic"))
    link(anna)
    planned(anna)
    tokens.put("trakt_client_secret", "app-secret")
    settings.put("trakt_client_id", "household-app")
    close_store()


def pack(folder: DataDir, file: Path, course: Course | None = None) -> Away:
    """Leave the folder; return where the household is."""
    open_store(folder, Changes())
    departure = leaving.prepare(folder, file, PASSPHRASE)
    close_store()
    return leave(folder, departure, course or Course())


def leave(folder: DataDir, departure: Departure, course: Course) -> Away:
    return Leaving(folder, departure, course, cost=CHEAP, own_addresses=own).run()


def unpack(folder: DataDir, file: Path, *, keep_old: bool = False) -> tuple[Ready, Path | None]:
    """Open the file in a folder; return what was in it, and where what was there is kept."""
    ready = unpacked(folder, file)
    return ready, arriving.move_in(folder, ready, datetime.now(UTC), keep_old=keep_old)


def unpacked(folder: DataDir, file: Path, course: Course | None = None) -> Ready:
    open_store(folder, Changes())
    try:
        generations.begin(datetime.now(UTC))
        place = arriving.place_here(folder)
        outside = arriving.look_at(file)
        return arriving.unpack(outside, PASSPHRASE, place, course or Course())
    finally:
        close_store()
