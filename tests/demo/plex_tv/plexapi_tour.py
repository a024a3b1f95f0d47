"""What a client that others wrote does with plex.tv and a server: prints JSON.

    python plexapi_tour.py PLEX_TV_URL FILM_KEY EPISODE_KEY SHOW_KEY

It is python-plexapi's own code that forms every request. Only the addresses are set.
"""

# mypy: disable-error-code="no-untyped-call, attr-defined, assignment"

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs

import plexapi.base
import requests
from plexapi.exceptions import PlexApiException
from plexapi.myplex import (
    MyPlexAccount,
    MyPlexPinLogin,
    MyPlexResource,
    MyPlexUser,
)
from plexapi.server import PlexServer

REAL = "https://plex.tv"
session = requests.Session()
session.trust_env = False  # no proxy stands between this computer and itself


def main() -> dict[str, Any]:
    tv_url, film_key, episode_key, show_key = sys.argv[1:]
    plexapi.base.X_PLEX_CONTAINER_SIZE = 2  # so that there is more than one page
    point_at(tv_url)
    account, seen = sign_in(tv_url)
    seen |= look_around(account) | people(account) | webhooks(account)
    server = account.resource("Attic").connect()
    seen |= look_at_server(server) | library(server, film_key, episode_key, show_key)
    seen |= history(account, server, episode_key)
    seen |= as_somebody_else(account, server)
    account.signout()
    return seen | {"signed out": error_of(account.webhooks)}


def point_at(tv_url: str) -> None:
    for kind in (MyPlexAccount, MyPlexPinLogin, MyPlexResource, MyPlexUser):
        for name, value in list(vars(kind).items()):
            if isinstance(value, str) and value.startswith(REAL):
                setattr(kind, name, tv_url + value.removeprefix(REAL))


def error_of(call: Callable[..., Any], *args: Any) -> str:
    try:
        call(*args)
    except PlexApiException as error:
        return f"{type(error).__name__} {str(error)[:5]}"
    return "accepted"


def sign_in(tv_url: str) -> tuple[Any, dict[str, Any]]:
    login = MyPlexPinLogin(session=session, oauth=True)
    # The person's browser: what stands behind the # is filled into the page's form.
    asked = parse_qs(login.oauthUrl().partition("#!?")[2])
    before = login.checkLogin()
    form = {"code": asked["code"][0], "clientID": asked["clientID"][0], "account": "40718253"}
    session.post(f"{tv_url}/auth", data=form, timeout=10).raise_for_status()
    after = login.checkLogin()
    account = MyPlexAccount(token=login.token, session=session)
    device = MyPlexPinLogin(session=session)
    device.POLLINTERVAL = 0.01
    device.run(timeout=10)
    account.link(device.pin)
    linked = device.waitForLogin() and MyPlexAccount(token=device.token, session=session).username
    lost = MyPlexPinLogin(session=session, headers={"X-Plex-Client-Identifier": "another"})
    lost._id, lost._code = device._id, device._code
    return account, {
        "polls": [before, after],
        "linked": linked,
        "another program": [lost.checkLogin(), lost.expired],
        "bad token": error_of(lambda: MyPlexAccount(token="made-up", session=session)),
    }


def look_around(account: Any) -> dict[str, Any]:
    resources = account.resources()
    server = account.resource("Attic")
    return {
        "account": [account.id, account.uuid, account.username, account.title],
        "home": [account.home, account.homeAdmin, account.homeSize, account.restricted],
        "pass": [account.subscriptionActive, account.subscriptionPlan, account.roles],
        "subscribed": str(account.subscriptionSubscribedAt),
        "feature": "webhooks" in account.subscriptionFeatures,
        "joined": account.joinedAt.year,
        "resources": [[r.name, r.provides, r.owned, r.home] for r in resources],
        "connections": [[c.local, c.relay, c.protocol] for c in server.connections],
        "first seen": str(server.createdAt),
    }


def people(account: Any) -> dict[str, Any]:
    users = account.users()
    return {
        "users": [[u.title, u.username, u.home, u.restricted, u.protected] for u in users],
        "shares": {u.title: [s.name for s in u.servers] for u in users},
        "shared sections": [s.title for s in account.user("emil").server("Attic").sections()],
    }


def webhooks(account: Any) -> dict[str, Any]:
    there = account.webhooks()
    added = account.addWebhook("http://192.168.1.5:8123/webhooks/plex/made-up")
    without = account.deleteWebhook("http://192.168.1.5:8123/webhooks/plex/made-up")
    emptied = account.setWebhooks([])
    account.setWebhooks(there)
    kids = account.switchHomeUser("Kids", pin="1234")
    return {
        "hooks": [there, added, without, emptied, account.webhooks()],
        "switched": [kids.title, kids.restricted, kids.subscriptionActive],
        "wrong pin": error_of(account.switchHomeUser, "Kids", "9999"),
        "without pass": [error_of(kids.webhooks), error_of(kids.setWebhooks, [])],
        "nonsense": error_of(account.setWebhooks, ["nonsense"]),
    }


def look_at_server(server: Any) -> dict[str, Any]:
    identity = server.identity()
    hooks = server.settings.get("webHooksEnabled")
    on = hooks.value
    hooks.set(False)
    server.settings.save()
    again = PlexServer(server._baseurl, token=server._token, session=session)
    (playing,) = server.sessions()
    return {
        "server": [server.friendlyName, server.machineIdentifier, server.myPlexUsername],
        "same": [identity.machineIdentifier == server.machineIdentifier, identity.claimed],
        "version": identity.version == server.version,
        "setting": [on, again.settings.get("webHooksEnabled").value],
        "accounts": [[a.id, a.name] for a in server.systemAccounts()],
        "devices": [d.name for d in server.systemDevices()],
        "sections": [[s.key, s.type, s.title, s.locations] for s in server.library.sections()],
        "playing": [playing.title, playing.usernames, playing.player.state, playing.viewOffset],
    }


def library(server: Any, film_key: str, episode_key: str, show_key: str) -> dict[str, Any]:
    film, episode = server.fetchItem(int(film_key)), server.fetchItem(int(episode_key))
    show = server.fetchItem(int(show_key))
    return {
        "film": [film.title, film.year, film.librarySectionID, film.viewCount],
        "film ids": [guid.id for guid in film.guids],
        "episode": [episode.grandparentTitle, episode.seasonEpisode, episode.viewCount],
        "episode ids": [guid.id for guid in episode.guids],
        "show": [show.title, show.type, show.key == episode.grandparentKey],
        "show ids": [guid.id for guid in show.guids],
        "season": episode.season().title,
        "reloaded": film.reload().title,
        "file": film.media[0].duration - film.duration,
        "lost": error_of(server.fetchItem, 1),
    }


def history(account: Any, server: Any, episode_key: str) -> dict[str, Any]:
    rows = server.history()
    since = datetime(2026, 3, 1, 22, 0, tzinfo=UTC)
    kids = account.user("Kids")
    (share,) = kids.servers
    return {
        "rows": [[r.title, r.type, r.accountID, r.deviceID] for r in rows],
        "times": [int(r.viewedAt.timestamp()) for r in rows],
        "newest": [r.title for r in server.history(maxresults=1)],
        "since": [r.accountID for r in server.history(mindate=since)],
        "of kids": [r.accountID for r in server.history(accountID=kids.id)],
        "of one": [r.accountID for r in server.history(ratingKey=episode_key)],
        "of films": [r.type for r in server.history(librarySectionID=1)],
        "of owner": [r.title for r in account.history()],
        "of share": [r.title for r in share.history()],
        "source": rows[0].source().title,
        "at once": [each.title for each in server.fetchItems([row.ratingKey for row in rows[:2]])],
        "show of": [each.show().title for each in server.fetchItems([int(episode_key)])],
    }


def as_somebody_else(account: Any, server: PlexServer) -> dict[str, Any]:
    owner = PlexServer(server._baseurl, token=account.authToken, session=session)
    kids = owner.switchUser("Kids")
    return {
        "kids": [kids.friendlyName, [r.accountID for r in kids.history()]],
        "refused": [error_of(kids.systemAccounts), error_of(kids.sessions)],
        "no token": error_of(lambda: PlexServer(server._baseurl, token="made-up", session=session)),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main()) + "\n")
