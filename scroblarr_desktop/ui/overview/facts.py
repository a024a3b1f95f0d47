"""What the overview says, read from the engine and the store."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QLocale

from scroblarr_desktop.attention import TITLES
from scroblarr_desktop.engine import Engine
from scroblarr_desktop.store import accounts, household, log, servers, statistics
from scroblarr_desktop.store.records import Account, AccountState, LogFilter, LoggedWatch
from scroblarr_desktop.sync.intake import Seen
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.household.account_marks import MARKS, state_word, title_of
from scroblarr_desktop.ui.overview.panel import Line
from scroblarr_desktop.ui.reach.wording import event_line, standing
from scroblarr_desktop.ui.told import told
from scroblarr_desktop.watches import Item, Kind, ProgressAction

translate = QCoreApplication.translate


def doing(engine: Engine, present: datetime) -> list[Line]:
    """Return what waits to be sent, and the watch that came last."""
    lines = []
    waiting = statistics.unfinished()
    if waiting:
        one = translate("Overview", "1 watch waits to be sent")
        several = translate("Overview", "{count} watches wait to be sent")
        said = (one if waiting == 1 else several).format(count=QLocale().toString(waiting))
        lines.append(Line(said, mark="waiting"))
    for watch in log.watches(LogFilter(), limit=1):
        lines.append(_last_watch(watch, present))
    return lines


def _last_watch(watch: LoggedWatch, present: datetime) -> Line:
    who = watch.member.name if watch.member else ""
    when = wording.moment(watch.watched_at, present)
    states = [
        f"{TITLES.get(one.destination, one.destination)}: {wording.state_word(one.state)}"
        for one in watch.deliveries
    ]
    sentence = ", ".join([who, when]) if who else when
    return Line(
        translate("Overview", "Last watch: {title}").format(title=log.heading(watch)),
        " · ".join([sentence, *states]),
        watch.deliveries[-1].state if watch.deliveries else "cancelled",
        tool_tip=wording.exact(watch.watched_at),
    )


def playing(engine: Engine, present: datetime) -> list[Line]:
    """Return who is in what just now, those that began first on top."""
    return [_playing(seen, present) for seen in engine.sync.now_playing]


def _playing(seen: Seen, present: datetime) -> Line:
    paused = seen.progress.action is ProgressAction.PAUSE
    items = seen.progress.items or (seen.item,)
    total_s = sum(item.run_time_s or 0 for item in items)
    position_s = _position_s(seen, present, total_s)
    said = translate("Overview", "{member}: {title}")
    return Line(
        said.format(member=seen.member.name, title=item_heading(seen.item)),
        _how_far(position_s, total_s, paused=paused)
        if position_s is not None
        else _last_heard(seen, present, paused=paused),
        "paused" if paused else "sending",
        100 * position_s / total_s if position_s is not None and total_s else None,
        wording.exact(seen.progress.at),
    )


def _position_s(seen: Seen, present: datetime, total_s: float) -> float | None:
    """Return where they are by now: a player says so only when something changes."""
    position_s = seen.progress.position_s
    if position_s is None:
        return None
    if seen.progress.action is not ProgressAction.PAUSE:
        position_s += max(0.0, (present - seen.progress.at).total_seconds())
    return min(position_s, total_s) if total_s else position_s


def _last_heard(seen: Seen, present: datetime, *, paused: bool) -> str:
    said = translate("Overview", "playing, last heard {when}")
    if paused:
        said = translate("Overview", "paused {when}")
    return said.format(when=wording.moment(seen.progress.at, present))


def _how_far(position_s: float, total_s: float, *, paused: bool) -> str:
    said = translate("Overview", "{minutes} min in")
    if total_s:
        said = translate("Overview", "{minutes} of {total} min")
    if paused:
        said = translate("Overview", "{how_far}, paused").format(how_far=said)
    return said.format(minutes=int(position_s // 60), total=round(total_s / 60))


def item_heading(item: Item) -> str:
    """Return how people name an item, as in the log."""
    if item.kind is Kind.MOVIE:
        return f"{item.title} ({item.year})" if item.year else item.title
    numbered = item.season is not None and item.number is not None
    place = f"{item.season}x{item.number:02d}" if numbered else ""
    return " ".join(part for part in (item.show, place, item.title) if part)


def media_servers(engine: Engine, present: datetime) -> list[Line]:
    """Return for each media server whether it reports, and what it reported last."""
    lines = []
    listening = engine.not_listening is None
    for server in servers.all_servers():
        if server.adopted:
            proof = engine.proof(server.id)
            state = standing(proof, listening=listening)
            said = translate("Overview", "{state}. {event}")
            sentence = said.format(state=_begun(state.word), event=event_line(proof, present))
            lines.append(Line(server.name, sentence, state.mark))
    return lines


def health(present: datetime) -> list[Line]:
    """Return for each member how their accounts are."""
    lines = []
    for member in household.members():
        theirs = [
            one for one in accounts.of_member(member.id) if one.state is not AccountState.UNLINKED
        ]
        lines += [_account(member.name, one, present) for one in theirs]
        if not theirs:
            none = translate("Overview", "No tracker linked: what they watch is only kept here.")
            lines.append(Line(member.name, none, "cancelled"))
    return lines


def _account(member: str, account: Account, present: datetime) -> Line:
    title = translate("Overview", "{member} · {tracker}").format(
        member=member, tracker=title_of(account.destination)
    )
    word = _begun(state_word(account.state))
    if account.state is not AccountState.LINKED:
        said = [word, told(account.message)]
        return Line(title, ". ".join(part for part in said if part), MARKS[account.state])
    if account.probe_at is not None and account.outage:
        again = translate("Overview", "Next try {when}.")
        again = again.format(when=wording.coming(account.probe_at, present))
        return Line(title, f"{told(account.outage)} {again}", "waiting")
    return Line(title, word, MARKS[account.state])


def _begun(words: str) -> str:
    """Return the words as a sentence begins."""
    return words[:1].upper() + words[1:]


def counts(present: datetime) -> list[Line]:
    """Return how much was watched today and this week, by all and by each member."""
    today = midnight(present)
    by_member_today = statistics.watched_between(today, present)
    by_member_week = statistics.watched_between(first_of_week(today), present)
    members = household.members()
    lines = [
        _counted(one.name, by_member_today.get(one.id, 0), by_member_week.get(one.id, 0))
        for one in members
    ]
    if len(members) > 1:
        totals = sum(by_member_today.values()), sum(by_member_week.values())
        lines.insert(0, _counted(translate("Overview", "Everybody"), *totals))
    return lines


def _counted(who: str, today: int, week: int) -> Line:
    said = translate("Overview", "{today} today · {week} this week")
    number = QLocale().toString
    return Line(who, said.format(today=number(today), week=number(week)))


def midnight(present: datetime) -> datetime:
    """Return when this day began, by this computer's clock."""
    here = present.astimezone().replace(tzinfo=None)
    return here.replace(hour=0, minute=0, second=0, microsecond=0).astimezone()


def first_of_week(today: datetime) -> datetime:
    """Return when the week began: on Monday or Sunday, as people here count."""
    first = QLocale().firstDayOfWeek().value
    back = (today.isoweekday() - first) % 7
    return (today.replace(tzinfo=None) - timedelta(days=back)).astimezone()
