"""What is held back: pauses, and the questions that a person has to answer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from peewee import JOIN

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import watched
from scroblarr_desktop.store.database import writing
from scroblarr_desktop.store.models import (
    DeliveryRow,
    HoldRow,
    MemberRow,
    ServerRow,
    WatchRow,
)
from scroblarr_desktop.store.prepared import Prepared
from scroblarr_desktop.store.records import DeliveryState, HoldKind, Named, Pause, Question
from scroblarr_desktop.store.refusals import Missing

SEND = "send"
KEEP = "keep"
NOW = "now"
RELEASED = "released"
LEAVE_OUT = "leave_out"
COUNT = "count"
_CHANGED = Changed.QUESTIONS | Changed.LOG | Changed.STATE
_OPTIONS = {
    HoldKind.PAUSE: ((SEND, "Send them"), (KEEP, "Keep them here only")),
    HoldKind.HAND_MARKS: (
        (NOW, "Send, with the time of marking"),
        (RELEASED, "Send, with their release dates"),
        (LEAVE_OUT, "Leave them out"),
    ),
    HoldKind.REPLAY: ((COUNT, "Count it"), (LEAVE_OUT, "Leave it out")),
}


def start_pause(member_id: int | None, until: datetime | None) -> None:
    """Stop sending, for everyone or one member, until then or until resumed."""
    with writing(_CHANGED):
        if (
            member_id is not None
            and not MemberRow.select()
            .where(MemberRow.id == member_id, MemberRow.deleted_at.is_null())
            .exists()
        ):
            raise Missing("member")
        running = _running(member_id)
        if running is not None:
            running.until = until
            running.save()
            return
        HoldRow.create(
            kind=HoldKind.PAUSE, member=member_id, started_at=datetime.now(UTC), until=until
        )


def pauses() -> list[Pause]:
    """Return the pauses that are running, that of everyone first."""
    return [Pause(row.id, row.member_id, row.until) for row in _RUNNING.rows()]


_RUNNING = Prepared(
    lambda: (
        HoldRow.select()
        .join(MemberRow, JOIN.LEFT_OUTER)
        .where(
            HoldRow.kind == HoldKind.PAUSE,
            HoldRow.ended_at.is_null(),
            MemberRow.deleted_at.is_null(),
        )
        .order_by(HoldRow.member, HoldRow.id)
    )
)


def pause_for(member_id: int) -> int | None:
    """Return the pause that holds this member's watches back now."""
    for pause in pauses():
        if pause.member_id in (None, member_id):
            return pause.id
    return None


def end_due_pauses(now: datetime) -> None:
    for pause in pauses():
        if pause.until is not None and pause.until <= now:
            with writing(_CHANGED):
                _end(HoldRow.get_by_id(pause.id), now)


def resume(member_id: int | None, answer: str | None) -> None:
    """End the pause of everyone or of one member, and answer what becomes of its watches."""
    now = datetime.now(UTC)
    with writing(_CHANGED):
        running = _running(member_id)
        if running is not None:
            _end(running, now)
        if answer is not None:
            asking = HoldRow.select().where(
                HoldRow.kind == HoldKind.PAUSE,
                HoldRow.member == member_id if member_id else HoldRow.member.is_null(),
                HoldRow.ended_at.is_null(False),
                HoldRow.answered_at.is_null(),
            )
            for row in list(asking):
                _answer(row, answer, now)


def ask_about_marks(member_id: int, watch_ids: list[int]) -> None:
    """Hold what is not sent yet of these watches until the person says how to send it."""
    with writing(_CHANGED):
        hold = HoldRow.get_or_none(
            HoldRow.kind == HoldKind.HAND_MARKS,
            HoldRow.member == member_id,
            HoldRow.answered_at.is_null(),
        )
        if hold is None:
            now = datetime.now(UTC)
            hold = HoldRow.create(
                kind=HoldKind.HAND_MARKS, member=member_id, started_at=now, ended_at=now
            )
        query = DeliveryRow.update(hold=hold, message="Held until you say how to send it.")
        query.where(
            DeliveryRow.watch.in_(watch_ids),
            DeliveryRow.watch.in_(WatchRow.select(WatchRow.id).where(WatchRow.member == member_id)),
            DeliveryRow.state == DeliveryState.WAITING,
            DeliveryRow.hold.is_null(),
            ~DeliveryRow.fate_unknown,
        ).execute()


def ask_about_replay(member_id: int, watch_id: int) -> None:
    """Hold this watch until the person says whether it was seen again, or only begun again."""
    waiting = (DeliveryRow.watch == watch_id) & (DeliveryRow.state == DeliveryState.WAITING)
    with writing(_CHANGED):
        if not DeliveryRow.select().where(waiting).exists():
            return
        now = datetime.now(UTC)
        hold = HoldRow.create(kind=HoldKind.REPLAY, member=member_id, started_at=now, ended_at=now)
        message = "Held until you say whether it was seen again."
        DeliveryRow.update(hold=hold, message=message).where(waiting).execute()


def answer(question_id: int, choice: str) -> None:
    """Carry out what the person chose. Raises Missing where the question is closed already."""
    with writing(_CHANGED):
        row = HoldRow.get_or_none(
            HoldRow.id == question_id,
            HoldRow.answered_at.is_null(),
            HoldRow.ended_at.is_null(False),
        )
        if row is None or choice not in dict(_OPTIONS[HoldKind(row.kind)]):
            raise Missing("question or answer")
        _answer(row, choice, datetime.now(UTC))


def questions() -> list[Question]:
    """Return what is held until a person answers."""
    if _ASKING.run().fetchone() is None:
        return []
    query = HoldRow.select(HoldRow, MemberRow).join(MemberRow, JOIN.LEFT_OUTER)
    asking = query.where(HoldRow.ended_at.is_null(False), HoldRow.answered_at.is_null())
    found = []
    for row in asking.order_by(HoldRow.id):
        count = DeliveryRow.select(DeliveryRow.watch).where(_held(row)).distinct().count()
        if count:
            found.append(_question(row, count))
    return found


_ASKING = Prepared(
    lambda: HoldRow.select(HoldRow.id).where(
        HoldRow.ended_at.is_null(False), HoldRow.answered_at.is_null()
    )
)


def _question(row: HoldRow, count: int) -> Question:
    kind = HoldKind(row.kind)
    whose = Named(row.member_id, row.member.name) if row.member_id else None
    who = whose.name if whose else "Somebody"
    if kind is HoldKind.REPLAY:
        text = _about_replay(row, who)
    elif kind is HoldKind.PAUSE:
        text = f"{count} watches of the pause wait to be sent."
        text = "1 watch of the pause waits to be sent." if count == 1 else text
    else:
        text = f"{who} marked {count} watches as watched by hand at once."
        text = f"{who} marked 1 watch as watched by hand at once." if count == 1 else text
    return Question(row.id, kind, whose, text, _OPTIONS[kind], count)


def _about_replay(row: HoldRow, who: str) -> str:
    watch = WatchRow.select().join(DeliveryRow).where(_held(row)).get()
    numbered = watch.season is not None and watch.number is not None
    place = f"{watch.season}x{watch.number:02d}" if numbered else ""
    what = " ".join(part for part in (watch.show, place, watch.title) if part)
    at = f"{watch.watched_at.astimezone():%d.%m.%Y, %H:%M}"
    server = ServerRow.get_by_id(watch.server_id).name
    return (
        f"{who} played “{what}” again ({at}). {server} does not say whether to the end; "
        "it was seen before."
    )


def _running(member_id: int | None) -> Any:
    whose = HoldRow.member == member_id if member_id else HoldRow.member.is_null()
    return HoldRow.get_or_none(HoldRow.kind == HoldKind.PAUSE, whose, HoldRow.ended_at.is_null())


def _end(row: HoldRow, now: datetime) -> None:
    row.ended_at = now
    if not DeliveryRow.select().where(_held(row)).exists():
        row.answered_at = now
    row.save()


def _answer(row: HoldRow, choice: str, now: datetime) -> None:
    row.answered_at, row.answer = now, choice
    row.save()
    if row.kind == HoldKind.REPLAY:
        _settle_replay(row, choice, now)
        return
    changes: dict[str, object]
    if choice in (KEEP, LEAVE_OUT):
        changes = {
            "state": DeliveryState.CANCELLED,
            "next_try_at": None,
            "message": "You chose to keep it here only.",
        }
    else:
        changes = {"next_try_at": now, "message": "", "at_release": choice == RELEASED}
    DeliveryRow.update({**changes, "hold": None}).where(_held(row)).execute()


def _settle_replay(row: HoldRow, choice: str, now: datetime) -> None:
    if choice == COUNT:
        changes = {"next_try_at": now, "message": "", "hold": pause_for(row.member_id)}
        DeliveryRow.update(changes).where(_held(row)).execute()
        return
    # It was not watched, so it does not belong into the log either.
    held = DeliveryRow.select(DeliveryRow.watch_id).where(_held(row)).distinct()
    for (watch_id,) in list(held.tuples()):
        watched.delete(watch_id)


def _held(row: HoldRow) -> object:
    return (DeliveryRow.hold == row.id) & (DeliveryRow.state == DeliveryState.WAITING)
