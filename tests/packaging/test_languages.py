"""The translations: nothing is missing, nothing is left over, nothing says something else."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from translating import qt_tools
from translating.sentences import GENERATED, module_text, sentences_in

AGAIN = "run packaging/languages.py update, then translate what is unfinished"

Key = tuple[str, str, str]

LEFT_OUT = {"There is no such {what}."}
"""Sentences that need not say everything: the value is an English word of ours."""


def entries(catalogue: Path) -> dict[Key, tuple[str, bool]]:
    """Return context, source and comment → translation, and whether it is finished."""
    found = {}
    for context in ElementTree.parse(catalogue).getroot().iter("context"):
        for message in context.iter("message"):
            key = (
                context.findtext("name") or "",
                message.findtext("source") or "",
                message.findtext("comment") or "",
            )
            said = message.find("translation")
            assert said is not None
            found[key] = (said.text or "", said.get("type") is None)
    return found


@pytest.fixture(scope="module", params=qt_tools.catalogues(), ids=lambda one: str(one.stem))
def catalogue(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


@pytest.fixture(scope="module")
def said(catalogue: Path) -> dict[Key, tuple[str, bool]]:
    return entries(catalogue)


def slots(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w*\}", text))


def letters(text: str) -> int:
    """How many letters are marked for the keyboard."""
    return len(re.findall(r"&(?![& ])", text))


def end(text: str) -> str:
    last = text.rstrip()[-1:]
    return last if last in ".?!:…," else ""


def rim(text: str) -> tuple[bool, bool]:
    """Whether it begins and ends with a space, as a piece of a line does."""
    return text[:1] == " ", text[-1:] == " "


def test_the_sentences_are_those_of_the_source() -> None:
    assert GENERATED.read_text(encoding="utf-8") == module_text(), AGAIN


def test_it_holds_what_the_windows_say(
    catalogue: Path, said: dict[Key, tuple[str, bool]], tmp_path: Path
) -> None:
    fresh = Path(shutil.copy(catalogue, tmp_path))
    qt_tools.update(fresh)
    now = entries(fresh)
    assert sorted(now.keys() - said.keys()) == [], AGAIN
    assert sorted(said.keys() - now.keys()) == [], AGAIN
    assert {source for context, source, _ in now if not context} == set(), "nobody can look it up"


def test_it_is_complete(said: dict[Key, tuple[str, bool]]) -> None:
    assert [key for key, (text, finished) in said.items() if not (text and finished)] == [], AGAIN


def test_it_says_the_same(said: dict[Key, tuple[str, bool]]) -> None:
    for (_, source, _), (text, finished) in said.items():
        if not finished:
            continue
        if source not in LEFT_OUT:
            assert slots(text) == slots(source)
        assert (letters(text), end(text), rim(text)) == (letters(source), end(source), rim(source))
        assert text.count("\n") == source.count("\n")


def test_sentences_are_found_and_nothing_else() -> None:
    source = '''
"""A docstring is no sentence for people."""
log = None
PORT = "The port is taken"
KEYS = {"not a sentence": 1}

class Trouble:
    title = "Refused"

    def say(self, error, one):
        log.warning("The house is burning down")
        self.run("SELECT name FROM people")
        yield ("ignore", "Ignore")
        yield f"{error.name} did not answer in " f"{one.wait:.0f} s, {self._of(error.name)}."
        yield f"{one.name} and {error.name} are {one.name}"
        raise ValueError("This is for programmers")
'''
    assert sentences_in(source) == {
        "The port is taken",
        "Refused",
        "Ignore",
        "{name} did not answer in {wait} s, {of}.",
        "{name} and {name2} are {name}",
    }


def test_it_compiles_what_is_newer_only(
    catalogue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(catalogue, tmp_path)
    monkeypatch.setattr(qt_tools, "LANGUAGES", tmp_path)
    assert [one.suffix for one in qt_tools.build()] == [".qm"]
    assert qt_tools.build() == []
    assert sorted(one.suffix for one in tmp_path.iterdir()) == [".json", ".qm", ".ts"]
