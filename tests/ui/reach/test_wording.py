from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from scroblarr_desktop.http_server import WrongCalls
from scroblarr_desktop.reach import AddressTest, Proof, ProofState, Verdict
from scroblarr_desktop.store.given_addresses import AddressChange
from scroblarr_desktop.store.records import (
    Connection,
    ConnectionState,
    HookState,
    Server,
)
from scroblarr_desktop.ui.icons import MARK_TONES
from scroblarr_desktop.ui.reach.verdicts import said_of_test
from scroblarr_desktop.ui.reach.wording import (
    address_change_sentence,
    ago,
    firewall_hint,
    hook_sentence,
    hook_standing,
    listening_question,
    proof_mark,
    proof_sentence,
    standing,
    wrong_calls_sentence,
)
from scroblarr_desktop.ui.saying import Said
from scroblarr_desktop.watches import ServerKind

NOW = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)
SERVER = Server(1, ServerKind.PLEX, "Attic", None, True, False, 3, None, "")
CONNECTION = Connection(
    1,
    ServerKind.PLEX,
    "4711",
    "anna",
    None,
    ConnectionState.OK,
    "",
    True,
    HookState.SET,
    "http://192.168.1.10:24180",
    "",
    None,
)
HEARD = Proof(
    SERVER, ProofState.HEARD, NOW - timedelta(seconds=12), "Anna finished Dune", None, (), None
)
WAITING = replace(HEARD, state=ProofState.WAITING, reached_at=None, remark="")
CALLS = WrongCalls("192.168.1.20", 5, NOW - timedelta(minutes=3))
CHANGE = AddressChange(1, "http://192.168.1.10:24180", "http://192.168.1.12:24180", NOW)


def test_seconds_count_until_there_is_a_minute() -> None:
    said = [ago(NOW - timedelta(seconds=age), NOW) for age in (0, 59, 60, 150)]
    assert said == ["0 s ago", "59 s ago", "1 min ago", "2 min ago"]


def test_what_came_last() -> None:
    assert proof_sentence(HEARD, NOW) == "Last event 12 s ago: Anna finished Dune"
    assert proof_sentence(WAITING, NOW).startswith("Waiting for the first event")
    other = replace(HEARD, state=ProofState.OTHER_SERVER, remark="Shed")
    assert proof_sentence(other, NOW).startswith("12 s ago an event of another media server")


@pytest.mark.parametrize("state", list(ProofState))
def test_every_state_has_words_and_a_mark(state: ProofState) -> None:
    proof = replace(HEARD, state=state)
    assert "{" not in proof_sentence(proof, NOW)
    assert proof_mark(proof) in MARK_TONES
    assert standing(proof).mark in MARK_TONES


def test_a_server_that_did_not_answer_says_so_until_something_comes() -> None:
    silent = replace(CONNECTION, message="192.168.1.30 could not be reached.", checked_at=NOW)
    assert standing(replace(WAITING, connection=silent)).word == "does not answer"
    assert standing(replace(HEARD, connection=silent)).word == "does not answer"
    since = replace(HEARD, connection=silent, reached_at=NOW + timedelta(seconds=1))
    assert standing(since).word == "reports"


def test_why_nothing_is_reported_is_one_sentence_after_the_other() -> None:
    without = replace(CONNECTION, hook_state=HookState.IMPOSSIBLE, hook_message="No Plex Pass.")
    assert hook_sentence(without) == "No reports possible yet. No Plex Pass."


def test_who_calls_an_old_address() -> None:
    five = "5 calls with an old or wrong address from 192.168.1.20, 3 min ago."
    assert wrong_calls_sentence(CALLS, NOW) == five
    assert wrong_calls_sentence(replace(CALLS, count=1), NOW).startswith("1 call with")


def test_what_to_paste() -> None:
    assert address_change_sentence(WAITING) == ""
    moved = replace(WAITING, address_change=CHANGE)
    assert address_change_sentence(moved) == (
        "This computer's address changed from 192.168.1.10 to 192.168.1.12. Paste the new "
        "address into Attic."
    )
    port = replace(CHANGE, now="http://192.168.1.10:24181")
    assert "192.168.1.10:24180 to 192.168.1.10:24181" in address_change_sentence(
        replace(WAITING, address_change=port)
    )


@pytest.mark.parametrize("state", list(HookState))
def test_every_state_of_a_webhook_can_be_said(state: HookState) -> None:
    found = hook_standing(replace(CONNECTION, hook_state=state))
    assert found.mark in MARK_TONES
    assert found.word != ""


def test_what_matters_most_is_said_first() -> None:
    ended = replace(CONNECTION, state=ConnectionState.ENDED)
    failed = replace(CONNECTION, hook_state=HookState.FAILED)
    words = [
        standing(replace(HEARD, state=ProofState.MUTED, connection=ended)).word,
        standing(replace(HEARD, connection=ended), listening=False).word,
        standing(replace(HEARD, connection=ended)).word,
        standing(replace(HEARD, address_change=CHANGE)).word,
        standing(replace(HEARD, connection=failed)).word,
        standing(replace(HEARD, wrong_calls=(CALLS,))).word,
        standing(HEARD).word,
        standing(WAITING).word,
    ]
    assert words == [
        "muted",
        "cannot be heard",
        "sign in again",
        "needs the new address",
        "reports could not be set up",
        "calls an old address",
        "reports",
        "nothing came yet",
    ]


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_says_what_and_what_next(verdict: Verdict) -> None:
    found = AddressTest(verdict, "http://192.168.1.10:24180", "http://192.168.1.12:24180", "Why.")
    said = said_of_test(found, None)
    assert all((said.title, said.sentence, said.next_step))
    assert "{" not in f"{said.title}{said.text}"


def test_why_it_does_not_listen_is_said_in_its_own_words() -> None:
    found = AddressTest(Verdict.NOT_LISTENING, "http://127.0.0.1:1", "http://127.0.0.1:1")
    why = Said("The port is taken", "Another program uses it.", "End it.")
    assert said_of_test(found, why) is why


def test_another_program_is_named_where_it_says_its_name() -> None:
    found = AddressTest(Verdict.SOMETHING_ELSE, "http://127.0.0.1:1", "", "nginx")
    assert "is not Scroblarr (nginx)." in said_of_test(found, None).sentence
    assert "is not Scroblarr." in said_of_test(replace(found, detail=""), None).sentence


def test_each_system_s_own_question_is_announced() -> None:
    plain = listening_question("linux")
    assert "Windows may ask" in listening_question("win32")
    assert "macOS may ask" in listening_question("darwin")
    assert "may ask" not in plain


def test_each_system_has_its_own_firewall() -> None:
    hints = {firewall_hint(24180, platform) for platform in ("win32", "darwin", "linux")}
    assert len(hints) == 3
    assert "TCP port 24180" in firewall_hint(24180, "linux")
