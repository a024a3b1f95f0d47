"""Reading JSON that somebody else wrote: whatever stands there, a plain value comes out or None."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from scroblarr_desktop.watches import Ignored, Unreadable

_LONGEST_TEXT = 500
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_NUMBER = re.compile(r"\d{1,18}(?:\.\d{1,9})?", re.ASCII)

# A whole string, or whatever stands between two strings.
_STRING_OR_REST = re.compile(r'"(?:[^"\\]|\\.)*+"|[^"]+', re.DOTALL)
_ESCAPE = re.compile(r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|\\')
_REST_REPAIRS = (
    (re.compile(r"\bTrue\b"), "true"),
    (re.compile(r"\bFalse\b"), "false"),
    (re.compile(r":(?=\s*[,}])"), ": null"),
    (re.compile(r",(?=\s*})"), ""),
    (re.compile(r"(?<![\w.+-])0+(?=\d)"), ""),
)


def json_object(body: bytes, *, from_template: bool = False) -> dict[str, Any]:
    """Return the JSON object in the body. Raises `Unreadable`.

    A byte order mark, raw line breaks inside strings and single broken bytes do no harm.
    `from_template` also mends what a template of Jellyfin's webhook plugin makes of JSON: lone
    backslashes, `True`, numbers with leading zeros, values left empty.
    """
    written = body.decode("utf-8-sig", errors="replace")
    if not written.strip():
        raise Unreadable("The body is empty.")
    try:
        content = _parse(written, from_template=from_template)
    except RecursionError:
        raise Unreadable("The body is nested deeper than any media server writes it.") from None
    except ValueError:
        raise Unreadable("The body is not JSON, so nothing can be read from it.") from None
    if not isinstance(content, dict):
        raise Unreadable("The body is JSON, but not an object with named fields.")
    return content


def _parse(written: str, *, from_template: bool) -> object:
    try:
        return json.loads(written, strict=False)
    except ValueError:
        if not from_template:
            raise
    return json.loads(_STRING_OR_REST.sub(_mend, written), strict=False)


def _mend(piece: re.Match[str]) -> str:
    mended = piece[0]
    if mended.startswith('"'):
        return _ESCAPE.sub(lambda escape: escape[0] if len(escape[0]) > 1 else r"\\", mended)
    for pattern, replacement in _REST_REPAIRS:
        mended = pattern.sub(replacement, mended)
    return mended


def section(value: object) -> Mapping[str, Any]:
    """Return a nested object, empty where there is none."""
    return value if isinstance(value, dict) else {}


def text(value: object) -> str:
    """Return the text, trimmed, without control characters and cut to 500 characters; "" if none.

    Half a surrogate pair, which JSON can hold and no database takes, becomes a question mark.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value) if abs(value) < 1e15 else ""
    if not isinstance(value, str):
        return ""
    encodable = value[: 2 * _LONGEST_TEXT].encode("utf-8", errors="replace").decode("utf-8")
    return _CONTROL.sub(" ", encodable).strip()[:_LONGEST_TEXT].strip()


def number(value: object, highest: float) -> float | None:
    """Return a number from 0 to `highest`, also where it is written as a string, else None."""
    if isinstance(value, str):
        digits = value.strip()
        value = float(digits) if _NUMBER.fullmatch(digits) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value <= highest else None


def whole_number(value: object, highest: int) -> int | None:
    """Return a whole number from 0 to `highest`, also where it is written as a string."""
    found = number(value, highest)
    return int(found) if found is not None and found == int(found) else None


def year(value: object) -> int | None:
    found = whole_number(value, 2999)
    return found if found is not None and found >= 1800 else None


def truth(value: object) -> bool | None:
    """Return yes or no, also where it is written as "True", "false", "1" or 0, else None."""
    written = str(value).strip().lower() if isinstance(value, bool | int | str) else ""
    return {"true": True, "1": True, "false": False, "0": False}.get(written)


def missing_fields(names: Iterable[str], remedy: str) -> Ignored:
    """Return the outcome of a body that lacks what is needed; `remedy` is the next sentence."""
    *most, last = names
    listed = f"{', '.join(most)} and {last}" if most else last
    return Ignored("missing_fields", f"The body does not say {listed}. {remedy}")
