"""The run-and-test script: what it decides, and what it does to a real `.venv`."""

from __future__ import annotations

import ast
import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

PROJECT = Path(__file__).parents[2]
SCRIPT = PROJECT / "packaging" / "scroblarr.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("setup_script", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def ready() -> bool:
    return True


def not_ready() -> bool:
    return False


def never_asked() -> bool:
    raise AssertionError("Qt's libraries are of no concern here")


# -- the Python that runs it


def test_python_3_8_can_read_it() -> None:
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 8))
    assert ast.get_docstring(tree)


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 7), (3, 13, 99)])
def test_supported_pythons_are_welcome(script: ModuleType, version: tuple[int, ...]) -> None:
    assert script.version_complaint(version, []) == ""


def test_an_old_python_names_a_newer_one_that_is_there(script: ModuleType) -> None:
    complaint = script.version_complaint((3, 8, 10), ["python3.12", "python3.11"])
    assert "needs Python 3.11, 3.12 or 3.13; this is Python 3.8.10" in complaint
    assert complaint.endswith("Use the one that is installed as python3.12.")


def test_a_too_new_python_is_told_what_to_install(script: ModuleType) -> None:
    assert "Install one of them" in script.version_complaint((3, 14, 0), [])


# -- .venv


def stamp(script: ModuleType, **changes: str) -> tuple[str, ...]:
    usual = script.Stamp(root="/home/anna/scroblarr", python="3.11", fingerprint="f", extra="")
    stamped: tuple[str, ...] = usual._replace(**changes)
    return stamped


@pytest.mark.parametrize(
    ("changed", "extra"), [({}, ""), ({"extra": "dev"}, ""), ({"extra": "dev"}, "dev")]
)
def test_what_is_set_up_is_kept(script: ModuleType, changed: dict[str, str], extra: str) -> None:
    wanted = stamp(script, extra=extra)
    assert script.plan(stamp(script, **changed), "3.11", False, wanted) == "keep"


def test_changed_needs_are_installed_into_what_is_there(script: ModuleType) -> None:
    assert script.plan(stamp(script), "3.11", False, stamp(script, fingerprint="g")) == "install"
    assert script.plan(stamp(script), "3.11", False, stamp(script, extra="dev")) == "install"


def test_a_venv_made_by_hand_is_used(script: ModuleType) -> None:
    assert script.plan(None, "3.11", False, stamp(script)) == "install"


def test_a_broken_moved_unfinished_or_older_venv_is_made_anew(script: ModuleType) -> None:
    there, wanted = stamp(script), stamp(script)
    assert script.plan(there, "", False, wanted) == "rebuild"
    assert script.plan(there, "3.11", True, wanted) == "rebuild"
    assert script.plan(there, "3.12", False, wanted) == "rebuild"
    moved = stamp(script, root="/home/ben/scroblarr")
    assert script.plan(moved, "3.11", False, wanted) == "rebuild"


def test_the_fingerprint_follows_each_of_its_parts(script: ModuleType) -> None:
    seen = {
        script.fingerprint(b"project", b"pins", (3, 11, 2)),
        script.fingerprint(b"project!", b"pins", (3, 11, 2)),
        script.fingerprint(b"project", b"pins!", (3, 11, 2)),
        script.fingerprint(b"project", b"pins", (3, 11, 3)),
        script.fingerprint(b"projectpins", b"", (3, 11, 2)),
    }
    assert len(seen) == 5


@pytest.mark.parametrize("text", ["", "{", "[]", '{"root": "x"}', '{"other": 1}'])
def test_an_unreadable_stamp_is_none(script: ModuleType, tmp_path: Path, text: str) -> None:
    path = tmp_path / "stamp.json"
    path.write_text(text, encoding="utf-8")
    assert script.read_stamp(path) is None
    assert script.read_stamp(tmp_path / "absent.json") is None


def test_the_install_is_editable_and_held_by_the_constraints(script: ModuleType) -> None:
    command = script.install_command("dev")
    assert command[1:4] == ["-m", "pip", "install"]
    assert command[command.index("--constraint") + 1] == str(script.CONSTRAINTS)
    assert command[-2:] == ["--editable", f"{script.ROOT}[dev]"]
    assert script.install_command("")[-1] == str(script.ROOT)
    assert "-qq" in command, "pip's warnings do not bury what the script says"


# -- Debian's packages


def test_only_what_is_missing_is_named(script: ModuleType) -> None:
    wanted = ("libegl1", "libglib2.0-0t64|libglib2.0-0", "libgl1")
    assert script.missing_packages(wanted, ["libgl1", "libglib2.0-0"]) == ["libegl1"]
    assert script.missing_packages(wanted, wanted[:1]) == list(wanted[1:])
    assert script.missing_packages(wanted, ["libegl1", "libgl1", "libglib2.0-0t64"]) == []


def test_the_name_that_this_release_knows_is_taken(script: ModuleType) -> None:
    names = "libglib2.0-0t64|libglib2.0-0"
    assert script.choose(names, lambda name: name.endswith("t64")) == "libglib2.0-0t64"
    assert script.choose(names, lambda name: name.endswith("-0")) == "libglib2.0-0"
    assert script.choose(names, lambda name: False) == "libglib2.0-0"


@pytest.mark.parametrize(
    ("root", "passwordless", "terminal", "prefix"),
    [
        (True, False, False, []),
        (False, True, False, ["sudo"]),
        (False, False, True, ["sudo"]),
        (False, False, False, None),
    ],
)
def test_who_may_install(
    script: ModuleType, root: bool, passwordless: bool, terminal: bool, prefix: list[str] | None
) -> None:
    assert script.privilege(root, passwordless, terminal) == prefix


def test_apt_asks_nothing(script: ModuleType) -> None:
    command = script.apt_get(["sudo"], "install", "-y", "libgl1")
    assert command[:3] == ["sudo", "env", "DEBIAN_FRONTEND=noninteractive"]
    assert command[3] == "apt-get"
    assert command[-3:] == ["install", "-y", "libgl1"]


def test_the_command_to_type_is_complete(script: ModuleType) -> None:
    typed = script.by_hand(["python3.11-venv"], True)
    assert typed == "Type: sudo apt-get update && sudo apt-get install -y python3.11-venv"
    assert script.by_hand(["a", "b"], False).endswith(
        "as root: apt-get update && apt-get install -y a b"
    )


# -- the display


@pytest.mark.parametrize("display", [{"DISPLAY": ":0"}, {"WAYLAND_DISPLAY": "wayland-0"}])
def test_with_a_display_the_arguments_stay(script: ModuleType, display: dict[str, str]) -> None:
    assert script.start_arguments(["--demo"], display, ready) == (["--demo"], "")


@pytest.mark.parametrize("environment", [{}, {"DISPLAY": "", "WAYLAND_DISPLAY": ""}])
def test_without_a_display_it_starts_headless_and_says_so(
    script: ModuleType, environment: dict[str, str]
) -> None:
    given, note = script.start_arguments(["--demo"], environment, never_asked)
    assert given == ["--headless", "--demo"]
    assert "no display" in note
    assert "\n" not in note


def test_where_qt_cannot_load_it_starts_headless(script: ModuleType) -> None:
    given, note = script.start_arguments(["--port", "8999"], {"DISPLAY": ":0"}, not_ready)
    assert given == ["--headless", "--port", "8999"]
    assert note


@pytest.mark.parametrize("argument", ["--headless", "api-key", "--version", "--quit"])
def test_what_opens_no_window_needs_no_display(script: ModuleType, argument: str) -> None:
    given = [argument, "--data-dir", "d"]
    assert script.start_arguments(given, {}, never_asked) == (given, "")


def test_the_self_test_opens_windows_without_a_display(script: ModuleType) -> None:
    assert script.start_arguments(["--self-test"], {}, ready) == (["--self-test"], "")


# -- the two commands


def test_the_checks_are_named_in_order(script: ModuleType) -> None:
    names = [name for name, _ in script.checks()]
    assert names == ["ruff format --check", "ruff check", "mypy", "lint-imports", "pytest"]


def test_the_summary_has_a_line_per_check(script: ModuleType) -> None:
    lines = script.summary([("ruff check", 0, 0.21), ("pytest", 1, 61.0)]).splitlines()
    assert [line.split() for line in lines] == [
        ["ruff", "check", "passed", "0.2", "s"],
        ["pytest", "FAILED", "61.0", "s"],
    ]


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["tset"], 2), (["--help"], 0)])
def test_usage_goes_to_stderr(arguments: list[str], code: int) -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), *arguments], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (code, "")
    assert "run --demo" in done.stderr


@pytest.mark.parametrize("code", [0, 3])
def test_the_exit_code_of_the_app_is_passed_on(code: int) -> None:
    load = (
        f"import importlib.util as u; s = u.spec_from_file_location('s', {str(SCRIPT)!r});"
        " m = u.module_from_spec(s); s.loader.exec_module(m);"
        f" raise SystemExit(m.hand_over([{sys.executable!r}, '-c', 'raise SystemExit({code})']))"
    )
    done = subprocess.run([sys.executable, "-c", load], check=False)
    assert done.returncode == code


def test_a_step_that_takes_long_is_not_silent(
    script: ModuleType, capfd: pytest.CaptureFixture[str]
) -> None:
    assert script.quietly([sys.executable, "-c", "raise SystemExit(3)"], still_every_s=0.002) == 3
    assert "Still at it, 0 seconds so far" in capfd.readouterr().err


def test_an_interrupted_venv_is_emptied_before_it_is_made_anew(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv = tmp_path / ".venv"
    (venv / "lib" / "half").mkdir(parents=True)
    (venv / "pyvenv.cfg").write_text("home = nowhere\n", encoding="utf-8")
    monkeypatch.setattr(script, "VENV", venv)
    monkeypatch.setattr(script, "UNFINISHED", venv / "unfinished")
    script.rebuild_venv()
    assert not (venv / "lib" / "half").exists()
    assert (venv / "unfinished").exists()
    assert script.python_in_venv() == "{}.{}".format(*sys.version_info[:2])
    assert os.fspath(venv) in (venv / "pyvenv.cfg").read_text(encoding="utf-8")


# -- languages


def test_only_translations_that_changed_are_compiled(script: ModuleType, tmp_path: Path) -> None:
    catalogue, compiled = tmp_path / "scroblarr_de.ts", tmp_path / "scroblarr_de.qm"
    assert script.uncompiled(tmp_path) == []
    catalogue.touch()
    assert script.uncompiled(tmp_path) == [catalogue]
    compiled.touch()
    os.utime(catalogue, (1, 1))
    assert script.uncompiled(tmp_path) == []
    os.utime(compiled, (0, 0))
    assert script.uncompiled(tmp_path) == [catalogue]
