"""Processes that are measured. Each has a time after which it is ended whatever it does."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parents[2]
LONGEST_S = 600.0
STARTED_WITHIN_S = 30.0
ENDED_WITHIN_S = 15.0
ANSWERED_WITHIN_S = 60.0


class Program:
    """One process that listens on a port."""

    def __init__(self, process: subprocess.Popen[str], port: int, listening_after_s: float) -> None:
        self._process = process
        self.pid = process.pid
        self.url = f"http://127.0.0.1:{port}"
        self.listening_after_s = listening_after_s
        """From the start of the process until somebody could connect."""

    def ask(self, line: str) -> Any:
        """Return what `inside` answers."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return json.loads(_line_of(self._process.stdout))

    @property
    def lives(self) -> bool:
        return self._process.poll() is None


@contextmanager
def running(
    module: str, arguments: Sequence[str], port: int, environment: Mapping[str, str]
) -> Iterator[Program]:
    """Start the module as a program and give it once it listens; end it afterwards."""
    started_s = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**environment},
    )
    limit = threading.Timer(LONGEST_S, process.kill)
    limit.daemon = True
    limit.start()
    try:
        _until_listening(process, port)
        yield Program(process, port, time.perf_counter() - started_s)
    finally:
        limit.cancel()
        _end(process)


@contextmanager
def scroblarr(
    folder: Path,
    environment: Mapping[str, str],
    *,
    headless: bool = False,
    minimized: bool = False,
    probed: bool = True,
) -> Iterator[Program]:
    """Start the app with that data folder: with its window open, in the tray, or without any.

    Only a probed one with a window answers `ask`; the probe takes about 18 MB for itself.
    """
    port = free_port()
    arguments = ["--data-dir", str(folder), "--port", str(port)]
    if headless:
        arguments.append("--headless")
    if minimized:
        arguments.append("--minimized")
    module = "tests.benchmarks.inside" if probed and not headless else "scroblarr_desktop"
    with running(module, arguments, port, environment) as program:
        yield program


@contextmanager
def bare_echo(environment: Mapping[str, str]) -> Iterator[Program]:
    port = free_port()
    with running("tests.benchmarks.echo", [str(port)], port, environment) as program:
        yield program


def environment(
    home: Path, trakt_api: str, trakt_auth: str, *, on_screen: bool = False
) -> dict[str, str]:
    """Return one in which nothing of this computer's person is touched.

    No screen is needed, nor a tray, except `on_screen`.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    return {
        **kept,
        "HOME": str(home),
        **({} if on_screen else {"QT_QPA_PLATFORM": "offscreen"}),
        "SCROBLARR_TRAKT_API_URL": trakt_api,
        "SCROBLARR_TRAKT_AUTH_URL": trakt_auth,
    }


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _until_listening(process: subprocess.Popen[str], port: int) -> None:
    until_s = time.monotonic() + STARTED_WITHIN_S
    while time.monotonic() < until_s:
        if process.poll() is not None:
            raise RuntimeError(f"it ended with {process.returncode} before it listened")
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.002)
    raise TimeoutError("it did not listen in time")


def _line_of(stream: IO[str]) -> str:
    found: list[str] = []
    reading = threading.Thread(target=lambda: found.append(stream.readline()), daemon=True)
    reading.start()
    reading.join(ANSWERED_WITHIN_S)
    if not found or not found[0]:
        raise TimeoutError("it did not answer")
    return found[0]


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(ENDED_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(OSError):
                stream.close()
