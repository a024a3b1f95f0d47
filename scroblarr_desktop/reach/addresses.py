"""Which address of this computer the home network is told."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from scroblarr_desktop.store import settings
from scroblarr_desktop.this_computer import LOOPBACK, OwnAddress

log = logging.getLogger(__name__)

CHOSEN, LOST = "home_address", "home_address_lost"


@dataclass(frozen=True)
class HomeAddresses:
    """This computer's addresses, the likely ones first, and the one that servers are told."""

    found: tuple[OwnAddress, ...]
    told: str
    by_choice: bool
    """Whether the person chose it; else it is the likeliest."""
    lost: str | None
    """What the person had chosen until this computer lost it; None once they chose again."""


class Addresses:
    """Remembers the latest look. Without any network the address of before stays."""

    def __init__(self, own_addresses: Callable[[], list[OwnAddress]]) -> None:
        self._own_addresses = own_addresses
        self._found: tuple[OwnAddress, ...] = ()
        self._home = LOOPBACK
        self._home_is_likely = False

    @property
    def found(self) -> tuple[OwnAddress, ...]:
        return self._found

    @property
    def home(self) -> str:
        return str(settings.get(CHOSEN) or self._home)

    @property
    def is_home_known(self) -> bool:
        """Whether there ever was a network since the start."""
        return bool(self._found) or self._home != LOOPBACK

    def look(self) -> None:
        """Look anew. A chosen address that is gone while the home network is there is dropped."""
        self._found = tuple(self._own_addresses())
        chosen, likely = settings.get(CHOSEN), any(one.likely for one in self._found)
        if chosen is not None and likely and not self.is_own(chosen):
            log.warning("the chosen address is not this computer's any more")
            settings.put(CHOSEN, None)
            settings.put(LOST, chosen)
        # A cable pulled out leaves virtual adapters behind: those are not the home network.
        if self._found and (self._found[0].likely or not self._home_is_likely):
            self._home, self._home_is_likely = self._found[0].address, self._found[0].likely

    def is_own(self, address: str) -> bool:
        return any(one.address == address for one in self._found)

    def choose(self, address: str | None) -> None:
        """Tell servers this address from now on; None goes back to the likeliest."""
        settings.put(CHOSEN, address)
        settings.put(LOST, None)

    def all(self) -> HomeAddresses:
        chosen, lost = settings.get(CHOSEN), settings.get(LOST)
        return HomeAddresses(self._found, self.home, chosen is not None, lost)
