"""The key to what is sealed, where the person wants it in this computer's keyring.

It is moved so that it is always in one of the two places: put where it goes and read back, noted,
and only then taken away from where it was.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import logging
import secrets
from collections.abc import Callable, Coroutine
from typing import Any

from scroblarr_desktop.changes import Changed, Changes
from scroblarr_desktop.computer_keyring import (
    ComputerKeyring,
    Find,
    KeyringSilent,
    KeyringTrouble,
)
from scroblarr_desktop.computer_keyring import KeyringLocked as Locked
from scroblarr_desktop.schedule import Clock, utc_now
from scroblarr_desktop.store import StoreTrouble, key_place, keys
from scroblarr_desktop.store.key_place import KeyEntry
from scroblarr_desktop.store.sealing import (
    KEY_SIZE,
    KeyringAway,
    KeyringLocked,
    KeyringRefused,
    KeyTrouble,
    KeyUnavailable,
)
from scroblarr_desktop.tasks import Tasks, called_within

log = logging.getLogger(__name__)

AT_START_S = 1.0
"""So long the start waits for the key; it comes a few milliseconds after it was asked for."""

LOOK_EVERY_S = 30.0
ASK_EVERY_S = 600.0
"""Where asking may put a question before the person, and nobody can see whether it would."""


class KeyKeeping:
    """One per engine. `find` finds the keyring; None, where it must never be touched."""

    def __init__(self, find: Find | None, changes: Changes, clock: Clock = utc_now) -> None:
        self.came: Callable[[], object] = lambda: None
        """Called when the key has come out of the keyring."""
        self._find = find or (lambda name: None)
        self._changes = changes
        self._clock = clock
        self._tasks = Tasks()
        self._one_at_a_time = asyncio.Lock()
        self._told = asyncio.Event()
        self._rings: dict[str, ComputerKeyring] = {}
        self._asked_at: float | None = None
        self.is_possible = False
        """What `look_for_keyring` found."""

    @property
    def is_on(self) -> bool:
        """Whether the person wants the key there. Raises StoreTrouble."""
        return key_place.entry() is not None

    async def look_for_keyring(self) -> bool:
        """Return whether this computer has a keyring to rely on; nothing is put into it.

        Only whoever offers it asks: what reaches keyrings takes room in the memory.
        """
        self.is_possible = await self._ring("").is_there()
        return self.is_possible

    # Fetching it

    async def start(self) -> None:
        """Ask for the key if it is there, and wait a moment for it. Raises StoreTrouble."""
        if not self.is_on:
            return
        asking = self._tasks.spawn(_outcome(self.fetch()), "key from the keyring")
        await asyncio.wait({asking}, timeout=AT_START_S)
        if asking.done() and (trouble := asking.result()) is not None:
            raise trouble

    async def stop(self) -> None:
        await self._tasks.stop()

    def try_again(self) -> None:
        """Ask the keyring now, even if that puts a question before the person."""
        self._asked_at = None
        self._told.set()

    async def watch(self) -> None:
        """Ask for the key again and again while it is missing, until cancelled."""
        while True:
            try:
                if self._is_missing() and await self._may_ask():
                    await self.fetch()
            except StoreTrouble as trouble:
                log.warning("asking the keyring waits: %s", trouble.title)
            except Exception:
                log.exception("asking the keyring stumbled")
            await self._told_within(LOOK_EVERY_S)

    async def fetch(self) -> None:
        """Ask the keyring once, and take what it says. Raises StoreTrouble."""
        async with self._one_at_a_time:
            entry = key_place.entry()
            if entry is not None:
                self._asked_at = asyncio.get_running_loop().time()
                was_missing = self._is_missing()
                found = await self._asked(entry)
                keys.offer(found)
                self._tidy(found)
                if was_missing and not self._is_missing():
                    log.info("the keyring gave the key")
                    self.came()

    async def _asked(self, entry: KeyEntry) -> bytes | type[KeyUnavailable] | None:
        try:
            kept = await self._ring(entry.backend).get(entry.name)
        except Locked:
            return KeyringLocked
        except KeyringSilent:
            return KeyringAway
        except KeyringTrouble as trouble:
            log.info("the keyring does not give the key: %s", trouble)
            self._asked_at = None  # nobody was asked anything
            return KeyringAway
        return _decoded(kept)

    def _tidy(self, found: bytes | type[KeyUnavailable] | None) -> None:
        """End what was broken off half-way: the key is in both places, or was taken back."""
        if self._is_missing():
            return
        if isinstance(found, bytes):
            keys.remove_file(found)
        elif found is None and keys.is_in_file():
            key_place.put(None)

    def _is_missing(self) -> bool:
        try:
            keys.look()
        except KeyTrouble:
            return True
        return False

    async def _may_ask(self) -> bool:
        """Return whether it is time to: a question before the person is not put again and again."""
        entry, now = key_place.entry(), asyncio.get_running_loop().time()
        if entry is None or self._asked_at is None or now - self._asked_at >= ASK_EVERY_S:
            return entry is not None
        try:
            return await self._ring(entry.backend).is_locked() is False
        except KeyringTrouble:
            return False

    # Moving it

    async def turn_on(self) -> None:
        """Move the key into the keyring. Raises KeyTrouble, KeyringRefused, StoreTrouble."""
        await self._undisturbed(self._move_in())

    async def turn_off(self) -> None:
        """Move the key back into its file. Raises KeyTrouble, StoreTrouble."""
        await self._undisturbed(self._move_out())

    async def _undisturbed(self, work: Coroutine[Any, Any, None]) -> None:
        # A task of its own: a window that closes meanwhile must not stop it half-way.
        trouble = await asyncio.shield(self._tasks.spawn(_outcome(work), "move of the key"))
        self._changes.publish(Changed.STATE | Changed.SETTINGS)
        if trouble is not None:
            raise trouble

    async def _move_in(self) -> None:
        async with self._one_at_a_time:
            if self.is_on:
                return
            key, ring = keys.box().key, self._ring("")
            name = secrets.token_hex(16)
            try:
                await ring.put(name, base64.b64encode(key).decode())
                key_place.put(KeyEntry(ring.name, name))
            except (KeyringTrouble, StoreTrouble) as trouble:
                log.warning("the keyring did not take the key: %s", trouble)
                await _forget(ring, name)
                raise KeyringRefused from trouble
            keys.offer(key)
            keys.remove_file(key)
            log.info("the key lies in the keyring")

    async def _move_out(self) -> None:
        async with self._one_at_a_time:
            entry = key_place.entry()
            if entry is None:
                return
            keys.put_into_file(self._clock())
            key_place.put(None)
            log.info("the key lies in its file")
            await _forget(self._ring(entry.backend), entry.name)

    def _ring(self, backend: str) -> ComputerKeyring:
        if backend not in self._rings:
            self._rings[backend] = ComputerKeyring(self._find, backend)
        return self._rings[backend]

    async def _told_within(self, limit_s: float) -> None:
        await called_within(self._told, limit_s)
        self._told.clear()


async def _outcome(work: Coroutine[Any, Any, None]) -> StoreTrouble | None:
    try:
        await work
    except StoreTrouble as trouble:
        return trouble
    return None


async def _forget(ring: ComputerKeyring, name: str) -> None:
    try:
        await ring.delete(name)
    except KeyringTrouble as trouble:
        log.info("an entry that is not needed stays in the keyring: %s", trouble)


def _decoded(kept: str | None) -> bytes | None:
    """Return the key; None for what is none, which is no better than nothing."""
    try:
        key = base64.b64decode(kept or "", validate=True)
    except binascii.Error:
        return None
    return key if len(key) == KEY_SIZE else None
