from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from scroblarr_desktop.autostart.linux import DesktopEntry, exec_line

COMMAND = ("/opt/scroblarr/bin/scroblarr-desktop", "--minimized")


@pytest.fixture
def entry(tmp_path: Path) -> DesktopEntry:
    return DesktopEntry("scroblarr-desktop", tmp_path, {})


def test_it_is_switched_on_and_off(entry: DesktopEntry, tmp_path: Path) -> None:
    assert not entry.is_on()
    entry.turn_off()
    entry.turn_on(COMMAND)
    assert entry.path == tmp_path / ".config" / "autostart" / "scroblarr-desktop.desktop"
    lines = entry.path.read_text().splitlines()
    assert lines[0] == "[Desktop Entry]"
    assert "Exec=/opt/scroblarr/bin/scroblarr-desktop --minimized" in lines
    assert any(line.startswith("X-GNOME-Autostart-Delay=") for line in lines)
    assert (entry.is_on(), entry.starts(COMMAND)) == (True, True)
    assert not entry.starts((*COMMAND, "--data-dir", "/elsewhere"))
    assert [one.name for one in entry.path.parent.iterdir()] == ["scroblarr-desktop.desktop"]
    entry.turn_off()
    assert not entry.path.exists()


@pytest.mark.parametrize(
    ("configured", "used"), [("{}/cfg", "cfg"), ("cfg", ".config"), ("", ".config")]
)
def test_the_folder_for_settings_may_be_another(tmp_path: Path, configured: str, used: str) -> None:
    env = {"XDG_CONFIG_HOME": configured.format(tmp_path)}
    entry = DesktopEntry("scroblarr-desktop", tmp_path, env)
    assert entry.path.parent == tmp_path / used / "autostart"


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_a_desktop_may_have_switched_it_off(entry: DesktopEntry, line: str) -> None:
    entry.turn_on(COMMAND)
    kept = entry.path.read_text().replace("X-GNOME-Autostart-enabled=true\n", "")
    entry.path.write_text(f"{kept}{line}\n")
    assert not entry.is_on()
    entry.turn_on(COMMAND)
    assert entry.is_on()


@pytest.mark.parametrize(
    "text", ["", "no entry", "[Other]\nExec=x\n", "[Desktop Entry", "\x00\xff"]
)
def test_what_cannot_be_read_is_off(entry: DesktopEntry, text: str) -> None:
    entry.path.parent.mkdir(parents=True)
    entry.path.write_bytes(text.encode("latin-1"))
    assert (entry.is_on(), entry.starts(COMMAND)) == (False, False)


@pytest.mark.parametrize(
    "word",
    [
        "/a b/c",
        'say "hi"',
        "it's",
        "$HOME",
        "`id`",
        "back\\slash",
        "a;b&c|d",
        "(x)",
        "",
        "100%",
        "ü",
    ],
)
def test_every_word_arrives_as_it_is(entry: DesktopEntry, word: str) -> None:
    entry.turn_on(("program", word))
    assert entry.starts(("program", word))
    # Undone in the order of the specification: the file's escaping, the codes, the shell's quotes.
    text = exec_line((word,)).replace("\\\\", "\\").replace("%%", "%")
    shell = ["sh", "-c", f"printf %s {text}"]
    assert subprocess.run(shell, capture_output=True, text=True, check=True).stdout == word
