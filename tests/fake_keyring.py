"""A keyring in memory that implements the real package's interface, and misbehaves on demand."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError, PasswordSetError


class FakeKeyring(KeyringBackend):
    """`locked` refuses everything, `hangs` is waited for, `spoils` keeps something else."""

    priority = 5

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.entries: dict[tuple[str, str], str] = {}
        self.calls: list[str] = []
        self.locked = False
        self.refuses = False
        self.spoils = False
        self.hangs: threading.Event | None = None

    def get_password(self, service: str, username: str) -> str | None:
        self._answer("get")
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._answer("set")
        if self.refuses:
            raise PasswordSetError(f"will not keep {password}")
        self.entries[service, username] = password[::-1] if self.spoils else password

    def delete_password(self, service: str, username: str) -> None:
        self._answer("delete")
        if self.refuses or self.entries.pop((service, username), None) is None:
            raise PasswordDeleteError("no such entry")

    def _answer(self, call: str) -> None:
        self.calls.append(call)
        if self.hangs is not None:
            assert self.hangs.wait(30)
        if self.locked:
            raise KeyringLocked("the person said no")


class WeakKeyring(FakeKeyring):
    """As good as a file."""

    priority = 0.5  # type: ignore[assignment]


class FileKeyring(FakeKeyring):
    """One that other processes find by its name; locked while `FAKE_KEYRING` names no file."""

    def get_password(self, service: str, username: str) -> str | None:
        self._read()
        return super().get_password(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._read()
        super().set_password(service, username, password)
        kept = [[*place, secret] for place, secret in self.entries.items()]
        self._file.write_text(json.dumps(kept))

    @property
    def _file(self) -> Path:
        return Path(os.environ["FAKE_KEYRING"])

    def _read(self) -> None:
        self.locked = not self._file.exists()
        if not self.locked:
            kept = json.loads(self._file.read_text())
            self.entries = {(service, name): secret for service, name, secret in kept}
