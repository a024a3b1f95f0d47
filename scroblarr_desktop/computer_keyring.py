"""This computer's keyring, where it has one and the package `keyring` is there to reach it.

It may hang: a locked one asks the person, and a service that died is waited for. So each call has
a thread of its own and a limit, and while one hangs no second one is begun.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, Protocol, TypeVar

log = logging.getLogger(__name__)

T = TypeVar("T")

SERVICE = "Scroblarr Desktop"
ANSWER_S = 60.0
"""Time to type the keyring's password in."""


class Backend(Protocol):
    """What is used of `keyring.backend.KeyringBackend`."""

    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


Find = Callable[[str], Backend | None]
"""Return the backend of that name, for "" the one to use on this computer; None without one."""


class KeyringTrouble(Exception):
    """It does not answer, or not in time, or it refuses."""


class KeyringLocked(KeyringTrouble):
    """The person has to unlock it, and was asked to."""


class KeyringSilent(KeyringTrouble):
    """It did not answer in time: the person may be in front of its question."""


def computer_backend(name: str = "") -> Backend | None:
    """Return the system's own keyring, None where there is none to rely on. Blocks.

    Files that a program encrypts or does not encrypt by itself are no better than ours: only
    backends that `keyring` recommends count (priority 1 and above).
    """
    try:
        import keyring
        from keyring.backends.chainer import ChainerBackend
    except ImportError:
        return None
    if not name:
        keyring.core.init_backend()
    chosen: Any = keyring.core.load_keyring(name) if name else keyring.get_keyring()
    if isinstance(chosen, ChainerBackend):
        # With several it would write into one and read from another.
        chosen = next(iter(chosen.backends), None)
    return chosen if chosen is not None and keyring.core.recommended(chosen) else None


def name_of(backend: Backend) -> str:
    """Return the name by which the same one is found again."""
    kind = type(backend)
    return f"{kind.__module__}.{kind.__qualname__}"


class ComputerKeyring:
    """Reads and writes passwords by name, one call after the other.

    Every call raises KeyringTrouble; KeyringLocked where the person can help. `name` is that of a
    backend, or "" for the one to use on this computer.
    """

    def __init__(self, find: Find = computer_backend, name: str = "", limit_s: float = ANSWER_S):
        self._find = find
        self._limit_s = limit_s
        self._one_at_a_time = asyncio.Lock()
        self._hangs: asyncio.Future[Any] | None = None
        self.name = name

    async def is_there(self) -> bool:
        """Return whether this computer has a keyring to rely on; its name is known from then on."""
        try:
            return await self._do(lambda backend: True)
        except KeyringTrouble:
            return False

    async def get(self, entry: str) -> str | None:
        """Return the password, None where there is none under that name."""
        return await self._do(lambda backend: backend.get_password(SERVICE, entry))

    async def put(self, entry: str, password: str) -> None:
        """Keep the password; return once it was read back as it is."""
        await self._do(lambda backend: backend.set_password(SERVICE, entry, password))
        if await self.get(entry) != password:
            raise KeyringTrouble("it did not give back what was put in")

    async def delete(self, entry: str) -> None:
        await self._do(lambda backend: backend.delete_password(SERVICE, entry))

    async def is_locked(self) -> bool | None:
        """Return whether it would ask the person now, without asking; None where nobody knows."""
        return await self._do(_is_locked)

    async def _do(self, work: Callable[[Backend], T]) -> T:
        async with self._one_at_a_time:
            try:
                async with asyncio.timeout(self._limit_s):
                    if self._hangs is not None:
                        await asyncio.wait({self._hangs})
                    self._hangs = _in_thread(lambda: self._with_backend(work))
                    result: T = await asyncio.shield(self._hangs)
                    return result
            except TimeoutError as error:
                raise KeyringSilent("it does not answer") from error

    def _with_backend(self, work: Callable[[Backend], T]) -> T:
        try:
            backend = self._find(self.name)
            if backend is None:
                raise KeyringTrouble("this computer has none")
            self.name = self.name or name_of(backend)
            return work(backend)
        except KeyringTrouble:
            raise
        except Exception as error:  # noqa: BLE001 - each backend has exceptions of its own
            # Not the words: they are of others, who might name what they were given.
            kind = type(error).__name__
            log.info("the keyring said no: %s", kind)
            raise (KeyringLocked if kind == "KeyringLocked" else KeyringTrouble)(kind) from None


def _in_thread(work: Callable[[], T]) -> asyncio.Future[T]:
    loop = asyncio.get_running_loop()
    outcome: asyncio.Future[T] = loop.create_future()
    # Whoever stopped waiting does not want to hear of its failure either.
    outcome.add_done_callback(lambda done: done.cancelled() or done.exception())

    def run() -> None:
        try:
            settle = partial(outcome.set_result, work())
        except KeyringTrouble as trouble:
            settle = partial(outcome.set_exception, trouble)
        with suppress(RuntimeError):  # the loop may be closed by now
            loop.call_soon_threadsafe(settle)

    # Python does not wait for such a thread when the program ends.
    threading.Thread(target=run, name="keyring", daemon=True).start()
    return outcome


def _is_locked(backend: Backend) -> bool | None:
    if name_of(backend) != "keyring.backends.SecretService.Keyring":
        return None
    import secretstorage

    connection = secretstorage.dbus_init()
    try:
        return bool(secretstorage.get_default_collection(connection).is_locked())
    finally:
        connection.close()
