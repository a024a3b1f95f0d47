from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from scroblarr_desktop.destinations import errors as destinations
from scroblarr_desktop.engine import Engine
from scroblarr_desktop.http_server.listening import CannotListen, PortTaken
from scroblarr_desktop.remote.errors import Outage, RemoteError
from scroblarr_desktop.store import StoreTrouble, household
from scroblarr_desktop.store.refusals import Conflict
from scroblarr_desktop.ui.needs import in_words
from scroblarr_desktop.ui.saying import said
from scroblarr_desktop.ui.told import told
from tests.ui.german import in_german

SAME = {"", "Trakt", "Simkl", "TV Time"}


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    with in_german():
        yield


def all_kinds(of: type[Exception]) -> set[type[Exception]]:
    return {of}.union(*(all_kinds(one) for one in of.__subclasses__()))


def test_in_english_a_sentence_stays_as_it_is() -> None:
    sentence = "Trakt asks for a pause."
    assert told(sentence) is sentence


@pytest.mark.parametrize("family", [RemoteError, StoreTrouble, CannotListen])
@pytest.mark.usefixtures("german")
def test_every_error_is_told_in_german(family: type[Exception]) -> None:
    assert destinations
    for kind in all_kinds(family):
        if not kind.__module__.startswith("scroblarr_desktop."):
            continue  # of a test
        for part in ("title", "sentence", "next_step", "step_at_start"):
            words = getattr(kind, part, "")
            if isinstance(words, str) and words not in SAME:
                assert told(words) != words, f"{kind.__name__}.{part}"


@pytest.mark.parametrize(
    ("english", "in_german"),
    [
        ("Trakt did not take it (status 500).", "Trakt hat es nicht angenommen (Status 500)."),
        (
            "Trakt did not take it (status 500). It said: busy",
            "Trakt hat es nicht angenommen (Status 500). Es hieß: busy",
        ),
        (
            "Trakt did not remove it: remove it there by hand. Trakt's answer could not be read.",
            "Trakt hat es nicht entfernt: Entferne es dort von Hand. Die Antwort von Trakt konnte "
            "nicht gelesen werden.",
        ),
        (
            "nas:8096 did not answer in time. Start again.",
            "nas:8096 hat nicht rechtzeitig geantwortet. Fang noch einmal an.",
        ),
        (
            "Anna counts a watch from 80 %; this stop was at 44 %.",
            "Anna zählt ab 80\u00a0%; hier wurde bei 44\u00a0% gestoppt.",
        ),
        ("Somebody stopped Not found (1999)", "Jemand hat Not found (1999) gestoppt"),
        (
            "You said that Anna and Ben watched it.",
            "Du hast gesagt: Gesehen hat es Anna und Ben.",
        ),
        (
            "Plex tells about its library, not about a viewing",
            "Plex erzählt von seiner Bibliothek, nicht vom Schauen",
        ),
        ("Trakt asks for a pause. 429 teapots", "Trakt bittet um eine Pause. 429 teapots"),
        (
            "The port is taken. Another program uses port 9.",
            "Der Port ist belegt. Ein anderes Programm benutzt Port 9.",
        ),
        ("Attic: Trakt asks for a pause.", "Attic: Trakt bittet um eine Pause."),
        ("Nobody ever said this.", "Nobody ever said this."),
        ("Fast and Curious", "Fast and Curious"),
    ],
)
@pytest.mark.usefixtures("german")
def test_what_is_filled_in_stays_or_is_told_as_well(english: str, in_german: str) -> None:
    assert told(english) == in_german


@pytest.mark.usefixtures("german")
def test_what_happened_with_values_in_it() -> None:
    taken = said(PortTaken("127.0.0.1", 9))
    assert taken is not None
    assert taken.title == "Der Port ist belegt"
    assert taken.sentence == "Ein anderes Programm benutzt Port 9."
    assert "Choose" not in taken.next_step
    assert "free" not in taken.next_step
    late = said(Outage("nas:8096 could not be reached.", fate_unknown=False))
    assert late is not None
    assert late.text == "nas:8096 war nicht zu erreichen. Versuch es gleich noch einmal."


@pytest.mark.usefixtures("german")
async def test_the_store_refuses_in_german(engine: Engine) -> None:
    with pytest.raises(Conflict) as refused:
        raise Conflict("These are the same person already.")
    words = said(refused.value)
    assert words is not None
    assert words.text == "Das ist schon dieselbe Person."
    household.add_member("Anna")
    assert told(engine.status().sentence) != engine.status().sentence
    assert in_words(engine.needs_attention()) == []
