"""The first page: what needs the member, and their last watches with where they went."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from aiohttp import web

from scroblarr_desktop.destinations.titles import title_of
from scroblarr_desktop.http_server.markup import Html, join, tag
from scroblarr_desktop.http_server.member_pages import needs
from scroblarr_desktop.http_server.member_pages.backing import BACKING
from scroblarr_desktop.http_server.member_pages.guards import signed_in
from scroblarr_desktop.http_server.member_pages.shell import Page, icon, show
from scroblarr_desktop.http_server.member_pages.times import moment, spoken
from scroblarr_desktop.http_server.member_pages.visits import ROOT, Visit
from scroblarr_desktop.http_server.member_pages.words import Words
from scroblarr_desktop.store import accounts, log
from scroblarr_desktop.store.records import (
    SUCCEEDED,
    DeliveryState,
    LogFilter,
    LoggedDelivery,
    LoggedWatch,
)
from scroblarr_desktop.store.refusals import Missing

SHOWN_AT_ONCE = 20
LOOK_EVERY_S = 10
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


async def _watched(request: web.Request, visit: Visit) -> web.Response:
    say, member = visit.say, visit.member
    now = request.app[BACKING].clock()
    watches = log.watches(LogFilter(member=member.id), limit=SHOWN_AT_ONCE + 1)
    content = join(
        _standing(visit),
        needs.section(visit, now),
        tag("h2", say("last_watches")),
        _list(say, watches[:SHOWN_AT_ONCE], now) or tag("p", say("nothing_watched")),
        _older(say, watches),
        tag("p", say("about"), class_="hint"),
    )
    page = Page(
        say("watched_title"),
        content,
        say("watched_purpose", name=member.name),
        shown_in_nav="watched",
        live_s=LOOK_EVERY_S,
        said=needs.said(request, say),
    )
    return show(say, page)


async def _earlier(request: web.Request, visit: Visit) -> web.Response:
    say, now = visit.say, request.app[BACKING].clock()
    before = _place(request.match_info["place"])
    wanted = LogFilter(member=visit.member.id)
    watches = log.watches(wanted, limit=SHOWN_AT_ONCE + 1, before=before)
    content = join(
        _list(say, watches[:SHOWN_AT_ONCE], now) or tag("p", say("nothing_earlier")),
        _older(say, watches),
        tag("p", tag("a", say("newest_watches"), href=ROOT, class_="button")),
    )
    return show(say, Page(say("earlier_watches"), content, shown_in_nav="watched"))


def _standing(visit: Visit) -> Html | None:
    """Return what keeps everything from being sent, if anything does."""
    say = visit.say
    if not visit.member.enabled:
        return tag("p", say("member_off"), class_="note")
    theirs = accounts.of_member(visit.member.id)
    if any(one.user_id is not None for one in theirs):
        return None
    link = tag("a", say("link_one"), href=f"{ROOT}/accounts", class_="button main")
    return tag("div", tag("p", say("no_tracker")), tag("p", link), class_="note")


def _list(say: Words, watches: list[LoggedWatch], now: datetime) -> Html | None:
    if not watches:
        return None
    lines = [_line(say, one, now) for one in watches if not one.undone]
    return tag("ul", join(*lines), class_="watches")


def _line(say: Words, watch: LoggedWatch, now: datetime) -> Html:
    again = join(" · ", say("again")) if watch.rewatched else None
    went = [_went(say, one, now) for one in watch.deliveries]
    return tag(
        "li",
        tag("strong", log.heading(watch)),
        tag("p", moment(say, watch.watched_at, now), again, class_="hint"),
        tag("ul", join(*went), class_="went")
        if went
        else tag("p", say("kept_only"), class_="hint"),
    )


def _went(say: Words, delivery: LoggedDelivery, now: datetime) -> Html:
    state = _state(delivery)
    mark = tag("span", icon(f"icons/mark-{state}"), class_=f"mark {state}")
    words = f"{title_of(delivery.destination)}: {say(f'state_{state}')}"
    why = "" if delivery.state in SUCCEEDED else _why(say, delivery, now)
    if not why:
        return tag("li", mark, " ", words)
    summary = tag("summary", mark, " ", words)
    return tag("li", tag("details", summary, tag("p", why)))


def _state(delivery: LoggedDelivery) -> str:
    if delivery.state is DeliveryState.WAITING:
        account = accounts.get(delivery.account_id)
        if account.state in needs.ENDED:
            return "needs_sign_in"
    return str(delivery.state)


def _why(say: Words, delivery: LoggedDelivery, now: datetime) -> str:
    said = [say.told(delivery.message)]
    if delivery.next_try_at is not None and delivery.next_try_at > now:
        said.append(say("next_try", when=spoken(say, delivery.next_try_at, now)))
    return " ".join(part for part in said if part)


def _older(say: Words, watches: list[LoggedWatch]) -> Html | None:
    if len(watches) <= SHOWN_AT_ONCE:
        return None
    last = watches[SHOWN_AT_ONCE - 1]
    place = f"{(last.watched_at - _EPOCH) // _MICROSECOND}-{last.id}"
    return tag("p", tag("a", say("earlier"), href=f"{ROOT}/watches/{place}", class_="button"))


def _place(written: str) -> log.Cursor:
    at_us, _, watch_id = written.partition("-")
    try:
        return log.Cursor(_EPOCH + int(at_us) * _MICROSECOND, int(watch_id))
    except OverflowError:
        raise Missing("page") from None


ROUTES = [
    web.get("", signed_in(_watched), allow_head=False),
    web.get("/watches/{place:[0-9]{1,17}-[0-9]{1,15}}", signed_in(_earlier), allow_head=False),
]
