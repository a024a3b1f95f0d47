"""Carrying out what a person does with chosen watches: asking first, then a few at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from scroblarr_desktop.destinations import Match
from scroblarr_desktop.store import log, never, watched
from scroblarr_desktop.store.records import (
    SUCCEEDED,
    DeliveryState,
    LoggedDelivery,
    LoggedWatch,
    Reach,
)
from scroblarr_desktop.store.refusals import Conflict, Missing
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.asking import ask
from scroblarr_desktop.ui.log.give_dialog import GiveDialog
from scroblarr_desktop.ui.log.match_dialog import MatchDialog
from scroblarr_desktop.ui.page import Backing
from scroblarr_desktop.ui.saying import attempt, say
from scroblarr_desktop.ui.widgets.copying import copy_to_clipboard

AT_ONCE = 5
"""So many are changed in one step; then the window has its turn."""

LONGEST_TITLE = 60


def may_be_tried(delivery: LoggedDelivery) -> bool:
    """Return whether trying it again makes sense."""
    if delivery.removal is not None:
        return True
    return delivery.state not in (*SUCCEEDED, DeliveryState.SENDING)


def may_be_cancelled(delivery: LoggedDelivery) -> bool:
    finished = (*SUCCEEDED, DeliveryState.SENDING, DeliveryState.CANCELLED)
    return delivery.removal is None and delivery.state not in finished


class Doing(QObject):
    """What the actions of the log do."""

    done = Signal()
    """The log is another one now."""

    def __init__(self, backing: Backing, titles: Callable[[str], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._backing = backing
        self._title_of = titles
        self._over = parent

    # -- deliveries

    def retry(self, watches: Sequence[LoggedWatch]) -> None:
        """Try again whatever of these can be."""
        ids = [one.id for watch in watches for one in watch.deliveries if may_be_tried(one)]
        self._each(ids, self._backing.engine.retry)

    def cancel(self, watches: Sequence[LoggedWatch]) -> None:
        ids = [one.id for watch in watches for one in watch.deliveries if may_be_cancelled(one)]
        self._each(ids, self._backing.engine.cancel)

    # -- whose it is, and what

    def give(self, watches: Sequence[LoggedWatch]) -> GiveDialog:
        """Ask who it was, and let the watches be theirs."""
        watches = _standing(watches)
        dialog = GiveDialog(self._backing, watches, self._title_of, self._over)
        ids = [one.id for one in watches]
        correcting = self._backing.engine.sync.correcting

        def give(member_ids: list[int]) -> None:
            self._each(ids, lambda one: correcting.give([one], member_ids))

        dialog.chosen.connect(give)
        dialog.open()
        return dialog

    def correct(self, watch: LoggedWatch, delivery: LoggedDelivery) -> MatchDialog:
        """Ask which title it is there, and send it as that."""
        title = self._title_of(delivery.destination)
        dialog = MatchDialog(self._backing, watch, delivery, title, self._over)
        correcting = self._backing.engine.sync.correcting

        def correct(match: Match) -> None:
            attempt(self._over, lambda: correcting.correct(delivery.id, match))
            self.done.emit()

        dialog.chosen.connect(correct)
        dialog.open()
        return dialog

    def undo(self, watches: Sequence[LoggedWatch]) -> None:
        """Ask, then take the watches back everywhere."""
        watches = _standing(watches)
        ids = [one.id for one in watches]
        correcting = self._backing.engine.sync.correcting
        sentence = self.tr(
            "It leaves the log, and the trackers that can take it back. The same event does not "
            "bring it back."
        )
        ask(
            self._over,
            self._headed(self.tr("Undo {what}?"), watches),
            " ".join([sentence, *self._what_stays(watches)]),
            self.tr("Undo"),
            lambda: self._each(ids, lambda one: correcting.undo([one])),
        )

    def delete(self, watches: Sequence[LoggedWatch]) -> None:
        """Ask, then take the watches out of the log only."""
        ids = [one.id for one in watches]
        sentence = self.tr(
            "It leaves the log and does not come back. What was delivered stays at the trackers; "
            "to remove it there, undo the watch instead."
        )
        ask(
            self._over,
            self._headed(self.tr("Delete {what}?"), watches),
            sentence,
            self.tr("Delete"),
            lambda: self._each(ids, watched.delete),
        )

    # -- never again

    def never(self, watch: LoggedWatch, reach: Reach) -> None:
        """Ask, then never send this title or show of the member again."""
        what = watch.show if reach is Reach.SHOW else log.heading(watch)
        who = watch.member.name if watch.member else ""
        sentence = self.tr(
            "What {member} watches of it stays in the log and is not sent. What was delivered "
            "stays. You find this rule at the member."
        )
        ask(
            self._over,
            self.tr("Never send {what}?").format(what=wording.elided(what or "", LONGEST_TITLE)),
            sentence.format(member=who),
            self.tr("Never send it"),
            lambda: self._each([watch.id], lambda one: never.add(one, reach)),
        )

    def never_library(self, watch: LoggedWatch) -> None:
        """Ask, then let the library that it is in count no more for the member."""
        correcting = self._backing.engine.sync.correcting
        who = watch.member.name if watch.member else ""
        sentence = self.tr(
            "Nothing that {member} watches from there counts from now on. You can change this at "
            "the member."
        )

        def skip() -> None:
            work = correcting.skip_library(watch.id)
            self._backing.background.run(
                self._over,
                work,
                lambda _: self.done.emit(),
                lambda trouble: say(self._over, trouble),
            )

        title = self.tr("Never send anything of this library?")
        never_it = self.tr("Never send it")
        ask(self._over, title, sentence.format(member=who), never_it, skip)

    # -- elsewhere

    def open_page(self, address: str) -> None:
        QDesktopServices.openUrl(QUrl(address))

    def copy(self, watches: Sequence[LoggedWatch]) -> None:
        """Put the rows on the clipboard, one a line, as a spreadsheet takes them."""
        copy_to_clipboard("\n".join(self._line(watch) for watch in watches))

    def _line(self, watch: LoggedWatch) -> str:
        states = [
            f"{self._title_of(one.destination)}: {wording.mark_word(one)}"
            for one in watch.deliveries
        ]
        who = watch.member.name if watch.member else ""
        where = watch.server.name if watch.server else ""
        when = watch.watched_at.astimezone().strftime("%Y-%m-%d %H:%M")
        return "\t".join([when, log.heading(watch), who, where, ", ".join(states)])

    # -- how

    def _each(self, ids: Sequence[int], work: Callable[[int], object]) -> None:
        """Do it with each, letting the window have its turn; of many, what is gone is left out."""
        if len(ids) <= AT_ONCE:
            attempt(self._over, lambda: [work(one) for one in ids])
            self.done.emit()
            return

        async def go_on() -> None:
            for place, one in enumerate(ids):
                with suppress(Missing, Conflict):
                    work(one)
                if place % AT_ONCE == 0:
                    await asyncio.sleep(0)

        self._backing.background.run(
            self._over,
            go_on(),
            lambda _: self.done.emit(),
            lambda trouble: say(self._over, trouble),
        )

    def _headed(self, question: str, watches: Sequence[LoggedWatch]) -> str:
        if len(watches) == 1:
            what = wording.elided(log.heading(watches[0]), LONGEST_TITLE)
        else:
            what = self.tr("{count} watches").format(count=len(watches))
        return question.format(what=what)

    def _what_stays(self, watches: Sequence[LoggedWatch]) -> list[str]:
        removes = self._backing.engine.sync.correcting.removes
        there = [one for watch in watches for one in watch.deliveries if one.state in SUCCEEDED]
        names = dict.fromkeys(one.destination for one in there if not removes(one.destination))
        said = self.tr("{trackers} cannot take it back: remove it there by hand.")
        trackers = ", ".join(self._title_of(one) for one in names)
        return [said.format(trackers=trackers)] if names else []


def _standing(watches: Sequence[LoggedWatch]) -> list[LoggedWatch]:
    """Return those that were not taken back already."""
    return [one for one in watches if not one.undone]
