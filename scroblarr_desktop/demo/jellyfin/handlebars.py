"""As much of Handlebars as people write in templates of Jellyfin's webhook plugin.

`{{Name}}` escapes HTML, `{{{Name}}}` and `{{&Name}}` do not; a missing value is empty; yes and no
are True and False. Blocks: `{{#if Name}}`, `{{#unless Name}}`, and the plugin's own
`{{#if_equals Name 'text'}}` and `{{#if_exist Name}}`, each with `{{else}}`. `~` inside the
brackets swallows the white space on that side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

_INSIDE = r"(~?)\s*(!--.*?--|[^{}]*?)\s*(~?)"
_TAG = re.compile(rf"(\{{\{{\{{){_INSIDE}\}}\}}\}}|\{{\{{{_INSIDE}\}}\}}", re.DOTALL)
_WORD = re.compile(r"'[^']*'|\"[^\"]*\"|[^\s'\"]+")


class BrokenTemplate(Exception):
    """The template cannot be read, or uses what this does not know."""


def rendered(template: str, values: Mapping[str, Any]) -> str:
    """Return the template with the values; case does not matter in names. Raises BrokenTemplate."""
    pieces = _pieces(template)
    known = {name.lower(): value for name, value in values.items()}
    text, end = _block(pieces, known, shown=True)
    if end:
        raise BrokenTemplate(f"{{{{{end}}}}} closes nothing.")
    return text


def _pieces(template: str) -> Iterator[tuple[str, bool, bool]]:
    """Yield texts and tags: what it says, whether it is a tag, and whether it stays unescaped."""
    place, swallow = 0, False
    for tag in _TAG.finditer(template):
        opening, words, closing = tag.group(2, 3, 4) if tag[1] else tag.group(5, 6, 7)
        text = template[place : tag.start()]
        text = text.lstrip() if swallow else text
        yield text.rstrip() if opening else text, False, False
        yield words, True, bool(tag[1])
        place, swallow = tag.end(), bool(closing)
    yield template[place:].lstrip() if swallow else template[place:], False, False


def _block(
    pieces: Iterator[tuple[str, bool, bool]], values: Mapping[str, Any], *, shown: bool
) -> tuple[str, str]:
    """Return the text up to the tag that ends the block, and that tag."""
    text = ""
    for words, is_tag, raw in pieces:
        if not is_tag:
            text += words
        elif words.startswith("/") or words in ("else", "^"):
            return text, words
        elif words.startswith("#"):
            text += _conditional(words[1:], pieces, values)
        elif not words.startswith("!"):
            text += _value(words, values, raw=raw) if shown else ""
    return text, ""


def _conditional(
    words: str, pieces: Iterator[tuple[str, bool, bool]], values: Mapping[str, Any]
) -> str:
    name, *arguments = _WORD.findall(words)
    holds = _holds(name, [_argument(each, values) for each in arguments])
    yes, end = _block(pieces, values, shown=holds)
    no = ""
    if not end.startswith("/"):
        no, end = _block(pieces, values, shown=not holds)
    if end != f"/{name}":
        raise BrokenTemplate(f"{{{{#{words}}}}} is not closed.")
    return yes if holds else no


def _holds(name: str, arguments: list[Any]) -> bool:
    match name, arguments:
        case "if", [value]:
            return bool(value)
        case "unless", [value]:
            return not value
        case "if_exist", [value]:
            return _written(value) != ""
        case "if_equals", [left, right]:
            return _written(left).lower() == _written(right).lower()
    raise BrokenTemplate(f"There is no block {name} with {len(arguments)} arguments.")


def _argument(word: str, values: Mapping[str, Any]) -> Any:
    if word[0] in "'\"":
        return word[1:-1]
    literals = {"true": True, "false": False}
    if word.lower() in literals:
        return literals[word.lower()]
    return int(word) if word.isdecimal() else values.get(word.lower())


def _value(words: str, values: Mapping[str, Any], *, raw: bool) -> str:
    raw = raw or words.startswith("&")
    name = words.lstrip("&").strip()
    if not re.fullmatch(r"\w+", name):
        raise BrokenTemplate(f"{{{{{words}}}}} is nothing that the plugin knows.")
    text = _written(values.get(name.lower()))
    return text if raw else escape(text).replace("&#x27;", "&#39;")


def _written(value: Any) -> str:
    return "" if value is None else str(value)
