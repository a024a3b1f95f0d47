"""Talking to the running copy of a data dir: show the window, or end.

The running copy listens on a loopback port of its own, apart from the webhook server, so that it
can be reached also when that one is not listening. Port and secret stand in a private file.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import os
import secrets
import socket
from collections.abc import Callable, Mapping
from pathlib import Path

log = logging.getLogger(__name__)

ANSWER_S = 5.0
LONGEST_LINE = 1000


class ControlListener:
    """Answers commands of other processes of this person."""

    def __init__(
        self, path: Path, commands: Mapping[str, Callable[[], None]], *, windows: bool = True
    ) -> None:
        """`windows`: whether there are any to show."""
        self._path = path
        self._windows = windows
        self._commands = commands
        self._secret = secrets.token_urlsafe(24)
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=LONGEST_LINE)
        self._server = server
        port = server.sockets[0].getsockname()[1]
        told = {"port": port, "secret": self._secret, "pid": os.getpid(), "windows": self._windows}
        try:
            self._tell(json.dumps(told))
        except OSError as error:  # as on a full disk: the app works without that, too
            log.warning("this copy cannot be reached by --show and --quit: %s", error.strerror)

    def _tell(self, told: str) -> None:
        draft = self._path.with_suffix(".new")
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(told)
        draft.replace(self._path)

    async def stop(self) -> None:
        self._path.unlink(missing_ok=True)
        if self._server is not None:
            self._server.close()
            self._server = None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(ANSWER_S):
                line = (await reader.readline()).decode("utf-8", "replace").split()
            secret, word = line if len(line) == 2 else ("", "")
            known = hmac.compare_digest(secret.encode(), self._secret.encode())
            command = self._commands.get(word) if known else None
            writer.write(b"ok\n" if command is not None else b"no\n")
            await writer.drain()
            if command is not None:
                command()
        except (TimeoutError, ConnectionError, ValueError):
            pass  # whoever called went away or talks something else
        finally:
            writer.close()


def send(path: Path, command: str) -> bool:
    """Return whether the running copy took the command. Waits at most a few seconds."""
    try:
        told = json.loads(path.read_text())
        address = ("127.0.0.1", int(told["port"]))
        with socket.create_connection(address, timeout=ANSWER_S) as connection:
            connection.sendall(f"{told['secret']} {command}\n".encode())
            return connection.recv(16) == b"ok\n"
    except (OSError, ValueError, KeyError, TypeError):
        return False


def has_windows(path: Path) -> bool:
    """Return whether the running copy may have windows; False where it says that it has none."""
    try:
        return json.loads(path.read_text()).get("windows") is not False
    except (OSError, ValueError, AttributeError):
        return True
