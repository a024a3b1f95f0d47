"""Names, titles and secrets are hidden wherever they stand, and other words are left alone."""

from __future__ import annotations

import time

from scroblarr_desktop.diagnostics.redaction import redacted
from scroblarr_desktop.support.hiding import Hiding


def test_whole_words_are_hidden() -> None:
    hiding = Hiding(["hunter"], ["Anna", "Max Müller", "Jo"], ["Harbour Street", "Lost", "(500) x"])
    assert hiding.hidden("ANNA saw harbour STREET") == "[hidden] saw [hidden]"
    assert hiding.hidden("joanna lost it, Lost did") == "joanna lost it, [hidden] did"
    assert hiding.hidden("max müllers, by max müller") == "max müllers, by [hidden]"
    assert hiding.hidden("x=xhunterx at (500) x") == "x=x[hidden]x at ([hidden]"


def test_numbers_and_single_letters_are_no_names() -> None:
    hiding = Hiding((), ["1", "127.0.0.1", "A"], ["1917", "?"])
    assert hiding.hidden("A 1 of 1917 at 127.0.0.1?") == "A 1 of 1917 at 127.0.0.1?"


def test_computers_on_the_internet_are_hidden() -> None:
    text = "5 calls from 203.0.113.7, 2001:db8::17 and 192.168.1.20 at 07:10:10"
    assert Hiding().hidden(text) == "5 calls from [hidden], [hidden] and 192.168.1.20 at 07:10:10"


def test_what_every_computer_calls_itself_is_left_alone() -> None:
    places = ("http://127.0.0.1:24180", "http://[::1]:24180", "http://localhost:8711/", "::1")
    text = f"listening on {', '.join(places)} for attic"
    assert Hiding((), [*places, "http://127.0.0.1", "localhost", "attic"]).hidden(text) == (
        text.replace("attic", "[hidden]")
    )


def test_many_titles_and_long_lines_take_no_age() -> None:
    hiding = Hiding((), (), [f"Part {number} of it" for number in range(20_000)])
    started = time.monotonic()
    assert hiding.hidden("Part 19999 of it\n" * 2_000) == "[hidden]\n" * 2_000
    for endless in ("token", "a1", "https://", "a.b+", "://x", "Bearer "):
        redacted(endless * 5_000)
    assert time.monotonic() - started < 5
