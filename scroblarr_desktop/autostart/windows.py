"""A value under the Run key of this person (Microsoft: Run and RunOnce Registry Keys)."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from typing import Protocol

RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
"""Where the Task Manager keeps what the person switched off: an odd first byte means off."""


class Registry(Protocol):
    """Values below HKEY_CURRENT_USER. A value that is not there is None. Raises OSError."""

    def read(self, key: str, name: str) -> str | bytes | None: ...

    def write(self, key: str, name: str, value: str) -> None: ...

    def delete(self, key: str, name: str) -> None: ...


class RunKey:
    def __init__(self, name: str, registry: Registry) -> None:
        self._name = name
        self._registry = registry

    def is_on(self) -> bool:
        approved = self._registry.read(APPROVED, self._name)
        is_off = isinstance(approved, bytes) and bool(approved) and approved[0] % 2 == 1
        return self._registry.read(RUN, self._name) is not None and not is_off

    def starts(self, command: Sequence[str]) -> bool:
        return self._registry.read(RUN, self._name) == subprocess.list2cmdline(command)

    def turn_on(self, command: Sequence[str]) -> None:
        """Write the value, and take back that it was switched off."""
        self._registry.write(RUN, self._name, subprocess.list2cmdline(command))
        self._registry.delete(APPROVED, self._name)

    def turn_off(self) -> None:
        self._registry.delete(RUN, self._name)
        self._registry.delete(APPROVED, self._name)


def own_registry() -> Registry:
    """Return the real one. Raises NotImplementedError on other systems."""
    if sys.platform == "win32":
        return _OwnRegistry()
    raise NotImplementedError("only Windows has a registry")


if sys.platform == "win32":
    import winreg
    from contextlib import suppress

    class _OwnRegistry:
        def read(self, key: str, name: str) -> str | bytes | None:
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                    value, _ = winreg.QueryValueEx(opened, name)
            except FileNotFoundError:
                return None
            return value if isinstance(value, str | bytes) else None

        def write(self, key: str, name: str, value: str) -> None:
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, key) as opened:
                winreg.SetValueEx(opened, name, 0, winreg.REG_SZ, value)

        def delete(self, key: str, name: str) -> None:
            access = winreg.KEY_SET_VALUE
            with (
                suppress(FileNotFoundError),
                winreg.OpenKey(winreg.HKEY_CURRENT_USER, key, 0, access) as opened,
            ):
                winreg.DeleteValue(opened, name)
