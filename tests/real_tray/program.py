"""The tray app as a program of its own, and how one waits for it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from scroblarr_desktop.paths import DataDir
from tests.benchmarks.household import FIRST_ACCOUNT, Home, Tracker, imdb_of, title_of
from tests.bodies import plex_multipart, plex_scrobble
from tests.real_tray.screen import Screen, until

ROOT = Path(__file__).resolve().parents[2]
UP_WITHIN_S = 40.0
ENDED_WITHIN_S = 20.0


class Program:
    """One household's app, started as often as is wanted."""

    def __init__(self, home: Home, tracker: Tracker, screen: Screen) -> None:
        self._home = home
        self._screen = screen
        self.process: subprocess.Popen[bytes]
        self._environment = {
            **screen.environment,
            "SCROBLARR_TRAKT_API_URL": tracker.fake.api_url,
            "SCROBLARR_TRAKT_AUTH_URL": tracker.fake.auth_url,
            "SCROBLARR_TVTIME_URL": "http://127.0.0.1:9",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        }
        self._finished = 0

    @property
    def folder(self) -> DataDir:
        return self._home.folder

    def start(self, *arguments: str) -> bool:
        """Return whether its windows came up."""
        before = self.logged("the windows are up")
        self.process = self._spawn("--port", "0", *arguments)
        return until(lambda: self.logged("the windows are up") > before, UP_WITHIN_S)

    def beside(self, *arguments: str) -> int | None:
        """Start it a second time with the same data; return how that ended, None if not at all."""
        process = self._spawn(*arguments)
        try:
            return process.wait(ENDED_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return None

    def ends(self, within_s: float = ENDED_WITHIN_S) -> float | None:
        """Return in how many seconds it ends from now, None if it does not."""
        began = time.monotonic()
        ended = until(lambda: self.process.poll() is not None, within_s)
        return time.monotonic() - began if ended else None

    @property
    def lives(self) -> bool:
        return self.process.poll() is None

    @property
    def exit_code(self) -> int | None:
        return self.process.poll()

    def logged(self, text: str) -> int:
        """Return how often that stands in its log."""
        file = self.folder.logs / "scroblarr.log"
        return file.read_text(encoding="utf-8").count(text) if file.exists() else 0

    def complaints(self) -> list[str]:
        lines = (self.folder.logs / "scroblarr.log").read_text(encoding="utf-8").splitlines()
        return [line for line in lines if " ERROR " in line or " CRITICAL " in line]

    def finishes(self) -> None:
        """Let the first person finish a film that nobody has seen yet."""
        self._finished += 1
        number = self._finished
        guid = [{"id": f"imdb://{imdb_of(number)}"}]
        body = plex_scrobble(
            "movie",
            account_id=FIRST_ACCOUNT,
            title=title_of(number),
            guid=f"plex://movie/{number:024x}",
            Guid=guid,
        )
        content, kind = plex_multipart(body)
        url = self._home.url(self._address())
        answer = requests.post(url, data=content, headers={"Content-Type": kind}, timeout=10)
        answer.raise_for_status()

    def ask(self, method: str, path: str) -> Any:
        """Return what the local API answers."""
        key = {"X-API-Key": self._key()}
        url = f"{self._address()}/api/v1{path}"
        answer = requests.request(method, url, headers=key, timeout=10)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def retry(self) -> None:
        """Press "retry" at whatever waits, as in the log."""
        for watch in self.ask("GET", "/watches?state=waiting&limit=50")["items"]:
            for one in watch["deliveries"]:
                if one["state"] == "waiting":
                    self.ask("POST", f"/deliveries/{one['id']}/retry")

    def _address(self) -> str:
        text = (self.folder.logs / "scroblarr.log").read_text(encoding="utf-8")
        listening = [line for line in text.splitlines() if "http://127.0.0.1:" in line]
        return "http://127.0.0.1:" + listening[-1].partition("http://127.0.0.1:")[2].split()[
            0
        ].rstrip(",")

    def _key(self) -> str:
        done = subprocess.run(
            self._command("api-key"), env=self._environment, capture_output=True, check=True
        )
        return done.stdout.decode().strip()

    def _spawn(self, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self._command(*arguments), env=self._environment, cwd=ROOT)

    def _command(self, *arguments: str) -> list[str]:
        folder = str(self.folder.root)
        return [sys.executable, "-m", "scroblarr_desktop", "--data-dir", folder, *arguments]

    @contextmanager
    def ended_at_last(self) -> Iterator[None]:
        """End whatever run there still is, however the block ends."""
        try:
            yield
        finally:
            if hasattr(self, "process") and self.lives:
                self.process.kill()
                self.process.wait()
