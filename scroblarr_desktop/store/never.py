"""What a member never wants sent: a film, an episode, or a whole show. It is recorded all the same.

Told apart by the item's keys, as the same item is everywhere else; the ids decide where two shows
go by one title.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import reduce
from typing import Any

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store.database import writing
from scroblarr_desktop.store.log import heading
from scroblarr_desktop.store.models import (
    DeliveryRow,
    MemberRow,
    NeverSentRow,
    WatchKeyRow,
    WatchRow,
)
from scroblarr_desktop.store.prepared import Prepared
from scroblarr_desktop.store.records import DeliveryState, Never, Reach
from scroblarr_desktop.store.refusals import Conflict, Missing
from scroblarr_desktop.store.watched import as_json, from_json
from scroblarr_desktop.watches import Item, Kind, plain_title, same_item, same_show

_CHANGED = Changed.LOG | Changed.HOUSEHOLD | Changed.QUESTIONS

_OPEN = (DeliveryState.WAITING, DeliveryState.UNMATCHED, DeliveryState.REJECTED)


def add(watch_id: int, reach: Reach) -> Never:
    """Return the rule that what was watched there is never sent for its member.

    What waits of it is cancelled; what was delivered stays. Raises Missing, Conflict.
    """
    with writing(_CHANGED):
        watch = WatchRow.get_or_none(WatchRow.id == watch_id, WatchRow.deleted_at.is_null())
        if watch is None:
            raise Missing("watch")
        item = from_json(watch.item)
        if reach is Reach.SHOW and (item.kind is Kind.MOVIE or not item.show):
            raise Conflict("This belongs to no show.")
        row = _same_rule(watch.member_id, reach, item) or NeverSentRow.create(
            member=watch.member_id,
            reach=reach,
            name=heading(watch) if reach is Reach.TITLE else item.show,
            item=as_json(item),
            made_at=datetime.now(UTC),
        )
        _cancel_waiting(row)
    return _record(row)


def remove(rule_id: int) -> None:
    """Send such watches again from now on. Raises Missing."""
    with writing(_CHANGED):
        if not NeverSentRow.delete().where(NeverSentRow.id == rule_id).execute():
            raise Missing("rule")


def of_member(member_id: int) -> list[Never]:
    """Return the member's rules by name. Raises Missing."""
    if not MemberRow.select().where(MemberRow.id == member_id).exists():
        raise Missing("member")
    rows = NeverSentRow.select().where(NeverSentRow.member == member_id)
    return sorted(map(_record, rows), key=lambda rule: rule.name.casefold())


def why(member_id: int, item: Item) -> str | None:
    """Return the sentence that says why this is not sent, None where it may be."""
    for row in _OF_MEMBER.rows(member_id):
        if _means(row, item):
            return sentence(row.name)
    return None


_OF_MEMBER = Prepared(
    lambda member_id: NeverSentRow.select().where(NeverSentRow.member == member_id)
)


def watches_of(member_id: int) -> list[int]:
    """Return the member's watches in the log that are never sent."""
    return [watch_id for row in _OF_MEMBER.rows(member_id) for watch_id in _watches(row)]


def move(gone_id: int, kept_id: int) -> None:
    """Let the rules of one member be another's."""
    with writing(Changed.HOUSEHOLD):
        NeverSentRow.update(member=kept_id).where(NeverSentRow.member == gone_id).execute()


def sentence(name: str) -> str:
    return f"You chose never to send {name}."


def _means(row: Any, item: Item) -> bool:
    meant = from_json(row.item)
    if row.reach == Reach.TITLE:
        return same_item(meant, item)
    return item.kind is Kind.EPISODE and same_show(meant, item)


def _same_rule(member_id: int, reach: Reach, item: Item) -> Any:
    query = NeverSentRow.select().where(
        NeverSentRow.member == member_id, NeverSentRow.reach == reach
    )
    return next((row for row in query if _means(row, item)), None)


def _watches(row: Any) -> Sequence[int]:
    meant = from_json(row.item)
    query = (
        WatchRow.select(WatchRow.id, WatchRow.item)
        .join(WatchKeyRow)
        .where(WatchKeyRow.member == row.member_id, _may_mean(row.reach, meant))
        .distinct()
    )
    return [watch_id for watch_id, item in query.tuples() if _means(row, from_json(item))]


def _may_mean(reach: str, meant: Item) -> Any:
    """Which keys a watch may have of which this is meant."""
    if reach == Reach.TITLE:
        return WatchKeyRow.key.in_(list(meant.identity_keys()))
    shows = [f"show:{source}:{value}" for source, value in meant.show_ids.items()]
    shows.append(f"show:title:{plain_title(meant.show or '')}")
    # All that begins with "show:...:", which ends where the character after ":" would begin.
    spans = [(WatchKeyRow.key >= f"{one}:") & (WatchKeyRow.key < f"{one};") for one in shows]
    return reduce(operator.or_, spans)


def _cancel_waiting(row: Any) -> None:
    waits = DeliveryRow.state.in_(_OPEN) & DeliveryRow.removal.is_null() & ~DeliveryRow.fate_unknown
    open_ones = (
        DeliveryRow.select(DeliveryRow.id, WatchRow.item)
        .join(WatchRow)
        .where(WatchRow.member == row.member_id, waits)
    )
    meant = [one for one, item in open_ones.tuples() if _means(row, from_json(item))]
    changes = {"state": DeliveryState.CANCELLED, "next_try_at": None, "hold": None}
    DeliveryRow.update({**changes, "message": sentence(row.name)}).where(
        DeliveryRow.id.in_(meant)
    ).execute()


def _record(row: Any) -> Never:
    return Never(row.id, row.member_id, Reach(row.reach), row.name)
