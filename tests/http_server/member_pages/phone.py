"""A phone: keeps cookies, reads pages as a browser does, and presses what is on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import aiohttp

VOID = ("br", "input", "link", "meta", "hr", "path", "circle", "rect")


@dataclass
class Form:
    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    label: str = ""


@dataclass
class Element:
    name: str
    attributes: dict[str, str | None]
    text: str = ""


class Reader(HTMLParser):
    """Reads one page. Elements that are left open, or closed twice, are an error."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.forms: list[Form] = []
        self._open: list[Element] = []
        self.feed(text)
        self.close()
        assert not self._open, f"left open: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, dict(attrs))
        self.elements.append(made)
        if tag not in VOID:
            self._open.append(made)
        if tag == "form":
            self.forms.append(
                Form(made.attributes["action"] or "", made.attributes["method"] or "")
            )
        if tag == "input":
            name = made.attributes["name"] or ""
            self.forms[-1].fields[name] = made.attributes["value"] or ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        closed = self._open.pop()
        assert closed.name == tag, f"{closed.name} closed by {tag}"
        if tag == "button" and self.forms:
            self.forms[-1].label = closed.attributes.get("aria-label") or closed.text.strip()

    def handle_data(self, data: str) -> None:
        for one in self._open:
            one.text += data


@dataclass
class Page:
    """What a browser shows."""

    status: int
    url: str
    source: str
    headers: Any
    read: Reader

    @property
    def path(self) -> str:
        return urlsplit(self.url).path

    @property
    def title(self) -> str:
        return self.only("h1").text

    @property
    def text(self) -> str:
        return self.only("main").text

    def all(self, name: str, **attributes: str) -> list[Element]:
        wanted = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
        return [
            one
            for one in self.read.elements
            if one.name == name and wanted.items() <= one.attributes.items()
        ]

    def only(self, name: str, **attributes: str) -> Element:
        [found] = self.all(name, **attributes)
        return found

    def form(self, label: str, nth: int = 0) -> Form:
        found = [one for one in self.read.forms if one.label == label]
        assert len(found) > nth, f"no {label!r} among {[one.label for one in self.read.forms]}"
        return found[nth]

    def labels(self) -> list[str]:
        return [one.label for one in self.read.forms]

    def link(self, label: str) -> str:
        [found] = [one for one in self.all("a") if one.text.strip().startswith(label)]
        return found.attributes["href"] or ""


class Phone:
    """One browser, with cookies of its own."""

    def __init__(self, session: aiohttp.ClientSession, base: str) -> None:
        self._session = session
        self.base = base

    async def send(self, method: str, path: str, **more: Any) -> Page:
        url = path if path.startswith("http") else self.base + path
        async with self._session.request(method, url, **more) as answer:
            source = await answer.text()
        is_page = answer.content_type == "text/html"
        read = Reader(source if is_page else "")
        return Page(answer.status, str(answer.url), source, answer.headers, read)

    async def open(self, path: str, **more: Any) -> Page:
        return await self.send("GET", path, **more)

    async def post(self, form: Form, **more: Any) -> Page:
        assert form.method == "post"
        headers = {"Origin": self.base, **more.pop("headers", {})}
        return await self.send("POST", form.action, data=form.fields, headers=headers, **more)

    async def press(self, page: Page, label: str, nth: int = 0) -> Page:
        """Press a button of the page and return the page that follows."""
        return await self.post(page.form(label, nth))

    async def come_in(self, address: str) -> Page:
        """Open an invitation, press its button, and return the member's page."""
        page = await self.press(await self.open(address), "Open my page")
        assert (page.status, page.path) == (200, "/me"), page.source
        return page

    def cookie(self) -> Any:
        """Return the only cookie."""
        [found] = self._session.cookie_jar
        return found

    def shows(self, value: str) -> dict[str, str]:
        """Return headers with which somebody shows this in the cookie's place."""
        return {"Cookie": f"{self.cookie().key}={value}"}
