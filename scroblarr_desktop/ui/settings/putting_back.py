"""Putting a copy of the data back: what that means, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from scroblarr_desktop.keeping import LookedInto
from scroblarr_desktop.paths import DataDir
from scroblarr_desktop.store import restoring
from scroblarr_desktop.store.backups import Backup
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.asking import ask
from scroblarr_desktop.ui.closed_work import ClosedWork
from scroblarr_desktop.ui.saying import Said

translate = QCoreApplication.translate


def ask_to_put_back(parent: QWidget, into: LookedInto, then: Callable[[], object]) -> QMessageBox:
    """Return the open question: what goes, what comes back, what happens."""
    title = translate("PuttingBack", "Put back the copy of {time}?")
    said = [_what_goes(into.backup, into.lost), _what_happens()]
    if not into.opens:
        said.insert(1, _other_key())
    return ask(
        parent,
        title.format(time=wording.day_and_time(into.backup.made_at)),
        "\n\n".join(said),
        translate("PuttingBack", "Put it back"),
        then,
    )


def _what_goes(found: Backup, lost: int) -> str:
    holds = translate("PuttingBack", "It holds {watches}.").format(watches=watches(found.watches))
    since = translate(
        "PuttingBack",
        "What happened since then ({span}) is not in it: {watches}, and every change to people, "
        "accounts, media servers and settings.",
    )
    span = _span(wording.now() - found.made_at)
    return f"{holds} " + since.format(span=span, watches=watches(lost))


def _span(since: timedelta) -> str:
    hours = int(since / timedelta(hours=1))
    if hours >= 48:
        return translate("PuttingBack", "{count} days").format(count=hours // 24)
    if hours >= 2:
        return translate("PuttingBack", "{count} hours").format(count=hours)
    minutes = max(1, int(since / timedelta(minutes=1)))
    return translate("PuttingBack", "{count} min").format(count=minutes)


def _what_happens() -> str:
    return translate(
        "PuttingBack",
        "Where Scroblarr is signed in to a media server it reads from its history what is missing. "
        "Nothing is sent twice: what is not certain is looked for at the tracker first. Somebody "
        "may have to sign in again. What is there now is kept in Scroblarr's folder. The windows "
        "close for a moment.",
    )


def _other_key() -> str:
    return translate(
        "PuttingBack",
        "The sign-ins in it do not open with this computer's key: everybody has to sign in again, "
        "and the media servers get new addresses.",
    )


def watches(count: int) -> str:
    if count == 1:
        return translate("PuttingBack", "1 watch")
    return translate("PuttingBack", "{count} watches").format(count=count)


def put_back(folder: DataDir, copy: Path) -> ClosedWork:
    """Return what puts that copy in the place of the data."""
    saying = translate("PuttingBack", "Putting your data back…")
    return ClosedWork(saying, partial(_work, folder, copy))


def _work(folder: DataDir, copy: Path) -> Said:
    found = restoring.put_back(folder, copy)
    sentence = translate(
        "PuttingBack",
        "It is the copy of {time}, with {watches}. What was there before is kept in Scroblarr's "
        "folder.",
    )
    return Said(
        translate("PuttingBack", "Your data was put back"),
        sentence.format(time=wording.day_and_time(found.made_at), watches=watches(found.watches)),
    )
