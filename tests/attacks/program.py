"""One run of the real program."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import socket
from collections.abc import Sequence
from pathlib import Path

from tests.attacks.trackers import Tracker
from tests.running import command

STARTED_WITHIN_S = 60.0


class Program:
    """One run of `--headless`."""

    process: asyncio.subprocess.Process
    _line: asyncio.Future[bytes]

    def __init__(self, folder: Path, port: int, trackers: Sequence[Tracker]) -> None:
        self._folder = folder
        self._port = port
        self._complaints = folder.with_suffix(".complaints")
        self.environment = dict(os.environ)
        for tracker in trackers:
            self.environment |= tracker.environment()

    async def spawn(self) -> None:
        with self._complaints.open("ab") as complaints:
            self.process = await asyncio.create_subprocess_exec(
                *command(self._folder, "--headless", "--port", str(self._port)),
                stdout=asyncio.subprocess.PIPE,
                stderr=complaints,
                env=self.environment,
            )
        assert self.process.stdout is not None
        self._line = asyncio.ensure_future(self.process.stdout.readline())

    @property
    def url(self) -> str:
        return self._line.result().decode().strip().removeprefix("listening on ")

    async def listens(self) -> None:
        """Return once the port is open."""
        async with asyncio.timeout(STARTED_WITHIN_S):
            await asyncio.shield(self._line)
        assert self.url.startswith("http://127.0.0.1:"), self._complaints.read_text()

    async def kill(self) -> None:
        """End it as kill -9 does."""
        self.process.kill()
        await self.process.wait()
        self._close()

    async def end(self) -> None:
        """End it in good order, if it still runs."""
        if self.process.returncode is None:
            self.process.terminate()
        await asyncio.wait_for(self.process.wait(), STARTED_WITHIN_S)
        self._close()

    def _close(self) -> None:
        self._line.cancel()
        self.process._transport.close()  # type: ignore[attr-defined]  # else Python 3.11 warns


def free_port() -> int:
    """Return a port that stays free between two lives: none that systems hand out themselves."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
