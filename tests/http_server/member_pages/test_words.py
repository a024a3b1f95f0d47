"""The words of the pages: every state has some, and every language has all."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from string import Formatter

import pytest
from translating import qt_tools

from scroblarr_desktop.http_server.member_pages.english import ENGLISH
from scroblarr_desktop.http_server.member_pages.rates import Rate
from scroblarr_desktop.http_server.member_pages.times import moment, spoken, tomorrow_morning
from scroblarr_desktop.http_server.member_pages.words import LANGUAGES, Words, wanted_words
from scroblarr_desktop.paths import resources_dir
from scroblarr_desktop.store.records import AccountState, DeliveryState, HoldKind

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
MIN, DAY = timedelta(minutes=1), timedelta(days=1)


def slots(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text)} - {None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything(language: str) -> None:
    table = LANGUAGES[language]
    assert table.keys() == ENGLISH.keys()
    for name, text in table.items():
        assert text
        assert slots(text) == slots(ENGLISH[name]), name
    assert len(table["weekdays"].split()) == 7
    assert len(table["months"].split()) == 12


def test_every_state_has_words() -> None:
    assert {f"state_{one}" for one in DeliveryState} <= ENGLISH.keys()
    assert {f"account_{one}" for one in AccountState} <= ENGLISH.keys()
    assert {f"question_{one}" for one in HoldKind} <= ENGLISH.keys()


@pytest.mark.parametrize(
    "header", ["", "en", "de-AT,de;q=0.9,en;q=0.5", "*", "fr;q=x", ";;;,,,q=1", "x" * 9000]
)
def test_a_browser_gets_a_language_that_there_is(header: str) -> None:
    assert wanted_words(header).language in LANGUAGES


def test_the_language_wanted_most_wins() -> None:
    assert wanted_words("en;q=0.5, de-CH;q=0.9, fr").language == "de"
    assert wanted_words("fr, en;q=0.9, de;q=0.8").language == "en"


def test_times_as_people_say_them() -> None:
    say = Words("en")
    for at, said in (
        (NOON - timedelta(seconds=20), "just now"),
        (NOON + timedelta(seconds=20), "in less than a minute"),
        (NOON - 12 * MIN, "12 min ago"),
        (NOON + 12 * MIN, "in 12 min"),
    ):
        assert spoken(say, at, NOON) == said
    for days, begins in ((0, "today "), (-1, "yesterday "), (1, "tomorrow ")):
        here = NOON.astimezone() + timedelta(days=days, hours=2)
        assert spoken(say, here, NOON).startswith(begins)
    assert re.fullmatch(r"Sunday \d\d:\d\d", spoken(say, NOON - 3 * DAY, NOON))
    assert re.fullmatch(r"\d+ Jan, \d\d:\d\d", spoken(say, NOON - 40 * DAY, NOON))
    assert re.fullmatch(r"\d+ Jan 2025", spoken(say, NOON - 420 * DAY, NOON))
    assert 'datetime="2026-03-04T12:00:00Z"' in moment(say, NOON, NOON)


def test_sentences_of_the_program_are_told_in_german() -> None:
    qt_tools.build()
    sentence = "Trakt did not take it (status 500). It said: busy"
    assert Words("en").told(sentence) == sentence
    assert Words("de").told(sentence).startswith("Trakt hat es nicht angenommen (Status 500). Es")
    assert Words("de").told("") == ""


def test_times_as_germans_say_them() -> None:
    say = Words("de")
    assert spoken(say, NOON - 12 * MIN, NOON) == "vor 12 min"
    assert re.fullmatch(r"Sonntag \d\d:\d\d", spoken(say, NOON - 3 * DAY, NOON))
    assert re.fullmatch(r"\d+\. Jan\., \d\d:\d\d", spoken(say, NOON - 40 * DAY, NOON))


def test_tomorrow_is_in_the_morning() -> None:
    here = tomorrow_morning(NOON).astimezone()
    assert (here.hour, here.date()) == (6, (NOON.astimezone() + DAY).date())


def test_a_limit_refills_with_time() -> None:
    now = [1000.0]
    rate = Rate(3, 30.0, lambda: now[0])
    assert [rate.take("a") for _ in range(3)] == [0, 0, 0]
    assert rate.take("a") == pytest.approx(10)
    assert rate.take("b") == 0
    now[0] += 10
    assert [rate.take("a") > 0 for _ in range(2)] == [False, True]
    for number in range(600):
        rate.take(number)
    assert rate.wait_s("a") == 0, "forgotten: not everybody can be remembered"


def test_the_looks_need_nothing_from_elsewhere() -> None:
    folder = resources_dir() / "pages"
    for path in folder.iterdir():
        text = path.read_text("utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert not re.search(r"https?:|//\w+\.|@import|url\(", text), path.name
    assert "prefers-color-scheme: dark" in (folder / "page.css").read_text("utf-8")
