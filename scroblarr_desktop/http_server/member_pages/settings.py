"""What the member decides for themselves: hand marks, a pause, this device."""

from __future__ import annotations

from datetime import datetime, timedelta

from aiohttp import web

from scroblarr_desktop.http_server.markup import Html, join, tag
from scroblarr_desktop.http_server.member_pages import needs
from scroblarr_desktop.http_server.member_pages.backing import BACKING
from scroblarr_desktop.http_server.member_pages.guards import pressed, signed_in
from scroblarr_desktop.http_server.member_pages.shell import Page, button, show, turn_to
from scroblarr_desktop.http_server.member_pages.times import spoken, tomorrow_morning
from scroblarr_desktop.http_server.member_pages.trackers import switch
from scroblarr_desktop.http_server.member_pages.visits import ROOT, Visit
from scroblarr_desktop.store import holds, household
from scroblarr_desktop.store.records import Pause
from scroblarr_desktop.store.refusals import Missing

_PAUSES = ("hour", "tomorrow", "open")


async def _show(request: web.Request, visit: Visit) -> web.Response:
    say, member = visit.say, visit.member
    hand_marks = say("switch_hand_marks")
    content = join(
        tag(
            "section",
            tag("h2", say("counting")),
            switch(visit, f"{ROOT}/hand-marks", "hand_marks", hand_marks, member.hand_marks),
            tag("p", say("hand_marks_then"), class_="hint"),
            class_="card",
        ),
        tag("section", tag("h2", say("pausing")), _pausing(request, visit), class_="card"),
        tag(
            "section",
            tag("h2", say("this_device")),
            tag("p", say("leave_purpose"), class_="hint"),
            visit.form(f"{ROOT}/leave", button(say("leave"), class_="quiet")),
            class_="card",
        ),
    )
    page = Page(
        say("settings_title"),
        content,
        say("settings_purpose"),
        shown_in_nav="settings",
        said=needs.said(request, say),
    )
    return show(say, page)


def _pausing(request: web.Request, visit: Visit) -> Html:
    say, now = visit.say, request.app[BACKING].clock()
    running = holds.pauses()
    own = next((one for one in running if one.member_id == visit.member.id), None)
    everyone = any(one.member_id is None for one in running)
    parts = [tag("p", say("paused_everyone"), class_="note")] if everyone else []
    if own is not None:
        resume = visit.form(f"{ROOT}/resume", button(say("resume"), class_="main"))
        return join(*parts, tag("p", _paused(visit, own, now)), resume)
    buttons = [
        visit.form(
            f"{ROOT}/pause",
            tag("input", type="hidden", name="until", value=key),
            button(say(f"pause_{key}")),
        )
        for key in _PAUSES
    ]
    purpose = tag("p", say("pause_purpose"), class_="hint")
    return join(*parts, purpose, tag("div", join(*buttons), class_="buttons"))


def _paused(visit: Visit, pause: Pause, now: datetime) -> str:
    if pause.until is None:
        return visit.say("paused")
    return visit.say("paused_until", when=spoken(visit.say, pause.until, now))


async def _hand_marks(request: web.Request, visit: Visit, fields: dict[str, str]) -> web.Response:
    if fields.get("hand_marks") in ("on", "off"):
        household.change_member(visit.member.id, {"hand_marks": fields["hand_marks"] == "on"})
        request.app[BACKING].services.sync.wake()
    return turn_to(f"{ROOT}/settings")


async def _pause(request: web.Request, visit: Visit, fields: dict[str, str]) -> web.Response:
    wanted, now = fields.get("until"), request.app[BACKING].clock()
    if wanted not in _PAUSES:
        raise Missing("pause")
    ends = {"hour": now + timedelta(hours=1), "tomorrow": tomorrow_morning(now)}
    holds.start_pause(visit.member.id, ends.get(wanted))
    request.app[BACKING].services.sync.wake()
    return turn_to(f"{ROOT}/settings?done=paused")


async def _resume(request: web.Request, visit: Visit, _fields: dict[str, str]) -> web.Response:
    holds.resume(visit.member.id, None)
    request.app[BACKING].services.sync.wake()
    return turn_to(f"{ROOT}/settings?done=resumed")


ROUTES = [
    web.get("/settings", signed_in(_show), allow_head=False),
    web.post("/hand-marks", pressed(_hand_marks)),
    web.post("/pause", pressed(_pause)),
    web.post("/resume", pressed(_resume)),
]
