"""HTML put together in Python: whatever is not markup already is escaped."""

from __future__ import annotations

from html import escape

_EMPTY = frozenset({"br", "input", "link", "meta", "hr"})


class Html(str):
    """Text that is markup; any other text becomes text in the page."""

    __slots__ = ()


def tag(name: str, /, *children: object, **attributes: object) -> Html:
    """Return an element. `class_` is written class, `aria_label` aria-label.

    An attribute of None or False is left out, True stands without a value.
    """
    opening = f"<{name}{''.join(map(_attribute, attributes.items()))}>"
    if name in _EMPTY:
        return Html(opening)
    return Html(f"{opening}{join(*children)}</{name}>")


def join(*parts: object) -> Html:
    """Return the parts one after another; None is nothing, a list or tuple is its members."""
    return Html("".join(map(_written, parts)))


def _written(part: object) -> str:
    if part is None or part is False:
        return ""
    if isinstance(part, (list, tuple)):
        return join(*part)
    return part if isinstance(part, Html) else escape(str(part))


def _attribute(given: tuple[str, object]) -> str:
    name, value = given
    if value is None or value is False:
        return ""
    written = name.rstrip("_").replace("_", "-")
    return f" {written}" if value is True else f' {written}="{escape(str(value))}"'
