#!/usr/bin/env python3
"""Sets the project up in `.venv`, then starts the app or checks the project.

    python3 packaging/scroblarr.py run [ARGUMENTS OF THE APP]
    python3 packaging/scroblarr.py test

Needs nothing but Python's standard library. The syntax stays readable for Python 3.8, so that an
old Python can still say in a sentence that it is too old. All of its own lines go to stderr: what
the app prints on stdout is the app's alone.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Callable, Iterable, Mapping, NamedTuple, NoReturn, Sequence

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYPROJECT = ROOT / "pyproject.toml"
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"
LANGUAGES = ROOT / "resources" / "languages"
STAMP = VENV / "scroblarr-setup.json"
UNFINISHED = VENV / "scroblarr-setup.unfinished"

WINDOWS = os.name == "nt"
LINUX = sys.platform.startswith("linux")
OLDEST, NEWEST = (3, 11), (3, 13)

USAGE = """\
usage: python3 packaging/scroblarr.py run [ARGUMENTS]   start the app, for example: run --demo
       python3 packaging/scroblarr.py test              run every check"""

STILL_EVERY_S = 10.0
"""So long nothing is said during a step that says nothing itself."""

# What Qt's core libraries and its X11 plugin link to. Alternatives of one library stand together:
# its name changed when Debian and Ubuntu moved to 64-bit times.
QT_PACKAGES = (
    "libegl1",
    "libgl1",
    "libxkbcommon0",
    "libxkbcommon-x11-0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-image0",
    "libxcb-keysyms1",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-shm0",
    "libxcb-sync1",
    "libxcb-util1",
    "libxcb-xfixes0",
    "libxcb-xkb1",
    "libx11-xcb1",
    "libfontconfig1",
    "libfreetype6",
    "libglib2.0-0t64|libglib2.0-0",
    "libgssapi-krb5-2",
    "libdbus-1-3",
    "fonts-dejavu-core",
)

# Loads what the app uses of Qt, and the X11 plugin, which Qt itself would load only at the start.
QT_PROBE = """
import ctypes, pathlib, PySide6
from PySide6 import QtDBus, QtNetwork, QtSvg, QtWidgets
for plugin in pathlib.Path(PySide6.__file__).parent.glob("Qt/plugins/platforms/libqxcb.so"):
    ctypes.CDLL(str(plugin))
"""

# Prints which Python works in .venv; fails where pip is not there (yet).
VENV_PROBE = "import sys, pip; print('%d.%d' % sys.version_info[:2])"

# With one of these the app opens no window and needs no display.
WINDOWLESS = frozenset(
    ("--headless", "api-key", "--version", "--help", "-h", "--show", "--quit", "--leave")
)


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def give_up(line: str) -> NoReturn:
    say(line)
    sys.exit(1)


# -- the Python that runs this


def version_complaint(version: Sequence[int], newer: Sequence[str]) -> str:
    """Return why this Python will not do and what to use instead, or "" if it will."""
    if OLDEST <= tuple(version[:2]) <= NEWEST:
        return ""
    is_python = ".".join(str(part) for part in version[:3])
    advice = (
        f"Use the one that is installed as {newer[0]}."
        if newer
        else "Install one of them and call it by its name, for example: python3.12"
    )
    return (
        f"Scroblarr Desktop needs Python 3.11, 3.12 or 3.13; this is Python {is_python}. {advice}"
    )


def suitable_pythons() -> list[str]:
    names = [f"python3.{minor}" for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]
    return [name for name in names if shutil.which(name)]


# -- .venv


class Stamp(NamedTuple):
    """What was set up, kept in `.venv` after it succeeded."""

    root: str
    python: str
    fingerprint: str
    extra: str


def fingerprint(pyproject: bytes, constraints: bytes, python: Sequence[int]) -> str:
    """Return what changes whenever the install must be done again."""
    digest = hashlib.sha256()
    for part in (pyproject, constraints, repr(tuple(python)).encode()):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def wanted_stamp(extra: str) -> Stamp:
    python = sys.version_info[:3]
    found = fingerprint(PYPROJECT.read_bytes(), CONSTRAINTS.read_bytes(), python)
    return Stamp(str(ROOT), "{}.{}".format(*python), found, extra)


def read_stamp(path: Path) -> Stamp | None:
    """Return the stamp, or None where there is none that can be read."""
    try:
        return Stamp(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def plan(found: Stamp | None, works_with: str, unfinished: bool, wanted: Stamp) -> str:
    """Return "keep", "install" (into the `.venv` that is there) or "rebuild".

    `works_with` is the version of the Python that works in `.venv`, "" if none does. A `.venv` that
    was moved or copied is rebuilt: its scripts and its link to the project name the old place.
    """
    moved = found is not None and found.root != wanted.root
    if unfinished or moved or works_with != wanted.python:
        return "rebuild"
    if found is None or found.fingerprint != wanted.fingerprint:
        return "install"
    return "keep" if found.extra in (wanted.extra, "dev") else "install"


def venv_script(name: str) -> str:
    return str(VENV / "Scripts" / f"{name}.exe" if WINDOWS else VENV / "bin" / name)


def python_in_venv() -> str:
    """Return the version of the Python that works in `.venv`, "" if none does."""
    try:
        probe = [venv_script("python"), "-c", VENV_PROBE]
        done = subprocess.run(probe, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def quietly(
    command: Sequence[str], still_every_s: float = STILL_EVERY_S, says_nothing: bool = False
) -> int:
    """Run a step of the set-up, its output on stderr, and return its exit code.

    In a terminal the steps show themselves how far they are, all but one that says nothing;
    elsewhere a line says that it goes on.
    """
    began = time.monotonic()
    silent = says_nothing or not sys.stderr.isatty()
    with subprocess.Popen(command, stdout=sys.stderr) as child:
        try:
            while True:
                try:
                    return child.wait(still_every_s if silent else None)
                except subprocess.TimeoutExpired:
                    say(f"Still at it, {time.monotonic() - began:.0f} seconds so far")
        except BaseException:  # ended from outside: the step must not go on alone
            child.kill()
            raise


def rebuild_venv() -> None:
    ensure_venv_module()
    say(f"Making {VENV}")
    VENV.mkdir(exist_ok=True)
    UNFINISHED.touch()
    for child in VENV.iterdir():
        if child.is_dir() and not child.is_symlink():
            shutil.rmtree(child)
        elif child != UNFINISHED:
            child.unlink()
    # Called from inside a virtual environment, the new one must not hang on it.
    base = getattr(sys, "_base_executable", sys.executable)
    if quietly([base, "-m", "venv", str(VENV)]) != 0:
        give_up("The virtual environment could not be made; the lines above say why.")


def install_command(extra: str) -> list[str]:
    command = [venv_script("python"), "-m", "pip", "install", "--no-input"]
    # Only what makes it fail: its warnings would bury what is said here.
    command += ["-qq", "--disable-pip-version-check", "--constraint", str(CONSTRAINTS)]
    return [*command, "--editable", f"{ROOT}[{extra}]" if extra else str(ROOT)]


def set_up(extra: str) -> bool:
    """Bring `.venv` up to date, and return whether there was anything to do.

    Nothing to do takes a moment, an interrupted one is made anew.
    """
    wanted = wanted_stamp(extra)
    todo = plan(read_stamp(STAMP), python_in_venv(), UNFINISHED.exists(), wanted)
    if todo == "keep":
        return False
    if todo == "rebuild":
        rebuild_venv()
    UNFINISHED.touch()
    say(
        "Installing what the project needs: the first time some 150 MB are fetched, which takes "
        "a minute or two"
    )
    failed = quietly(install_command(extra), says_nothing=True) != 0
    if failed:
        # pip ended by itself and left everything in order: the next run goes on from here.
        STAMP.unlink(missing_ok=True)
    else:
        STAMP.write_text(json.dumps(wanted._asdict()), encoding="utf-8")
    UNFINISHED.unlink()
    if failed:
        give_up("The install failed; the lines above say why. Run the same command again.")
    return True


def uncompiled(folder: Path) -> list[Path]:
    """Return the translations in the folder that were not compiled since they changed."""

    def is_old(compiled: Path, catalogue: Path) -> bool:
        return not compiled.exists() or compiled.stat().st_mtime < catalogue.stat().st_mtime

    found = sorted(folder.glob("*.ts"))
    return [one for one in found if is_old(one.with_suffix(".qm"), one)]


def compile_languages() -> None:
    """Compile what has changed of the translations, in well under a second."""
    if not uncompiled(LANGUAGES):
        return
    command = [venv_script("python"), str(ROOT / "packaging" / "languages.py"), "build"]
    if quietly(command) != 0:
        say("The translations could not be compiled: the windows speak English.")


# -- packages of Debian and Ubuntu


def missing_packages(wanted: Iterable[str], installed: Iterable[str]) -> list[str]:
    """Return the wanted ones (alternatives joined by "|") of which no alternative is installed."""
    there = frozenset(installed)
    return [names for names in wanted if there.isdisjoint(names.split("|"))]


def choose(names: str, known: Callable[[str], bool]) -> str:
    """Return the first alternative that this release knows, else the last one."""
    alternatives = names.split("|")
    return next((name for name in alternatives if known(name)), alternatives[-1])


def privilege(root: bool, passwordless: bool, terminal: bool) -> list[str] | None:
    """Return what stands before a command to run it as root, or None if that is impossible."""
    if root:
        return []
    return ["sudo"] if passwordless or terminal else None


def apt_get(prefix: Sequence[str], *arguments: str) -> list[str]:
    # Without a terminal of its own dpkg does not draw progress bars into logs.
    quiet = ["-q", "-o", "Dpkg::Use-Pty=0"]
    return [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *quiet, *arguments]


def by_hand(packages: Sequence[str], sudo: bool) -> str:
    """Return what a person types to add the packages, and how."""
    lead = "sudo " if sudo else ""
    typed = f"{lead}apt-get update && {lead}apt-get install -y {shlex.join(packages)}"
    return f"Type: {typed}" if sudo else f"Type as root: {typed}"


def is_debian() -> bool:
    return all(shutil.which(tool) for tool in ("apt-get", "apt-cache", "dpkg-query"))


def installed_packages(wanted: Iterable[str]) -> list[str]:
    names = [name for alternatives in wanted for name in alternatives.split("|")]
    query = ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *names]
    done = subprocess.run(query, capture_output=True, text=True, check=False)
    lines = [line.split() for line in done.stdout.splitlines()]
    return [line[0] for line in lines if line[1:] == ["installed"]]


def apt_knows(name: str) -> bool:
    # A name that other packages merely provide has a policy too, but no candidate.
    query = ["apt-cache", "policy", name]
    done = subprocess.run(query, capture_output=True, text=True, check=False)
    return "Candidate:" in done.stdout and "Candidate: (none)" not in done.stdout


def root_prefix() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    quiet = subprocess.DEVNULL
    asked = subprocess.run(["sudo", "-n", "true"], stdout=quiet, stderr=quiet, check=False)
    return privilege(False, asked.returncode == 0, sys.stdin.isatty())


def apt_install(wanted: Sequence[str], what_for: str) -> bool:
    """Install packages; where this is impossible, say which command does it and return False."""
    prefix = root_prefix()
    if prefix is not None:
        say(f"Adding packages that {what_for} needs")
        # Where one of many package sources is down, the install may still work.
        quietly(apt_get(prefix, "update"))
        chosen = [choose(names, apt_knows) for names in wanted]
        say(f"Installing {' '.join(chosen)}")
        if quietly(apt_get(prefix, "install", "-y", "--no-install-recommends", *chosen)) == 0:
            return True
    chosen = [choose(names, apt_knows) for names in wanted]
    sudo = os.geteuid() != 0 and shutil.which("sudo") is not None
    say(f"{what_for} needs packages that could not be added here. {by_hand(chosen, sudo)}")
    return False


def ensure_venv_module() -> None:
    """Return once virtual environments can be made; Debian and Ubuntu leave that part out."""
    if importlib.util.find_spec("ensurepip") is not None:
        return
    wanted = ["python{}.{}-venv|python3-venv".format(*sys.version_info[:2])]
    if not is_debian():
        give_up("This Python cannot make virtual environments: add its venv and ensurepip modules.")
    if not apt_install(wanted, "Python's venv"):
        sys.exit(1)


# -- Qt and the display


def qt_loads() -> bool:
    probe = [venv_script("python"), "-c", QT_PROBE]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def qt_ready() -> bool:
    """Return whether Qt finds the libraries it needs, after adding them where that is possible."""
    if not is_debian():
        if qt_loads():
            return True
        names = " ".join(names.split("|")[-1] for names in QT_PACKAGES)
        say(f"Qt misses libraries. Under Debian's names these are what it needs: {names}")
        return False
    missing = missing_packages(QT_PACKAGES, installed_packages(QT_PACKAGES))
    return not missing or qt_loads() or (apt_install(missing, "Qt") and qt_loads())


def start_arguments(
    arguments: Sequence[str], environment: Mapping[str, str], ready: Callable[[], bool]
) -> tuple[list[str], str]:
    """Return the app's arguments on Linux, and a line about `--headless` where that was added."""
    given = list(arguments)
    if not WINDOWLESS.isdisjoint(given):
        return given, ""
    if "--self-test" in given:
        # It opens its windows offscreen and says itself what is missing.
        ready()
        return given, ""
    if not environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY"):
        return ["--headless", *given], "There is no display: starting with --headless."
    if not ready():
        return ["--headless", *given], "Qt cannot open windows here: starting with --headless."
    return given, ""


# -- the two commands


def hand_over(command: list[str]) -> int:
    """Become the command, so that signals and the exit code are its own."""
    if not WINDOWS:
        os.execv(command[0], command)
    # Windows has no exec; the console sends Ctrl-C to the app as well as to this process.
    child = subprocess.Popen(command)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue


def run(arguments: Sequence[str]) -> int:
    was_new = set_up("")
    compile_languages()
    given, note = list(arguments), ""
    if LINUX:
        if was_new:
            say("Looking whether Qt finds what it needs")
        given, note = start_arguments(given, os.environ, qt_ready)
    if was_new:
        say("All is there. Scroblarr starts; the first time that takes a few seconds more")
    if note:
        say(note)
    return hand_over([venv_script("python"), "-m", "scroblarr_desktop", *given])


def checks() -> list[tuple[str, list[str]]]:
    """Return every check: its name and its command line."""
    python = [venv_script("python"), "-m"]
    return [
        ("ruff format --check", [*python, "ruff", "format", "--check", "."]),
        ("ruff check", [*python, "ruff", "check", "."]),
        ("mypy", [*python, "mypy"]),
        ("lint-imports", [venv_script("lint-imports"), "--no-logo"]),
        # A file of tests stays together: its tests may share what takes long to make.
        ("pytest", [*python, "pytest", "-n", "auto", "--dist", "loadfile"]),
    ]


def summary(results: Iterable[tuple[str, int, float]]) -> str:
    """Return one line per check: name, whether it passed, seconds."""
    return "\n".join(
        f"{name:<20} {'passed' if code == 0 else 'FAILED':<8} {took_s:6.1f} s"
        for name, code, took_s in results
    )


def test() -> int:
    set_up("dev")
    compile_languages()
    if LINUX:
        qt_ready()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    results = []
    for name, command in checks():
        print(f"\n== {name}", flush=True)
        began = time.monotonic()
        code = subprocess.run(command, cwd=str(ROOT), env=environment, check=False).returncode
        results.append((name, code, time.monotonic() - began))
    print("\n" + summary(results), flush=True)
    return 1 if any(code for _, code, _ in results) else 0


def main(arguments: Sequence[str]) -> int:
    complaint = version_complaint(sys.version_info[:3], suitable_pythons())
    if complaint:
        give_up(complaint)
    # Ended from outside during the set-up, the running step ends too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    if arguments[:1] == ["run"]:
        return run(arguments[1:])
    if arguments == ["test"]:
        return test()
    say(USAGE)
    return 0 if arguments in (["-h"], ["--help"]) else 2


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        say("Stopped. The next run goes on or begins anew, whichever is right.")
        sys.exit(128 + signal.SIGINT)
