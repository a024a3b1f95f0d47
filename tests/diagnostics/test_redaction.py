"""What looks like a secret does not get through, and everything else does."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from scroblarr_desktop import diagnostics
from scroblarr_desktop.diagnostics.redaction import redacted

HEX = "5f0c2b7d9a4e4c31b86f7e2d1a90c4f3b25d8e6071a94cfe83b7d2650e1fa9c4"


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("GET /webhooks/plex/short-one answered", "short-one"),
        (f"the refresh with {HEX} failed", HEX),
        ('{"access_token": "abc def", "x": 1}', "abc def"),
        ("{'password': 'correct horse'}", "correct horse"),
        ("Authorization: Bearer abc.def", "abc.def"),
        ("X-Plex-Token=abcdefgh&x=1", "abcdefgh"),
        ("client_secret = hush", "hush"),
        ("MediaBrowser Token=“x”, api-key: hush", "hush"),
        ("https://anna:hush@nas.example/x", "anna:hush"),
        ("GET https://nas.example/x?code=hush failed", "hush"),
        ("anna.b@mail.example signed in", "anna.b"),
        ("key 9QyV3hJm-_Wm2c8wE7ZtRk1xS0aB", "9QyV3hJm"),
    ],
)
def test_a_secret_is_hidden(text: str, secret: str) -> None:
    assert secret not in redacted(text)
    assert "[hidden]" in redacted(text)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-23 07:10:10,123 INFO scroblarr_desktop.sync: 3 deliveries were cut off",
        "the copy scroblarr-20261123-071100.sqlite3 was put back",
        "tokens of trakt were not withdrawn: Trakt does not answer",
        'File "scroblarr_desktop/store/migrations/m0006_member_pages.py", line 25, in look',
        "listening on http://127.0.0.1:24180, http://192.168.1.20:24180",
        "server 3: ServerAnsweredSomethingElse in a_function_with_a_long_name_12",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert redacted(text) == text


@pytest.fixture
def log_folder(tmp_path: Path) -> Iterator[Path]:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    # Taken off first: starting the log closes whatever is there, pytest's own handlers too.
    root.handlers.clear()
    diagnostics.start_logging(tmp_path, to_screen=False)
    yield tmp_path
    diagnostics.write_down_more(False)
    for one in list(root.handlers):
        one.close()
    root.handlers[:] = before
    root.setLevel(level)


def test_the_log_is_redacted_tracebacks_too(log_folder: Path) -> None:
    log = logging.getLogger("scroblarr_desktop.sync")
    try:
        raise RuntimeError(f"refused {HEX}")
    except RuntimeError:
        log.info("with %s", HEX, exc_info=True)
    text = diagnostics.log_file(log_folder).read_text(encoding="utf-8")
    assert "RuntimeError: refused [hidden]" in text
    assert HEX not in text


def test_more_is_written_of_our_own_work_only(log_folder: Path) -> None:
    ours, theirs = logging.getLogger("scroblarr_desktop.sync"), logging.getLogger("urllib3.pool")
    ours.debug("one")
    diagnostics.write_down_more(True)
    assert diagnostics.writes_down_more()
    ours.debug("two")
    theirs.debug("three")
    diagnostics.write_down_more(False)
    ours.debug("four")
    text = diagnostics.log_file(log_folder).read_text(encoding="utf-8")
    assert [line.rpartition(" ")[2] for line in text.splitlines()] == ["two"]
    assert diagnostics.log_files(log_folder) == [diagnostics.log_file(log_folder)]
