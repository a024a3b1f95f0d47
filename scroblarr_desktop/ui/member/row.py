"""One member in the household's list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from scroblarr_desktop.store import accounts, holds, household, log, people, servers
from scroblarr_desktop.store.records import Account, LogFilter, Member
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.household.account_marks import AccountChip, state_word, title_of
from scroblarr_desktop.ui.icons import Icons
from scroblarr_desktop.ui.widgets.avatar import Avatar
from scroblarr_desktop.ui.widgets.card import Card
from scroblarr_desktop.ui.widgets.labels import TIGHT_PX, Text, hint

translate = QCoreApplication.translate


@dataclass(frozen=True)
class MemberLine:
    """What the row of a member says."""

    member: Member
    viewers: str
    accounts: tuple[Account, ...]
    last: str
    paused: bool
    picture: bytes | None


def member_lines() -> list[MemberLine]:
    """Return a line for each member of the household."""
    names = {one.id: one.name for one in servers.all_servers()}
    paused = {one.member_id for one in holds.pauses()}
    return [_line(member, names, paused) for member in household.members()]


def _line(member: Member, server_names: dict[int, str], paused: set[int | None]) -> MemberLine:
    viewers = household.viewers_of(member.id)
    said = [f"{server_names.get(one.server_id, '')}: {_name(one.name)}" for one in viewers]
    pictures = (people.picture(one.id) for one in viewers)
    return MemberLine(
        member,
        " · ".join(said),
        tuple(accounts.of_member(member.id)),
        _last_watch(member.id),
        member.id in paused,
        next((one for one in pictures if one), None),
    )


def _name(viewer_name: str) -> str:
    return viewer_name or translate("MemberRow", "no name yet")


def _last_watch(member_id: int) -> str:
    found = log.watches(LogFilter(member=member_id), limit=1)
    if not found:
        return translate("MemberRow", "Nothing watched yet")
    return translate("MemberRow", "Last: {watch}, {when}").format(
        watch=log.heading(found[0]), when=wording.moment(found[0].watched_at)
    )


class MemberRow(Card):
    """Press it to open the member."""

    def __init__(self, icons: Icons, line: MemberLine) -> None:
        super().__init__(self._spoken(line))
        self.add(Avatar(line.member.name, line.picture))
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT_PX)
        column.addWidget(Text(self._heading(line), bold=True))
        column.addWidget(hint(line.viewers or self.tr("Not on any media server yet")))
        column.addWidget(hint(line.last))
        self.add(words, 1)
        self.add(self._chips(icons, line.accounts))

    def _heading(self, line: MemberLine) -> str:
        if not line.member.enabled:
            return self.tr("{name} (only kept here, nothing is sent)").format(name=line.member.name)
        if line.paused:
            return self.tr("{name} (paused)").format(name=line.member.name)
        return line.member.name

    def _chips(self, icons: Icons, linked: Sequence[Account]) -> QWidget:
        chips = QWidget()
        column = QVBoxLayout(chips)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT_PX)
        column.addStretch(1)
        for account in linked:
            column.addWidget(AccountChip(icons, account))
        if not linked:
            none = hint(self.tr("No tracker linked"))
            none.setWordWrap(False)  # else it gives way to the words beside it
            column.addWidget(none)
        column.addStretch(1)
        return chips

    def _spoken(self, line: MemberLine) -> str:
        states = [f"{title_of(one.destination)} {state_word(one.state)}" for one in line.accounts]
        return ". ".join([line.member.name, line.viewers, *states, line.last])
