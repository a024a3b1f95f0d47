"""What must hold after every attack, seen from the outside: trackers, local API, log.

`verdict` returns one sentence for each promise that was broken; none at all is what tests want.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from scroblarr_desktop.demo.catalogue import Episode, Thing
from tests.attacks.clocks import SECOND
from tests.attacks.trackers import TRACKERS, Held, Tracker
from tests.attacks.truth import Person, Watched, run_time

EXACT = SECOND * 1.05
"""Trackers keep whole seconds."""

LIVE = 10 * SECOND
BEFORE = 60 * SECOND
"""What another program wrote so long before the watch counts as the watch."""

ARRIVED = {"delivered", "already_there"}
RESOLVED = ("It was not certain whether it had arrived before.", "It is not known whether")
"""What a row says where a try of unknown fate was decided upon."""

LEFT_OUT = "this account takes no rewatches"
KEEP_ONE = {tracker.name for tracker in TRACKERS if tracker.keeps_one}


@dataclass(frozen=True)
class Evidence:
    """All that is known from the outside."""

    people: Sequence[Person]
    watched: Sequence[Watched]
    trackers: Sequence[Tracker]
    log: Sequence[dict[str, Any]]
    """Watches as the local API tells them, with every attempt."""


@dataclass
class Count:
    """What an attack came to, for the closing note."""

    watched: int = 0
    plays: int = 0
    asked_about: int = 0
    """Of unknown fate: left to a person."""
    lost: int = 0
    doubled: int = 0
    others: list[str] = field(default_factory=list)

    def __add__(self, more: Count) -> Count:
        return Count(
            self.watched + more.watched,
            self.plays + more.plays,
            self.asked_about + more.asked_about,
            self.lost + more.lost,
            self.doubled + more.doubled,
            self.others + more.others,
        )

    def figures(self) -> dict[str, int]:
        return {
            "deliveries": self.watched,
            "plays": self.plays,
            "left to a person": self.asked_about,
            "lost": self.lost,
            "doubled": self.doubled,
            "at a wrong time or of somebody else": len(self.others),
        }

    def __str__(self) -> str:
        return ", ".join(f"{name} {number}" for name, number in self.figures().items())


def verdict(evidence: Evidence) -> list[str]:
    """Return what was promised and not kept, in sentences."""
    count, complaints = judged(evidence)
    del count
    return complaints


def judged(evidence: Evidence) -> tuple[Count, list[str]]:
    """Return the counts, and what was promised and not kept."""
    count = Count()
    complaints: list[str] = []
    for tracker in evidence.trackers:
        for person in evidence.people:
            if tracker.name in person.accounts:
                one = _Account(evidence, tracker, person)
                complaints += one.complaints()
                count += one.count
        complaints += tracker.complaints()
        strangers = _touched_strangers(evidence, tracker)
        count.others += strangers
        complaints += strangers
    complaints += _log_complaints(evidence)
    return count, complaints


def _touched_strangers(evidence: Evidence, tracker: Tracker) -> list[str]:
    linked = {one.name for one in evidence.people if tracker.name in one.accounts}
    return [
        f"others: {name} at {tracker.name} holds plays and is nobody's account"
        for name in tracker.users()
        if name not in linked and tracker.held(name)
    ]


class _Account:
    """One member's account at one tracker."""

    def __init__(self, evidence: Evidence, tracker: Tracker, person: Person) -> None:
        self.tracker = tracker
        self.person = person
        self.watched = [one for one in evidence.watched if one.who == person.name]
        self.held = tracker.held(person.name)
        self.rows = [row for row in evidence.log if row["member"]["id"] == person.member_id]
        self.count = Count(watched=len(self.watched), plays=len(self.held))

    def complaints(self) -> Iterator[str]:
        things = {one.thing for one in self.watched} | {one.thing for one in self.held}
        for thing in sorted(things, key=lambda one: one.trakt):
            watched = [one for one in self.watched if one.thing is thing]
            held = [one for one in self.held if one.thing is thing]
            yield from self._judge(thing, watched, held)

    @property
    def _judge(self) -> Callable[[Thing, list[Watched], list[Held]], Iterator[str]]:
        if not self.tracker.takes_time:
            return self._by_number
        return self._by_mark if self.tracker.keeps_one else self._by_time

    def _by_time(self, thing: Thing, watched: list[Watched], held: list[Held]) -> Iterator[str]:
        ours = [one for one in held if not one.foreign]
        foreign = [one for one in held if one.foreign]
        owners = [_owner(play, watched) for play in ours]
        for play, owner in zip(ours, owners, strict=True):
            if owner is None:
                yield self._say("others", thing, f"holds a play of {play.at} that nobody watched")
        for one in watched:
            own = sum(owner is one for owner in owners)
            elsewhere = any(_counts_as(play, one) for play in foreign)
            if own > 1 or (own and elsewhere):
                yield self._say("doubled", thing, f"of {one.at} is there {own} times")
            if not own and not elsewhere and one.certain:
                yield self._say("lost", thing, f"of {one.at} is not there")

    def _by_mark(self, thing: Thing, watched: list[Watched], held: list[Held]) -> Iterator[str]:
        """Simkl keeps one mark, with the time of the first viewing that it is told of."""
        for play in held:
            if not play.foreign and _owner(play, watched) is None:
                yield self._say("others", thing, f"is marked at {play.at}, when nobody watched it")
        if not held and any(one.certain for one in watched):
            yield self._say("lost", thing, "is not marked")
        brought = [one for row in self._rows_of(thing) for one in self._sent(row)]
        if len(held) > 1 or sum(one["state"] == "delivered" for one in brought) > 1:
            yield self._say("doubled", thing, "is marked more than once")

    def _by_number(self, thing: Thing, watched: list[Watched], held: list[Held]) -> Iterator[str]:
        """TV Time takes no times: all there is to compare is how often."""
        ours = sum(not one.foreign for one in held)
        elsewhere = len(held) - ours if isinstance(thing, Episode) else 0
        asked = sum(_asks_person(one) for row in self._rows_of(thing) for one in self._sent(row))
        self.count.asked_about += asked
        certain = sum(one.certain for one in watched)
        if ours > len(watched):
            yield self._say("doubled", thing, f"is there {ours} times, watched {len(watched)}")
        if ours + asked + min(elsewhere, 1) < certain:
            yield self._say("lost", thing, f"is there {ours} times, watched {certain}")

    def _rows_of(self, thing: Thing) -> list[dict[str, Any]]:
        return [row for row in self.rows if _is_of(row, thing)]

    def _sent(self, row: dict[str, Any]) -> list[dict[str, Any]]:
        return [one for one in row["deliveries"] if one["destination"] == self.tracker.name]

    def _say(self, kind: str, thing: Thing, what: str) -> str:
        sentence = f"{kind} at {self.tracker.name}: {self.person.name}'s {thing.title} {what}"
        if kind == "others":
            self.count.others.append(sentence)
        else:
            setattr(self.count, kind, getattr(self.count, kind) + 1)
        return sentence


def _owner(play: Held, watched: Iterable[Watched]) -> Watched | None:
    """Return the viewing that the play is of: right to the second, or live within ten."""
    near = [one for one in watched if _apart(play, one) is not None]
    return min(near, key=lambda one: _apart(play, one) or timedelta(), default=None)


def _apart(play: Held, one: Watched) -> timedelta | None:
    first = one.at if play.live else one.recorded_at
    apart = max(first - play.at, play.at - first - one.late_by, timedelta())
    return apart if apart <= (LIVE + SECOND if play.live else EXACT) else None


def _counts_as(play: Held, one: Watched) -> bool:
    after = play.at - one.recorded_at
    return -BEFORE - SECOND <= after <= run_time(one.thing) / 2


def _log_complaints(evidence: Evidence) -> Iterator[str]:
    told: Counter[tuple[int, Thing]] = Counter()
    certain: Counter[tuple[int, Thing]] = Counter()
    members = {person.name: person.member_id for person in evidence.people}
    for one in evidence.watched:
        told[members[one.who], one.thing] += 1
        certain[members[one.who], one.thing] += one.certain
    for (member_id, thing), most in told.items():
        rows = [row for row in evidence.log if row["member"]["id"] == member_id]
        found = sum(_is_of(row, thing) for row in rows)
        if not certain[member_id, thing] <= found <= most:
            yield f"log: {thing.title} of member {member_id} stands there {found} times, not {most}"
    for row in evidence.log:
        for delivery in row["deliveries"]:
            yield from _row_complaints(row, delivery)


def _row_complaints(row: dict[str, Any], delivery: dict[str, Any]) -> Iterator[str]:
    where = f"log: {row['title']} at {delivery['destination']}"
    tries = delivery["attempt_log"]
    if not (delivery["state"] in ARRIVED or _asks_person(delivery) or _is_left_out(delivery)):
        yield f"{where} ended as {delivery['state']}: {delivery['message']}"
    if any(one["finished_at"] is None for one in tries):
        yield f"{where} has a try without an end"
    doubtful = any(one["outcome"] == "unknown" for one in tries)
    if doubtful and not any(word in delivery["message"] for word in RESOLVED):
        yield f"{where} does not say what was decided: {delivery['message']!r}"


def _asks_person(delivery: dict[str, Any]) -> bool:
    return (delivery["state"], delivery["waiting_for"]) == ("waiting", "answer")


def _is_left_out(delivery: dict[str, Any]) -> bool:
    """Return whether the account takes no rewatches, as is usual where there is one mark."""
    left_out = delivery["state"] == "cancelled" and LEFT_OUT in delivery["message"]
    return left_out and delivery["destination"] in KEEP_ONE


def _is_of(row: dict[str, Any], thing: Thing) -> bool:
    if isinstance(thing, Episode):
        return (row["season"], row["number"]) == (thing.season, thing.number)
    return bool(row["title"] == thing.title)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
