"""Who is who: the people of a media server and the members of the household."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from scroblarr_desktop.changes import Changed
from scroblarr_desktop.destinations.titles import title_of
from scroblarr_desktop.store import accounts, assignments, household, merging, servers, writing
from scroblarr_desktop.store.records import (
    Account,
    AccountState,
    Assignment,
    Member,
    Relation,
    Viewer,
)
from scroblarr_desktop.store.refusals import Conflict, Missing
from scroblarr_desktop.watches import plain_letters

OF_THE_HOME = (Relation.OWNER, Relation.HOME, Relation.USER)


@dataclass(frozen=True)
class Suggested:
    """Somebody on a media server, and who that may be."""

    viewer: Viewer
    owners: tuple[Member, ...]
    """Whose viewer it is already."""
    member_id: int | None
    """A member with such a name: only a suggestion."""
    why: str
    """In a sentence for people; empty where there is nothing to say."""

    @property
    def of_the_home(self) -> bool:
        return self.viewer.relation in OF_THE_HOME


@dataclass(frozen=True)
class New:
    """A member who is yet to be added."""

    name: str


Choice = New | int | Literal["ignore"] | None
"""Somebody new, a member by id, to be ignored, or to be left as they are."""


@dataclass(frozen=True)
class Taken:
    assignment_ids: tuple[int, ...] = field(default=())
    """What can be undone for a day."""
    member_ids: tuple[int, ...] = field(default=())
    """Who was added to the household."""


def suggestions(server_id: int) -> list[Suggested]:
    """Return everybody known on that server, those of the home first. Raises Missing."""
    servers.get(server_id)
    members = household.members()
    found = [_suggested(viewer, members) for viewer in household.viewers_on(server_id)]
    return sorted(found, key=lambda one: not one.of_the_home)


def everyone_of_the_home(server_id: int) -> dict[int, Choice]:
    """Return the choices of "add everyone": a new member for each without owner and suggestion."""
    return {
        one.viewer.id: New(one.viewer.name or one.viewer.account_id)
        for one in suggestions(server_id)
        if one.of_the_home and not one.owners and one.member_id is None and not one.viewer.ignored
    }


def take(
    server_id: int,
    choices: Mapping[int, Choice],
    *,
    send: bool = True,
    now: datetime | None = None,
) -> Taken:
    """Carry out what was chosen for viewers of that server, all or nothing.

    `send`: what was kept for them goes to their members' accounts. Raises Missing, Conflict.
    """
    given: list[int] = []
    added: list[int] = []
    with writing(Changed.HOUSEHOLD | Changed.INBOX):
        for viewer_id, choice in choices.items():
            if household.viewer(viewer_id).server_id != server_id:
                raise Missing("viewer on this media server")
            if choice == "ignore":
                household.ignore_viewer(viewer_id)
            elif choice is not None:
                member_id = _member_id(choice, added)
                if not _has(viewer_id, member_id):
                    one = assignments.assign(viewer_id, [member_id], send=send, now=now)
                    given.append(one.id)
    return Taken(tuple(given), tuple(added))


def assign(
    viewer_id: int, member_ids: Sequence[int], new_name: str = "", *, send: bool = True
) -> Assignment:
    """Give the viewer to these members, and to a new one of that name where one is given.

    See `assignments.assign`. Raises Missing, Conflict.
    """
    with writing(Changed.HOUSEHOLD):
        whose = [*member_ids, *([household.add_member(new_name).id] if new_name else [])]
        return assignments.assign(viewer_id, whose, send=send)


def merge(member_id: int, into_id: int, *, now: datetime | None = None) -> Member:
    """Return the member who now stands for both; nothing is sent twice because of it.

    Raises Missing, or Conflict where both have an account at the same destination.
    """
    with writing(Changed.HOUSEHOLD | Changed.LOG):
        gone, kept = household.member(member_id), household.member(into_id)
        theirs = {one.destination: one for one in accounts.of_member(gone.id)}
        for own in accounts.of_member(kept.id):
            if gone.id != kept.id and own.destination in theirs:
                _make_room(gone, theirs[own.destination], kept, own)
        return merging.move(gone.id, kept.id, now or datetime.now(UTC))


def _make_room(gone: Member, theirs: Account, kept: Member, own: Account) -> None:
    """Leave one account in use at a destination, where that takes nothing from anybody."""
    title = title_of(own.destination)
    if theirs.user_id is not None and own.user_id is not None:
        raise Conflict(
            f"{gone.name} and {kept.name} both have an account at {title}. Unlink one of them"
            f" first: {theirs.username or gone.name} or {own.username or kept.name}."
        )
    for member, account in ((gone, theirs), (kept, own)):
        if account.state is AccountState.WAITING and account.user_id is None:
            raise Conflict(
                f"{member.name}'s sign-in at {title} is under way. Finish it or cancel it first."
            )
    accounts.unlink(theirs.id if theirs.user_id is None else own.id)


def _member_id(choice: New | int, added: list[int]) -> int:
    if isinstance(choice, int):
        return choice
    added.append(household.add_member(choice.name.strip() or "Somebody").id)
    return added[-1]


def _has(viewer_id: int, member_id: int) -> bool:
    return any(owner.id == member_id for owner in household.members_of(viewer_id))


def _suggested(viewer: Viewer, members: Sequence[Member]) -> Suggested:
    owners = tuple(household.members_of(viewer.id))
    if owners:
        names = " and ".join(owner.name for owner in owners)
        return Suggested(viewer, owners, None, f"Belongs to {names}.")
    ways = ((_same_name, "Has the same name as {name}."), (_similar_name, "Sounds like {name}."))
    for is_like, why in ways:
        like = [member for member in members if is_like(viewer.name, member.name)]
        if len(like) == 1:
            return Suggested(viewer, (), like[0].id, why.format(name=like[0].name))
        if like:
            break  # of two of a name nobody can say which
    return Suggested(viewer, (), None, "")


def _same_name(a: str, b: str) -> bool:
    return bool(_plain(a)) and _plain(a) == _plain(b)


def _similar_name(a: str, b: str) -> bool:
    """Return whether the first words are equal, as in "Anna" and "anna.s"."""
    return bool(_first_word(a)) and _first_word(a) == _first_word(b)


def _plain(name: str) -> str:
    return plain_letters(name).strip()


def _first_word(name: str) -> str:
    letters = "".join(c if c.isalpha() else " " for c in _plain(name))
    return next(iter(letters.split()), "")
