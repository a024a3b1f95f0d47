"""What a person did with a watch, in sentences for the details."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale

from scroblarr_desktop.store.records import Removal
from scroblarr_desktop.store.trail import Moved, Rematched, Step, TakenBack
from scroblarr_desktop.ui import wording

translate = QCoreApplication.translate

TitleOf = Callable[[str], str]
"""Gives a destination's name for people."""


def trail_lines(
    steps: Iterable[Step], title_of: TitleOf, present: datetime | None = None
) -> list[str]:
    """Return a line for each step, the oldest first."""
    return [
        _moved(step, title_of, present)
        if isinstance(step, Moved)
        else _rematched(step, title_of, present)
        for step in steps
    ]


def names(people: Sequence[str]) -> str:
    """Return them as a sentence lists them."""
    return QLocale().createSeparatedList(list(people))


def _moved(step: Moved, title_of: TitleOf, present: datetime | None) -> str:
    if not step.takers:
        said = translate("LogTrail", "Undone by you, {when}.")
    elif step.keeps:
        said = translate("LogTrail", "Given to {names} as well by you, {when}.")
    else:
        said = translate("LogTrail", "Moved from {giver} to {names} by you, {when}.")
    when = wording.day_and_time(step.at, present)
    said = said.format(giver=step.giver, names=names(step.takers), when=when)
    return " ".join([said, *(_taken_back(one, step.giver, title_of) for one in step.taken_back)])


def _taken_back(one: TakenBack, giver: str, title_of: TitleOf) -> str:
    said = translate("LogTrail", "Being taken back from {giver}'s {tracker}.")
    if one.removal is None:
        said = translate("LogTrail", "Taken back from {giver}'s {tracker}.")
    elif one.removal is Removal.LEFT:
        said = translate("LogTrail", "Still at {giver}'s {tracker}: remove it there by hand.")
    return said.format(giver=giver, tracker=title_of(one.destination))


def _rematched(step: Rematched, title_of: TitleOf, present: datetime | None) -> str:
    said = translate("LogTrail", "You chose “{title}” for {tracker}, {when}.")
    if step.taken_back:
        said = translate(
            "LogTrail",
            "You chose “{title}” for {tracker}, {when}. What stood there before was taken back.",
        )
    when = wording.day_and_time(step.at, present)
    return said.format(title=step.title, tracker=title_of(step.destination), when=when)
