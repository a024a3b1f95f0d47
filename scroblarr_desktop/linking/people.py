"""Who of the people on a media server is whom: suggestions, and saying so for many at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.store import assignments, household, writing
from scroblarr_desktop.store.records import Assignment, Member, Relation, Viewer

IGNORE = "ignore"


@dataclass(frozen=True)
class New:
    """Somebody who is to become a member."""

    name: str


Choice = New | int | str
"""A new member, the id of a member, or IGNORE."""


@dataclass(frozen=True)
class Suggested:
    """Somebody on a media server, with whose they are or may be."""

    viewer: Viewer
    owners: tuple[Member, ...]
    member_id: int | None = None
    """A member of an equal or similar name: a guess to be confirmed, never more."""


def suggestions(server_id: int) -> list[Suggested]:
    """Return the people known on that server: the owner and the home first, shares last."""
    members = household.members()
    found = [_suggested(viewer, members) for viewer in household.viewers_on(server_id)]
    return sorted(found, key=_place)


def take(server_id: int, choices: Mapping[int, Choice]) -> list[Assignment]:
    """Do what was chosen for each viewer of the server, all of it or nothing.

    What is kept for somebody goes to the accounts of whom they are given to. Raises Missing,
    Conflict.
    """
    made = []
    with writing(Changed.HOUSEHOLD):
        for viewer_id, choice in choices.items():
            if choice == IGNORE:
                household.ignore_viewer(viewer_id)
            elif isinstance(choice, New):
                made.append(assign(viewer_id, [], choice.name))
            elif isinstance(choice, int):
                made.append(assign(viewer_id, [choice]))
    return made


def assign(
    viewer_id: int, member_ids: Iterable[int], new_name: str = "", *, send: bool = True
) -> Assignment:
    """Give the viewer to these members, and to a new one of that name where there is one.

    See `assignments.assign`. Raises Missing, Conflict.
    """
    with writing(Changed.HOUSEHOLD):
        whose = list(member_ids)
        if new_name:
            whose.append(household.add_member(new_name).id)
        return assignments.assign(viewer_id, whose, send=send)


def _suggested(viewer: Viewer, members: Iterable[Member]) -> Suggested:
    owners = tuple(household.members_of(viewer.id))
    if owners:
        return Suggested(viewer, owners)
    alike = [member.id for member in members if _alike(member.name, viewer.name)]
    return Suggested(viewer, (), alike[0] if len(alike) == 1 else None)


def _alike(first: str, second: str) -> bool:
    one, other = _folded(first), _folded(second)
    return bool(one and other) and (one == other or one.split()[0] == other.split()[0])


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join("".join(letters).split())


def _place(one: Suggested) -> tuple[int, str]:
    order = (Relation.OWNER, Relation.HOME, Relation.USER, None, Relation.SHARE)
    return order.index(one.viewer.relation), one.viewer.name.casefold()
