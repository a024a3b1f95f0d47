"""Sentences of the program in another language than the English in which they were made.

They are English in the database, the log file and the local API; whoever shows them to a person
translates them. `sentences.py` lists them all, the values that are filled in as names in braces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

PROPER = frozenset(
    (
        *("title", "name", "name2", "what", "place", "place2", "dated"),
        *("url", "host", "host2", "computer", "at"),
    )
)
"""What is filled in under these names stays as it is: titles, names of people, addresses."""

LISTS = frozenset(("names", "listed", "titles"))
"""What is filled in under these names are names with "and" or "or" between them."""

MOST_REMEMBERED = 4096

_NAME = re.compile(r"\{(\w+)\}")
_BETWEEN = re.compile(r"(?<=[.!?])\s+")


class Teller:
    """Speaks one language. `say` returns what stands there for one of the SENTENCES."""

    def __init__(self, say: Callable[[str], str]) -> None:
        self._say = say
        self.told = lru_cache(MOST_REMEMBERED)(self._told)
        """Returns a sentence, or several, in that language; as it is where it is unknown."""

    def _told(self, sentence: str) -> str:
        core = sentence.strip()
        said = self._whole(core)
        if said is None:
            said = self._with_another_end(core)
        return sentence.replace(core, said, 1) if said else sentence

    def _with_another_end(self, core: str) -> str | None:
        """Return a title that is told as a sentence, or a sentence told without its full stop."""
        if core.endswith("."):
            said = self._whole(core.removesuffix("."))
            return f"{said}." if said else None
        if core[-1:].isalnum():
            said = self._whole(f"{core}.")
            return said.removesuffix(".") if said else None
        return None

    def _whole(self, core: str) -> str | None:
        """Return it translated, None where nothing of it is known."""
        if core in _fixed():
            return self._say(core)
        template, values = _matched(core)
        if template and not any(_BETWEEN.search(value) for value in values.values()):
            return self._filled(template, values)
        parts = _BETWEEN.split(core)
        pieces = [self.told(part) for part in parts] if len(parts) > 1 else parts
        pairs = zip(pieces, parts, strict=True)
        known = [piece != part or part in _fixed() for piece, part in pairs]
        if template and not all(known):
            return self._filled(template, values)
        return " ".join(pieces) if any(known) else self._after_a_name(core)

    def _after_a_name(self, core: str) -> str | None:
        """Return "Attic: what is said of it" with the second part translated, None where it is not.

        The first part is whose name it is.
        """
        name, colon, rest = core.partition(": ")
        said = self._whole(rest) if colon else None
        return f"{name}: {said}" if said else None

    def _filled(self, template: _Template, values: Mapping[str, str]) -> str:
        said = {name: self._value(name, value) for name, value in values.items()}
        return self._say(template.text).format(**said).strip()

    def _value(self, name: str, value: str) -> str:
        if name in LISTS:
            for word in (" and ", " or "):
                value = value.replace(word, self._say(word))
            return value
        return value if name in PROPER or not value else self.told(value)


@dataclass(frozen=True)
class _Template:
    text: str
    anchor: str
    """The longest piece of it that is the same each time: most are told apart by it alone."""
    pattern: re.Pattern[str]

    def values(self, sentence: str) -> dict[str, str] | None:
        if self.anchor not in sentence:
            return None
        found = self.pattern.fullmatch(sentence)
        return None if found is None else found.groupdict(default="")


def _matched(core: str) -> tuple[_Template | None, dict[str, str]]:
    for template in _templates():
        values = template.values(core)
        if values is not None:
            return template, values
    return None, {}


def _sentences() -> tuple[str, ...]:
    from scroblarr_desktop.telling.sentences import SENTENCES  # which English does without

    return SENTENCES


@cache
def _fixed() -> frozenset[str]:
    return frozenset(one for one in _sentences() if not _NAME.search(one))


@cache
def _templates() -> tuple[_Template, ...]:
    """Return those with values, the most telling first."""
    found = [one for one in _sentences() if _NAME.search(one)]
    found.sort(key=lambda one: len(_NAME.sub("", one)), reverse=True)
    return tuple(_made(one) for one in found)


def _made(text: str) -> _Template:
    pieces = _NAME.split(text)
    literals, names = pieces[::2], pieces[1::2]
    pattern = re.escape(literals[0])
    for name, before, after in zip(names, literals, literals[1:], strict=False):
        if f"(?P<{name}>" in pattern:
            pattern += f"(?P={name})"
        elif not after and before.endswith(" "):
            # A last sentence that may be missing, and the space before it.
            pattern = f"{pattern.removesuffix(re.escape(' '))}(?: (?P<{name}>.+))?"
        else:
            pattern += f"(?P<{name}>.{'*' if before.endswith('.') else '+'}?)"
        pattern += re.escape(after)
    return _Template(text, max(literals, key=len).strip(), re.compile(pattern, re.DOTALL))
