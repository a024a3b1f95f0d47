from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from scroblarr_desktop.http_server import WrongCalls
from scroblarr_desktop.reach import AddressTest, Proof, ProofState, Verdict
from scroblarr_desktop.store.given_addresses import AddressChange
from scroblarr_desktop.store.records import (
    CatchUp,
    CatchUpMode,
    Connection,
    ConnectionState,
    HookState,
    Server,
)
from scroblarr_desktop.store.silence import Silence
from scroblarr_desktop.ui.icons import MARK_TONES
from scroblarr_desktop.ui.reach.reading import missed_at, missed_said, silence_said, way_names
from scroblarr_desktop.ui.reach.verdicts import said_of_test
from scroblarr_desktop.ui.reach.wording import (
    address_change_sentence,
    ago,
    event_line,
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
READ = CatchUp(1, CatchUpMode.READING, False, NOW, NOW - timedelta(minutes=2), "", None)
READING = replace(WAITING, state=ProofState.READING, connection=CONNECTION, catch_up=READ)
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
    assert hook_sentence(without) == "No reports possible. No Plex Pass."


def test_a_history_that_is_read_says_when_and_what_came_last() -> None:
    assert proof_sentence(READING, NOW) == (
        "Play history read 2 min ago. What somebody finishes appears within three minutes."
    )
    watched = replace(READING, reached_at=NOW - timedelta(minutes=5), remark="Anna finished Dune")
    assert proof_sentence(watched, NOW) == (
        "Play history read 2 min ago. Last: Anna finished Dune, 5 min ago."
    )
    lines = [event_line(one, NOW) for one in (READING, watched)]
    assert lines == ["Play history read 2 min ago.", "Anna finished Dune, 5 min ago"]
    failed = replace(READING, catch_up=replace(READ, message="Attic did not answer."))
    assert proof_sentence(failed, NOW) == (
        "The play history could not be read: Attic did not answer."
    )
    unread = replace(READING, catch_up=replace(READ, read_at=None))
    assert proof_sentence(unread, NOW) == "The play history has not been read yet."
    marks = [proof_mark(one) for one in (READING, watched, failed, unread)]
    assert marks == ["delivered", "delivered", "unmatched", "waiting"]
    words = [standing(one, listening=False).word for one in (READING, failed, unread)]
    assert words == ["play history is read", "cannot be read", "not read yet"]


def test_a_server_that_should_report_says_so_while_it_is_read() -> None:
    waits = replace(CONNECTION, hook_state=HookState.RESTART)
    assert standing(replace(READING, connection=waits)).word == "reports after a restart"
    chosen = replace(READ, chosen=True)
    by_choice = replace(READING, connection=waits, catch_up=chosen)
    assert standing(by_choice).word == "play history is read"


def test_reports_that_stopped_are_said_with_the_day() -> None:
    told = replace(READ, mode=CatchUpMode.WEBHOOKS)
    stopped = replace(told, webhooks_missed_at=datetime(2026, 5, 3, 12, tzinfo=UTC))
    proof = replace(HEARD, connection=CONNECTION, catch_up=stopped)
    assert standing(proof).word == "stopped reporting"
    at = missed_at(proof)
    assert at is not None
    assert missed_said(at).title == "Webhooks stopped on 3 May, catching up instead"
    assert missed_at(replace(proof, catch_up=told)) is None
    assert missed_at(replace(proof, catch_up=replace(stopped, mode=CatchUpMode.READING))) is None


def test_unusual_silence_is_said() -> None:
    assert silence_said(Silence(9, 1)).title == "No event for 9 days, usually daily"
    assert silence_said(Silence(30, 5)).title == "No event for 30 days, usually every 5 days"
    assert standing(replace(HEARD, silence=Silence(9, 1))).word == "silent for 9 days"


@pytest.mark.parametrize("mode", list(CatchUpMode))
def test_each_way_says_what_it_means(mode: CatchUpMode) -> None:
    name, sentence = way_names()[mode]
    assert "history" in f"{name} {sentence}"
    assert name != sentence


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


def test_the_question_speaks_of_media_servers_and_phones() -> None:
    assert "media servers elsewhere" in listening_question("linux")
    assert "phones can open a member's own page" in listening_question("linux")


def test_each_system_has_its_own_firewall() -> None:
    hints = {firewall_hint(24180, platform) for platform in ("win32", "darwin", "linux")}
    assert len(hints) == 3
    assert "TCP port 24180" in firewall_hint(24180, "linux")
