"""Carrying out what a person does with chosen watches: asking first, then a few at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from scroblarr_desktop.destinations import Match
from scroblarr_desktop.store import household, log, never, watched
from scroblarr_desktop.store.corrections import Corrected
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
from scroblarr_desktop.ui.log.trail import names
from scroblarr_desktop.ui.log.way_back import WayBack, way_back_of
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
    moved = Signal(list)
    """Carries the watches that stand in the place of those that were chosen."""
    said = Signal(str, object)
    """Carries a short word about what was done, and what takes it back; None: nothing does."""

    def __init__(self, backing: Backing, titles: Callable[[str], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._backing = backing
        self._title_of = titles
        self._over = parent

    # -- deliveries

    def retry(self, watches: Sequence[LoggedWatch]) -> None:
        """Try again whatever of these can be."""
        ids = [one.id for watch in watches for one in watch.deliveries if may_be_tried(one)]
        self._each(ids, self._backing.engine.retry, self.tr("Trying again."))

    def cancel(self, watches: Sequence[LoggedWatch]) -> None:
        ids = [one.id for watch in watches for one in watch.deliveries if may_be_cancelled(one)]
        self._each(ids, self._backing.engine.cancel, self.tr("It is not sent."))

    # -- whose it is, and what

    def give(self, watches: Sequence[LoggedWatch]) -> GiveDialog:
        """Ask who it was, and let the watches be theirs."""
        watches = _standing(watches)
        dialog = GiveDialog(self._backing, watches, self._title_of, self._over)
        dialog.chosen.connect(lambda member_ids: self._give(watches, member_ids))
        dialog.open()
        return dialog

    def _give(self, watches: Sequence[LoggedWatch], member_ids: Sequence[int]) -> None:
        correcting = self._backing.engine.sync.correcting
        done: dict[int, Corrected] = {}

        def give(watch_id: int) -> None:
            done[watch_id] = correcting.give([watch_id], member_ids)

        def finished() -> None:
            moved = [one for one in watches if one.id in done]
            takers = [one.name for one in household.members() if one.id in member_ids]
            back = [way_back_of(one, done[one.id], member_ids) for one in moved]
            known = [one for one in back if one is not None]
            way_back = partial(self._move_back, known) if len(known) == len(back) else None
            if moved:
                self.moved.emit(_in_their_place(moved, done, member_ids))
                said = self._counted(
                    moved, self.tr("{what} is {names}'s now."), self.tr("{what} are {names}'s now.")
                )
                self.said.emit(said.format(names=names(takers)), way_back)

        self._each([one.id for one in watches], give, then=finished)

    def _move_back(self, moves: Sequence[WayBack]) -> None:
        """Let the watches be whose they were."""
        correcting = self._backing.engine.sync.correcting
        by_watch = {one.made[0]: one for one in moves}
        back: list[int] = []

        def go_back(watch_id: int) -> None:
            one = by_watch[watch_id]
            if one.keeps:
                correcting.undo(one.made)
                back.append(one.watch_id)
            else:
                back.extend(correcting.give(one.made, [one.member_id]).made)

        said = self.tr("Moved back.")
        self._each(list(by_watch), go_back, said, then=lambda: self.moved.emit(back))

    def correct(self, watch: LoggedWatch, delivery: LoggedDelivery) -> MatchDialog:
        """Ask which title it is there, and send it as that."""
        title = self._title_of(delivery.destination)
        dialog = MatchDialog(self._backing, watch, delivery, title, self._over)
        correcting = self._backing.engine.sync.correcting

        def correct(match: Match) -> None:
            said = self.tr("{tracker} gets it as “{title}” now.")
            if attempt(self._over, lambda: correcting.correct(delivery.id, match)):
                self.said.emit(said.format(tracker=title, title=match.title), None)
            self.done.emit()

        dialog.chosen.connect(correct)
        dialog.open()
        return dialog

    def undo(self, watches: Sequence[LoggedWatch]) -> None:
        """Ask, then take the watches back everywhere."""
        watches = _standing(watches)
        ids = [one.id for one in watches]
        correcting = self._backing.engine.sync.correcting
        said = self._counted(watches, self.tr("{what} is undone."), self.tr("{what} are undone."))
        ask(
            self._over,
            self._headed(self.tr("Undo {what}?"), watches),
            " ".join(self._what_undoing_does(watches)),
            self.tr("Undo"),
            lambda: self._each(ids, lambda one: correcting.undo([one]), said),
        )

    def delete(self, watches: Sequence[LoggedWatch]) -> None:
        """Ask, then take the watches out of the log only."""
        ids = [one.id for one in watches]
        sentence = self.tr(
            "It leaves the log and does not come back. What was delivered stays at the trackers; "
            "to remove it there, undo the watch instead."
        )
        said = self._counted(watches, self.tr("{what} is deleted."), self.tr("{what} are deleted."))
        ask(
            self._over,
            self._headed(self.tr("Delete {what}?"), watches),
            sentence,
            self.tr("Delete"),
            lambda: self._each(ids, watched.delete, said),
        )

    # -- never again

    def never(self, watch: LoggedWatch, reach: Reach) -> None:
        """Ask, then never send this title or show of the member again."""
        what = watch.show if reach is Reach.SHOW else log.heading(watch)
        who = watch.member.name if watch.member else ""
        short = self.tr("Not sent any more.")
        sentence = self.tr(
            "What {member} watches of it stays in the log and is not sent. What was delivered "
            "stays. You find this rule at the member."
        )
        ask(
            self._over,
            self.tr("Never send {what}?").format(what=wording.elided(what or "", LONGEST_TITLE)),
            sentence.format(member=who),
            self.tr("Never send it"),
            lambda: self._each([watch.id], lambda one: never.add(one, reach), short),
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
                lambda _: self._finish(self.tr("Not sent any more.")),
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
        self.said.emit(self.tr("Copied."), None)

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

    def _each(
        self,
        ids: Sequence[int],
        work: Callable[[int], object],
        short: str = "",
        then: Callable[[], object] = lambda: None,
    ) -> None:
        """Do it with each, letting the window have its turn; of many, what is gone is left out.

        `short` is said where all went well; `then` is done however it went.
        """
        if len(ids) <= AT_ONCE:
            well = attempt(self._over, lambda: [work(one) for one in ids])
            then()
            self._finish(short if well else "")
            return

        async def go_on() -> None:
            for place, one in enumerate(ids):
                with suppress(Missing, Conflict):
                    work(one)
                if place % AT_ONCE == 0:
                    await asyncio.sleep(0)

        def done(_: None) -> None:
            then()
            self._finish(short)

        self._backing.background.run(
            self._over, go_on(), done, lambda trouble: say(self._over, trouble)
        )

    def _finish(self, short: str) -> None:
        if short:
            self.said.emit(short, None)
        self.done.emit()

    def _counted(self, watches: Sequence[LoggedWatch], one: str, several: str) -> str:
        """Return what was done with these, with their title or their number in it."""
        sentence = one if len(watches) == 1 else several
        what = self._headed("{what}", watches)
        return sentence.replace("{what}", what)

    def _headed(self, question: str, watches: Sequence[LoggedWatch]) -> str:
        if len(watches) == 1:
            what = wording.elided(log.heading(watches[0]), LONGEST_TITLE)
        else:
            what = self.tr("{count} watches").format(count=len(watches))
        return question.format(what=what)

    def _what_undoing_does(self, watches: Sequence[LoggedWatch]) -> list[str]:
        """Say what goes where, and what stays."""
        removes = self._backing.engine.sync.correcting.removes
        there = [one for watch in watches for one in watch.deliveries if one.state in SUCCEEDED]
        names_ = dict.fromkeys(one.destination for one in there)
        gone = [self._title_of(one) for one in names_ if removes(one)]
        stays = [self._title_of(one) for one in names_ if not removes(one)]
        several = len(watches) > 1
        said = [self.tr("They leave the log.") if several else self.tr("It leaves the log.")]
        if gone:
            text = self.tr("What Scroblarr sent to {trackers} is removed there.")
            said.append(text.format(trackers=names(gone)))
        if stays:
            text = self.tr("{trackers} cannot take it back: remove it there by hand.")
            said.append(text.format(trackers=names(stays)))
        said.append(
            self.tr(
                "The media server still counts it as watched. Watching it again counts as always."
            )
        )
        return said


def _standing(watches: Sequence[LoggedWatch]) -> list[LoggedWatch]:
    """Return those that were not taken back already."""
    return [one for one in watches if not one.undone]


def _in_their_place(
    moved: Sequence[LoggedWatch], done: Mapping[int, Corrected], member_ids: Sequence[int]
) -> list[int]:
    """Return one watch for each that was given: itself where it stays, else the first new one."""
    stays = {one.id for one in moved if one.member is not None and one.member.id in member_ids}
    there = ((one.id,) if one.id in stays else done[one.id].made[:1] for one in moved)
    return [watch_id for found in there for watch_id in found]
