"""The sentences for people that the app makes outside its windows.

They stay English where they are made: in the database, the log file and the local API. The windows
and the members' own pages translate them (`scroblarr_desktop/telling`), for which Qt's tools have
to see them: they are collected from the source into `scroblarr_desktop/telling/sentences.py`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "scroblarr_desktop"
GENERATED = PACKAGE / "telling" / "sentences.py"

ELSEWHERE = (
    "ui",
    "telling",
    "demo",
    # For a terminal or a log file, or with words of their own.
    "__main__.py",
    "cli.py",
    "self_test.py",
    "diagnostics",
    "http_server/api",
    "http_server/openapi",
    "http_server/member_pages",
    "store/migrations",
)
"""Modules of which no sentence comes before a person in a window."""

GLUED = (
    "{host} did not answer in time.",
    "{host} broke the connection off without an answer.",
    "The Jellyfin at {host} is starting or out of order.",
    "The Jellyfin at {host} had an error of its own.",
    "{host} has a certificate of its own now, and it was not trusted yet. It may have been "
    "renewed.",
    "{host} shows another certificate now, and it was not trusted yet. It may have been renewed.",
    "No safe connection to {host} came about.",
    "No safe connection to {host} came about: its certificate is not trusted.",
    "Its reason: {code}.",
    "It said: {said}",
    "Choose another port in Settings, or start with another one (--port), and tell your media "
    "servers the new address.",
    "Or choose another port in Settings, or start with another one (--port), and tell your media "
    "servers the new address.",
    "Port {free} is free.",
    "Nothing can be sent until the file 'secret.key' is back in Scroblarr's folder; what is "
    "watched meanwhile is kept. Without it everybody signs in again, and your media servers get "
    "new addresses.",
    "Nothing can be sent until this computer's keyring is back as it was; what is watched "
    "meanwhile is kept. Without it everybody signs in again, and your media servers get new "
    "addresses.",
    "{what}, {name}: {where} did not accept it",
    "{what}, {name}: {where} does not have it yet",
    "{what}, {name}: {where} does not know it",
    "{who} began to watch {what}",
    "{who} went on with {what}",
    "{who} paused {what}",
    "{who} stopped {what}",
    "Somebody",
    " and ",
    " or ",
)
"""What is put together of parts, as a whole: parts alone would not make sentences elsewhere."""

PARTS = frozenset(
    (
        "{join} and {last}",
        "{join} or {last}",
        "{remedy} Or choose",
        "{choose} another port in Settings, or start with another one (--port), and tell your "
        "media servers the new address.{proposal}",
        "The Jellyfin at {host} {what}.",
        "{host} {now}, and it was not trusted yet. It may have been renewed.",
        "No safe connection to {host} came about{why}.",
        "Nothing can be sent until {until}; what is watched meanwhile is kept. Without it "
        "everybody signs in again, and your media servers get new addresses.",
        "Desktop Entry",
        "Python package",
        "Scroblarr {now}{suffix}",
    )
)
"""What stands in the source for those, and what is too little of a sentence to be told by."""

CONTEXT = "Sentences"

_LOGGING = frozenset(("debug", "info", "warning", "error", "exception", "critical", "log"))
_FOR_MACHINES = frozenset(("compile", "execute", "SQL", "strftime", "strptime", "fullmatch", "sub"))
_NO_ERRORS_FOR_PEOPLE = frozenset(
    ("ValueError", "TypeError", "RuntimeError", "KeyError", "AssertionError", "LookupError")
)
_WORD = re.compile(r"[A-Za-z]{2,}")
_SHORT = re.compile(r"[A-Z][a-z]+")
_TECHNICAL = re.compile(r"[A-Z]{4,} |\w+\.\w+ |\w+ or \w+$|MediaBrowser |\{\w+\}[/:]|.*\(\*\)")
_SAME_THING = frozenset(("astimezone", "strip", "rstrip"))
"""Calls whose result is still called what they are called on."""
_LABELS = frozenset(("title", "label", "sentence", "next_step", "step_at_start", "message"))

HEAD = '''\
"""Sentences made outside the windows, for Qt's tools to find. Made by packaging/languages.py."""

# fmt: off
# ruff: noqa: E501, N802

from __future__ import annotations

CONTEXT = "Sentences"


def QT_TRANSLATE_NOOP(_context: str, sentence: str) -> str:
    return sentence


SENTENCES: tuple[str, ...] = (
'''


def module_text() -> str:
    """Return what `ui/sentences.py` has to hold."""
    lines = [f"    QT_TRANSLATE_NOOP({quoted(CONTEXT)}, {quoted(one)}),\n" for one in collected()]
    return f"{HEAD}{''.join(lines)})\n"


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def collected() -> list[str]:
    """Return all sentences, sorted, each once."""
    found: set[str] = set(GLUED)
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE).as_posix()
        if not any(place == one or place.startswith(f"{one}/") for one in ELSEWHERE):
            found.update(sentences_in(path.read_text(encoding="utf-8")))
    return sorted(found - PARTS)


def sentences_in(source: str) -> set[str]:
    """Return the sentences of one module; what is filled in stands in braces."""
    finder = _Finder()
    finder.visit(ast.parse(source))
    return finder.found


class _Finder(ast.NodeVisitor):
    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):  # else a docstring
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = _called(node)
        if (name in _LOGGING and _is_logger(node)) or name in _FOR_MACHINES:
            return
        if name not in _NO_ERRORS_FOR_PEOPLE:
            self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        self.visit(node.value)  # a key is no sentence

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self._label(node.target, node.value)
            self.visit(node.value)

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            self._label(target, node.value)
        self.visit(node.value)

    def visit_keyword(self, node: ast.keyword) -> None:
        self._label(ast.Name(node.arg or ""), node.value)
        self.visit(node.value)

    def visit_Tuple(self, node: ast.Tuple) -> None:
        # ("ignore", "Ignore"): a key and what stands on its button.
        texts = [_text(one) for one in node.elts]
        if len(texts) == 2 and texts[0] and texts[1] and texts[0].partition(":")[0].islower():
            self._take(texts[1], short=True)
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str):
            self._take(node.value)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        self._take(_template(node))
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                self.visit(part.value)

    def _label(self, target: ast.expr, value: ast.expr) -> None:
        name = target.id if isinstance(target, ast.Name) else ""
        text = _text(value)
        if text and name in _LABELS:
            self._take(text, short=True)

    def _take(self, text: str, *, short: bool = False) -> None:
        if reads_for_people(text) or (short and _SHORT.fullmatch(text)):
            self.found.add(text)


def reads_for_people(text: str) -> bool:
    """Return whether it is a sentence or a title, not something for machines."""
    literal = re.sub(r"\{\w+\}", " ", text)
    begins = text[:1].isupper() or text[:1] in "{“„0123456789"
    return (
        begins
        and " " in text
        and len(_WORD.findall(literal)) >= 2 - ("{" in text)
        and not _TECHNICAL.match(text)
        and not re.search(r"[\\=<>|_\n]|::|://", literal)
    )


def _called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _is_logger(node: ast.Call) -> bool:
    function = node.func
    if not isinstance(function, ast.Attribute):
        return False
    owner = function.value
    name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
    return str(name).lower().lstrip("_").endswith(("log", "logger", "logging"))


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return _template(node) if isinstance(node, ast.JoinedStr) else ""


def _template(node: ast.JoinedStr) -> str:
    """Return an f-string with a plain name in the place of each value."""
    names: dict[str, str] = {}
    parts: list[str] = []
    for part in node.values:
        if isinstance(part, ast.FormattedValue):
            parts.append(f"{{{_name(part.value, names)}}}")
        elif isinstance(part, ast.Constant):
            parts.append(str(part.value))
    return "".join(parts)


def _name(value: ast.expr, names: dict[str, str]) -> str:
    """Return the name of a value: the same for the same value, different for different ones."""
    same = ast.dump(value)
    if same not in names:
        plain = _plain_name(value)
        taken: Sequence[str] = list(names.values())
        names[same] = next(one for one in _numbered(plain) if one not in taken)
    return names[same]


def _numbered(name: str) -> Iterator[str]:
    yield name
    for number in range(2, 100):
        yield f"{name}{number}"


def _plain_name(value: ast.expr) -> str:
    if isinstance(value, ast.Name):
        return value.id.strip("_").lower()
    if isinstance(value, ast.Attribute):
        return value.attr.strip("_").lower()
    if isinstance(value, ast.Call):
        made_of = value.func.value if isinstance(value.func, ast.Attribute) else value.func
        return _plain_name(made_of if _called(value) in _SAME_THING else value.func)
    if isinstance(value, ast.Subscript):
        return _plain_name(value.value)
    return "value"
