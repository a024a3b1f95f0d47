"""From the inbox to watches and their deliveries: one entry, one transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.schedule import Clock
from scroblarr_desktop.store import catch_up, household, inbox, servers, watched, writing
from scroblarr_desktop.store.records import (
    CatchUpMode,
    EarlierWatch,
    EntrySource,
    InboxEntry,
    InboxState,
    Member,
    Server,
)
from scroblarr_desktop.sync import missing, unassigned
from scroblarr_desktop.sync.caught_up import finishes_of, told_otherwise
from scroblarr_desktop.sync.entries import read_entry
from scroblarr_desktop.sync.libraries import Library, Wanted, chooses, skips
from scroblarr_desktop.sync.recording import Source, record
from scroblarr_desktop.sync.rules import Finish, New, Not, Same, counts_at, decide
from scroblarr_desktop.watches import (
    Ignored,
    Item,
    Kind,
    Progress,
    ProgressAction,
    Reading,
    Unreadable,
    Watch,
)

log = logging.getLogger(__name__)

FRESH = timedelta(minutes=1)
"""Progress older than this is not shown anywhere: it is no longer true."""


@dataclass(frozen=True)
class Seen:
    """Who is where in what, just now."""

    member: Member
    viewer_id: int
    item: Item
    progress: Progress


class Intake:
    """Reads inbox entries. Progress is passed on as it comes; everything else goes to the store."""

    def __init__(
        self,
        clock: Clock,
        on_progress: Callable[[Seen], None],
        on_finish: Callable[[int, Item], None],
        library_of: Callable[[Wanted], Library | None],
    ) -> None:
        self._clock = clock
        self._library_of = library_of
        self._on_progress = on_progress
        self._on_finish = on_finish
        self._completed: dict[int, datetime] = {}
        """When watches that were counted from a stop got their finish: it may come twice."""

    def take(self, entry: InboxEntry) -> None:
        """Settle one entry. Raises StoreTrouble, and then the entry stays unread.

        It also does while its library is asked for.
        """
        try:
            reading = read_entry(entry)
        except Unreadable as error:
            inbox.settle(entry.id, InboxState.UNREADABLE, "unreadable", str(error))
            return
        with writing(Changed.INBOX, lasting=False):
            self._settle(entry, reading)

    def _settle(self, entry: InboxEntry, reading: Reading) -> None:
        outcome = reading.outcome
        if reading.server is None:
            inbox.note(entry.id, event=reading.event)
            if not isinstance(outcome, Ignored):
                outcome = Ignored("missing_fields", "The body does not say which server sent it.")
            inbox.settle(entry.id, InboxState.IGNORED, outcome.code, outcome.reason)
            return
        server = servers.recognise(
            entry.kind, reading.server, entry.admitted_by, reading.from_owner
        )
        if server.muted:
            servers.count_muted(server.id)
            inbox.drop(entry.id)
            return
        self._settle_from(entry, reading, server)

    def _settle_from(self, entry: InboxEntry, reading: Reading, server: Server) -> None:
        viewer = None
        if reading.viewer is not None:
            viewer = household.see_viewer(server.id, reading.viewer, _seen_at(entry, reading))
        viewer_id = viewer.id if viewer else None
        inbox.note(
            entry.id,
            event=reading.event,
            server_id=server.id,
            viewer_id=viewer_id,
            what=_finished(reading.outcome),
            watched_at=_finished_at(reading.outcome),
        )
        if entry.source is EntrySource.WEBHOOK:
            servers.note_event(server.id, entry.received_at, _sentence(reading))
            catch_up.note_heard(server.id, entry.received_at)
        if isinstance(reading.outcome, Ignored):
            code, reason = reading.outcome.code, reading.outcome.reason
            inbox.settle(entry.id, InboxState.IGNORED, code, reason)
        elif viewer is None:
            reason = "The body does not say who was watching."
            inbox.settle(entry.id, InboxState.IGNORED, "missing_fields", reason)
        elif viewer.ignored and not household.members_of(viewer.id):
            if entry.source is EntrySource.WEBHOOK or _is_only_read(server):
                household.count_ignored(viewer.id)
            inbox.drop(entry.id)
        else:
            self._settle_viewing(Source(entry, server, viewer), reading.outcome)

    def _settle_viewing(self, source: Source, outcome: Watch | Progress) -> None:
        members = household.members_of(source.viewer.id) if source.server.adopted else []
        if isinstance(outcome, Watch) and not members:
            kept_id = unassigned.kept_already(source, outcome)
            if kept_id is not None:
                reason = f"The same watch is kept already, as entry {kept_id}."
                inbox.settle(source.entry.id, InboxState.IGNORED, inbox.SAME_WATCH, reason)
                return
            missing.note(source, outcome)
            reason = "Nobody in the household is this viewer yet."
            if not source.server.adopted:
                reason = "It comes from a media server that is not connected."
            inbox.settle(source.entry.id, InboxState.UNASSIGNED, "unassigned", reason)
            return
        library = self._library(source, outcome, members)
        if library is None:
            return
        source = replace(source, library=library)
        if isinstance(outcome, Progress):
            self._settle_progress(source, outcome, members)
        else:
            if self._plan_all(source, members, finishes_of(source, outcome)):
                missing.note(source, outcome)

    def _library(
        self, source: Source, outcome: Watch | Progress, members: list[Member]
    ) -> Library | None:
        """Return the library that it is in, None while that is asked for."""
        choosing = [member for member in members if chooses(member, source.server)]
        if not choosing or outcome.library is not None:
            return Library(outcome.library)
        counts = isinstance(outcome, Watch) or any(
            isinstance(counts_at(member, outcome), float | int) for member in choosing
        )
        if not counts and not self._is_fresh(source.entry):
            return Library(None)
        key = outcome.items[0].server_key
        return self._library_of(Wanted(source.entry, source.server, key, patient=counts))

    def _settle_progress(self, source: Source, progress: Progress, members: list[Member]) -> None:
        reasons = [("progress", "Somebody is watching; nothing is finished.")]
        planned = False
        for member in members:
            position = counts_at(member, progress)
            if isinstance(position, Not):
                reasons.append((position.code, position.reason))
            if isinstance(position, float | int):
                finishes = [
                    Finish(item, progress.at, stop_position_s=position) for item in progress.items
                ]
                planned |= self._plan(source, member, finishes, reasons)
            elif self._is_fresh(source.entry) and not source.may_be_private(member):
                self._on_progress(Seen(member, source.viewer.id, progress.items[0], progress))
        self._close(source.entry, planned, reasons[-1])

    def _plan_all(self, source: Source, members: list[Member], finishes: list[Finish]) -> bool:
        reasons: list[tuple[str, str]] = []
        planned = [self._plan(source, member, finishes, reasons) for member in members]
        self._close(source.entry, any(planned), reasons[-1] if reasons else ("", ""))
        return any(planned)

    def _plan(
        self,
        source: Source,
        member: Member,
        finishes: list[Finish],
        reasons: list[tuple[str, str]],
    ) -> bool:
        """Return whether any item became a watch; else the reasons say why not."""
        planned = False
        if skips(member, source.server, source.library):
            reason = f"This library does not count for {member.name}."
            reasons.append((inbox.LIBRARY_SKIPPED, reason))
            return False
        for ordinal, finish in enumerate(finishes):
            if self._is_fresh(source.entry):
                self._on_finish(member.id, finish.item)
            if watched.planned_already(source.entry.id, ordinal, member.id):
                planned = True
                continue
            decision = decide(member, finish, self._earlier(source, member, finish))
            if isinstance(decision, New):
                record(source, member, ordinal, finish, decision)
                planned = True
            elif isinstance(decision, Same):
                self._note_same(decision, finish)
                watched.note_repeat(decision.watch_id, source.entry.id)
                reasons.append((inbox.SAME_WATCH, f"Same watch as {decision.watch_id}."))
            else:
                reasons.append((decision.code, decision.reason))
        return planned

    def _earlier(self, source: Source, member: Member, finish: Finish) -> list[EarlierWatch]:
        found = watched.earlier(member.id, finish.item)
        found += told_otherwise(source, member, finish, but=found)
        completed = [one for one in found if one.id in self._completed]
        return [*found, *(replace(one, watched_at=self._completed[one.id]) for one in completed)]

    def _note_same(self, same: Same, finish: Finish) -> None:
        if same.completes:
            watched.note_finish(same.watch_id)
            self._completed[same.watch_id] = finish.watched_at
        if same.stop_position_s is not None:
            watched.note_stop(same.watch_id, same.stop_position_s)

    def _is_fresh(self, entry: InboxEntry) -> bool:
        is_webhook = entry.source is EntrySource.WEBHOOK
        return is_webhook and entry.received_at > self._clock() - FRESH

    def _close(self, entry: InboxEntry, planned: bool, reason: tuple[str, str]) -> None:
        if planned:
            inbox.settle(entry.id, InboxState.PLANNED)
        else:
            inbox.settle(entry.id, InboxState.IGNORED, *reason)


def _seen_at(entry: InboxEntry, reading: Reading) -> datetime:
    return _finished_at(reading.outcome) or entry.received_at


def _is_only_read(server: Server) -> bool:
    return catch_up.of(server.id).mode is CatchUpMode.READING


def _finished_at(outcome: Watch | Progress | Ignored) -> datetime | None:
    return outcome.watched_at if isinstance(outcome, Watch) else None


def _sentence(reading: Reading) -> str:
    """Return what happened there, as it goes on after "last event 12 s ago: "."""
    who = reading.viewer.name if reading.viewer and reading.viewer.name else "Somebody"
    outcome = reading.outcome
    if isinstance(outcome, Ignored):
        return outcome.reason.rstrip(".")
    what = _heading(outcome.items[0])
    if isinstance(outcome, Watch):
        return f"{who} marked {what} as watched" if outcome.by_hand else f"{who} finished {what}"
    return f"{who} {_DOING[outcome.action]} {what}"


def _finished(outcome: Watch | Progress | Ignored) -> str:
    """Return what was finished, in words for people; empty where nothing was."""
    return _heading(outcome.items[0]) if isinstance(outcome, Watch) else ""


_DOING = {
    ProgressAction.PLAY: "began to watch",
    ProgressAction.RESUME: "went on with",
    ProgressAction.PAUSE: "paused",
    ProgressAction.STOP: "stopped",
}


def _heading(item: Item) -> str:
    """Return how people name it: "Harbour Street 1x04 Part 4", "The Lantern Year (2021)"."""
    if item.kind is Kind.MOVIE:
        return f"{item.title} ({item.year})" if item.year else item.title
    numbered = item.season is not None and item.number is not None
    place = f"{item.season}x{item.number:02d}" if numbered else ""
    return " ".join(part for part in (item.show, place, item.title) if part)
