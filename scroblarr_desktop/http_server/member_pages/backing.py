"""What the pages work with, beside the store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web

from scroblarr_desktop.destinations import Traits
from scroblarr_desktop.http_server.member_pages.rates import Rate
from scroblarr_desktop.http_server.ports import Services
from scroblarr_desktop.schedule import Clock

MINUTE_S = 60.0


def _requests() -> Rate:
    return Rate(300, MINUTE_S)


def _wrong() -> Rate:
    return Rate(10, 10 * MINUTE_S)


def _changes() -> Rate:
    return Rate(40, MINUTE_S)


def _sign_ins() -> Rate:
    return Rate(6, 10 * MINUTE_S)


@dataclass(frozen=True)
class Tracker:
    """A destination as the pages show it."""

    name: str
    traits: Traits
    by_code: bool

    @property
    def title(self) -> str:
        return self.traits.title


@dataclass(frozen=True)
class Backing:
    """The limits count by the caller's address, and by the device once it is signed in."""

    services: Services
    clock: Clock
    computer_name: Callable[[], str]
    requests: Rate = field(default_factory=_requests)
    wrong: Rate = field(default_factory=_wrong)
    """Addresses and cookies that open nothing."""
    changes: Rate = field(default_factory=_changes)
    sign_ins: Rate = field(default_factory=_sign_ins)
    """Each asks the tracker for a code, with the household's app."""

    def trackers(self) -> list[Tracker]:
        offered = self.services.linking.offered()
        return [Tracker(one.name, one.traits, one.by_code) for one in offered]

    def tracker(self, name: str) -> Tracker | None:
        return next((one for one in self.trackers() if one.name == name), None)


BACKING: web.AppKey[Backing] = web.AppKey("backing", Backing)
