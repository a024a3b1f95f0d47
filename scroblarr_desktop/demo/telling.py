"""Tells on a terminal what becomes of each watch, by asking the local API again and again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import aiohttp

from scroblarr_desktop.demo.local_api import ApiRefusal, LocalApi

LOOK_AGAIN_S = 1.0
SHOWN_WATCHES = 50

DESTINATIONS = {"trakt": "Trakt", "tvtime": "TV Time", "simkl": "Simkl"}

WHAT_THIS_IS = (
    "This is a demonstration: four made-up people watch films and series on a simulated Plex and a "
    "simulated Jellyfin, and Scroblarr sends what they finished to a simulated Trakt, a simulated "
    "Simkl and a simulated TV Time.",
    "All of it runs inside this one program and nothing leaves this computer. Without --data-dir "
    "what is kept is thrown away at the end.",
    "",
)


class Teller:
    """Says one line whenever a delivery has changed, and one for each viewer nobody knows."""

    def __init__(self, api: LocalApi, say: Callable[[str], None]) -> None:
        self._api = api
        self._say = say
        self._told: dict[int, str] = {}
        self._kept: dict[int, int] = {}

    async def run(self) -> None:
        """Go on until cancelled. An app that does not answer just now is asked again."""
        while True:
            with suppress(ApiRefusal, aiohttp.ClientError, TimeoutError):
                await self.look()
            await asyncio.sleep(LOOK_AGAIN_S)

    async def look(self) -> None:
        """Say what changed since the last look."""
        found = await self._api.get("/watches", limit=SHOWN_WATCHES)
        shown: dict[int, str] = {}
        for watch in reversed(found["items"]):
            for delivery in watch["deliveries"]:
                shown[delivery["id"]] = await self._tell(watch, delivery)
        self._told = shown
        for viewer in (await self._api.get("/viewers", unassigned="true"))["items"]:
            self._tell_of_viewer(viewer)

    async def _tell(self, watch: dict[str, Any], delivery: dict[str, Any]) -> str:
        """Say what is new. Return what stands there now, to know it again."""
        told = self._told.get(delivery["id"], "")
        if delivery["waiting_for"] == "account" and not delivery["message"]:
            account = await self._api.get(f"/accounts/{delivery['account_id']}")
            delivery = delivery | {"message": account["message"]}
        what = outcome(delivery, datetime.now(UTC))
        stands = f"{delivery['state']} {delivery['next_try_at']} {delivery['message']}"
        if what is None or stands == told:
            return told
        where = DESTINATIONS.get(delivery["destination"], delivery["destination"])
        self._say(f"{heading(watch)}  → {where:<7}  {what}")
        return stands

    def _tell_of_viewer(self, viewer: dict[str, Any]) -> None:
        kept = viewer["kept_watches"]
        if kept and kept != self._kept.get(viewer["id"]):
            self._kept[viewer["id"]] = kept
            watches = "1 watch is" if kept == 1 else f"{kept} watches are"
            name = viewer["name"] or viewer["account_id"]
            self._say(
                f"{clock_time(viewer['last_seen_at'])}  {name:<6}  nobody in the household is this "
                f"viewer yet: {watches} kept. Needs you."
            )


def heading(watch: dict[str, Any]) -> str:
    """Return when, who and what: "20:14  Anna    Harbour Street 1x04 “The Ferry”"."""
    title = f"{watch['title']} ({watch['year']})" if watch["year"] else watch["title"]
    if watch["kind"] == "episode":
        place = f" {watch['season']}x{watch['number']:>02}" if watch["number"] is not None else ""
        title = f"{watch['show'] or ''}{place} “{watch['title']}”".strip()
    return f"{clock_time(watch['watched_at'])}  {watch['member']['name']:<6}  {title:<38}"


def outcome(delivery: dict[str, Any], now: datetime) -> str | None:
    """Return what became of a delivery so far; None while there is nothing to tell."""
    state, message = delivery["state"], delivery["message"]
    told = {
        "delivered": "delivered",
        "already_there": "was there already",
        "unmatched": f"not matched: {message} Needs you.",
        "rejected": f"not accepted: {message} Needs you.",
        "cancelled": f"not sent: {message}",
    }
    if state != "waiting":
        return told.get(state)
    wait_s = seconds_until(delivery["next_try_at"], now)
    if not message or (wait_s is not None and wait_s < 1):
        return None  # it is on its way
    return f"waiting: {message}{next_try(wait_s)}"


def seconds_until(at: str | None, now: datetime) -> int | None:
    if at is None:
        return None
    return round((datetime.fromisoformat(at) - now).total_seconds())


def next_try(wait_s: int | None) -> str:
    if wait_s is None:
        return ""
    return f" Next try in {wait_s} s." if wait_s < 120 else f" Next try in {wait_s // 60} min."


def clock_time(at: str) -> str:
    """Return a time of the API as a clock on this computer's wall shows it."""
    return f"{datetime.fromisoformat(at).astimezone():%H:%M}"
