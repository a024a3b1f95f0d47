"""Under which names a show goes at Trakt: library titles are often localised."""

from __future__ import annotations

import locale
import re
from collections.abc import Iterator
from typing import Any

from scroblarr_desktop.destinations import Access
from scroblarr_desktop.destinations.trakt.api import Api
from scroblarr_desktop.destinations.trakt.items import Titled
from scroblarr_desktop.watches import Item, plain_title

MOST_REMEMBERED = 1_000
YEAR_BEHIND = re.compile(r"\s*\((\d{4})\)\s*$")


class Names:
    """Compares an episode's show with one of Trakt's, asking for other names where needed."""

    def __init__(self, api: Api, language: str | None = None) -> None:
        self._api = api
        self._language = language or system_language()
        self._known: set[tuple[str, int]] = set()

    async def agree(self, access: Access, item: Item, show: Titled) -> bool:
        """Return whether the item belongs to that show: by an id, or by any of its names."""
        if any(item.show_ids.get(source) == value for source, value in show.ids.items()):
            return True
        wanted = names_of(item.show or "", show.year)
        if not wanted or wanted & show.names:
            return bool(wanted)
        return await self._goes_by(access, item, show, wanted)

    async def _goes_by(
        self, access: Access, item: Item, show: Titled, wanted: frozenset[str]
    ) -> bool:
        remembered = (plain_title(item.show or ""), show.trakt)
        if remembered in self._known:
            return True
        for path in self._sources(item, show):
            if wanted & _plain_titles(await self._api.look_up(access, path)):
                self._remember(remembered)
                return True
        return False

    def _sources(self, item: Item, show: Titled) -> Iterator[str]:
        yield f"/shows/{show.trakt}/aliases"
        translations = f"/shows/{show.trakt}/translations"
        for language in dict.fromkeys((item.language, self._language)):
            if language:
                yield f"{translations}/{language}"
        yield translations

    def _remember(self, pair: tuple[str, int]) -> None:
        if len(self._known) >= MOST_REMEMBERED:
            self._known.clear()
        self._known.add(pair)


def names_of(title: str, year: int | None) -> frozenset[str]:
    """Return the plain title, and without "(2019)" behind it where the show began in 2019."""
    names = {plain_title(title)} if title.strip() else set()
    behind = YEAR_BEHIND.search(title)
    if behind and int(behind[1]) == year:
        names.add(plain_title(title[: behind.start()]))
    return frozenset(names)


def system_language() -> str | None:
    """Return the two-letter language of this computer, None where it cannot be told."""
    name = locale.getlocale()[0] or ""
    # Windows says "German_Germany": Python's table of aliases knows the code for "german".
    spelt = name if name[2:3] == "_" else locale.normalize(name.partition("_")[0].lower())
    code = re.match("([a-z]{2})_", spelt)
    return code[1] if code else None


def _plain_titles(found: Any) -> frozenset[str]:
    entries = found if isinstance(found, list) else []
    titles = (entry.get("title") for entry in entries if isinstance(entry, dict))
    return frozenset(plain_title(title) for title in titles if isinstance(title, str) and title)
