"""The command line: which way to run, and talking to a copy that runs already."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from scroblarr_desktop import __version__, control, diagnostics, memory
from scroblarr_desktop.changes import Changes
from scroblarr_desktop.computer_keyring import computer_backend
from scroblarr_desktop.diagnostics import crashes
from scroblarr_desktop.endpoints import Endpoints
from scroblarr_desktop.key_keeping import KeyKeeping
from scroblarr_desktop.paths import DataDir, default_data_dir
from scroblarr_desktop.store import (
    StoreTrouble,
    backups,
    close_store,
    lost_key,
    open_store,
    restoring,
    tokens,
)
from scroblarr_desktop.store.backups import Backup
from scroblarr_desktop.store.moving import MovedAway
from scroblarr_desktop.store.trouble import Damaged, translated

if TYPE_CHECKING:  # takes most of a start, and talking to a copy that runs needs none of it
    from scroblarr_desktop.engine import EngineOptions
    from scroblarr_desktop.leaving import Left

QUIT_S = 15.0
"""How long `--quit` waits for the running copy to end."""

API_KEY = "api-key"
LAST_GOOD = ""
"""`--restore-backup` without a file."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code: 0 when all went well, 1 with a sentence on stderr, 2 for usage."""
    given = _parser().parse_args(arguments)
    if given.self_test:
        from scroblarr_desktop.self_test import run_self_test

        return run_self_test()
    if given.demo and (given.show or given.quit) and not given.data_dir:
        return _complain(
            "A demo is ended from its window or its tray. To reach it from here, start it with "
            "--data-dir DIR, and say that here."
        )
    if given.demo:
        from scroblarr_desktop.demo import left_over

        left_over.clear_left_over()
        with tempfile.TemporaryDirectory(
            prefix=left_over.PREFIX, ignore_cleanup_errors=True
        ) as folder:
            return _dispatch(given, DataDir(Path(given.data_dir or folder)))
    return _dispatch(given, DataDir(Path(given.data_dir or default_data_dir())))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scroblarr-desktop",
        description="Marks what your household watched on Plex and Jellyfin in everybody's own "
        "tracker accounts. Without options: the tray app.",
    )
    parser.add_argument("command", nargs="?", choices=[API_KEY], help="print the local API's key")
    parser.add_argument("--data-dir", metavar="DIR", help="keep all state there")
    parser.add_argument("--port", type=_port, metavar="N", help="listen on this port, this time")
    parser.add_argument("--bind", metavar="ADDRESS", help="listen on this address, this time")
    parser.add_argument("--headless", action="store_true", help="run without windows")
    parser.add_argument(
        "--demo",
        action="store_true",
        help="show a simulated household; end it from its window or its tray",
    )
    parser.add_argument("--minimized", action="store_true", help="start in the tray")
    parser.add_argument(
        "--show",
        action="store_true",
        help="show the window of the running copy; where that has a --data-dir, name it, too",
    )
    parser.add_argument(
        "--quit",
        action="store_true",
        help="end the running copy; where that has a --data-dir, name it, too",
    )
    parser.add_argument(
        "--leave",
        action="store_true",
        help="end the running copy, take our webhooks out of the media servers, and sign out",
    )
    parser.add_argument(
        "--self-test", action="store_true", help="check that this program works on this computer"
    )
    parser.add_argument(
        "--restore-backup",
        metavar="FILE",
        nargs="?",
        const=LAST_GOOD,
        help="put back a copy of the data (without FILE the last good one), then end",
    )
    parser.add_argument(
        "--fresh-start", action="store_true", help="set the data aside and end; nothing is deleted"
    )
    parser.add_argument(
        "--new-secrets",
        action="store_true",
        help="go on without a lost key: set aside what it sealed, then end",
    )
    parser.add_argument("--version", action="version", version=__version__)
    return parser


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return int(text)


def _dispatch(given: argparse.Namespace, folder: DataDir) -> int:
    try:
        if given.command == API_KEY:
            return _print_api_key(folder)
        if given.show:
            return _show(folder)
        if given.quit:
            return _quit(folder)
        if given.leave:
            return _leave(given, folder)
        with translated():
            folder.create()
        with _lock(folder) as got_it:
            return _run(given, folder) if got_it else _already_running(given, folder)
    except Damaged as trouble:
        return _complain(f"{trouble.title}. {trouble.sentence}\n{ways_out(folder)}")
    except StoreTrouble as trouble:
        return _complain(f"{trouble.title}. {trouble.sentence} {trouble.step_at_start}")
    except ValueError as error:  # an address in the environment that may not be used
        return _complain(str(error))


@contextmanager
def _lock(folder: DataDir) -> Iterator[bool]:
    """Hold the data dir for this process; the system lets go of it however the process ends."""
    lock = FileLock(folder.lock)
    try:
        with translated():
            lock.acquire(timeout=0)
    except Timeout:
        yield False
        return
    with lock:
        yield True


def _run(given: argparse.Namespace, folder: DataDir) -> int:
    if given.demo and folder.database.exists():
        # Moving in would mix made-up people with real ones, and send what waits to the fakes.
        return _complain(
            "The demo wants a new folder: this one holds data already, perhaps of an"
            " earlier demo. Name another one; the folder of an earlier demo can be deleted."
        )
    if given.restore_backup is not None:
        return _restore_backup(folder, given.restore_backup)
    if given.fresh_start:
        return _start_fresh(folder)
    if given.new_secrets:
        return _make_new_secrets(folder)
    with translated():
        diagnostics.start_logging(folder.logs, to_screen=given.headless)
    with crashes.reported(folder.logs):
        return _run_engine(given, folder)


def _run_engine(given: argparse.Namespace, folder: DataDir) -> int:
    from scroblarr_desktop.engine import EngineOptions

    companion = None
    if given.demo:
        from scroblarr_desktop.demo.household import DemoHousehold

        companion = DemoHousehold(say=partial(print, flush=True) if given.headless else None)
    options = EngineOptions(
        data_dir=folder,
        port=given.port,
        bind=given.bind,
        endpoints=Endpoints.from_environment(),
        companion=companion,
    )
    if given.headless:
        return asyncio.run(run_headless(options))
    from scroblarr_desktop.app import run_app  # Qt is loaded only where windows are wanted

    return run_app(options, minimized=given.minimized)


async def run_headless(options: EngineOptions) -> int:
    """Run the engine until SIGINT, SIGTERM or `--quit`."""
    from scroblarr_desktop.engine import Engine

    engine = Engine(options)
    ended = asyncio.Event()
    commands: dict[str, Callable[[], None]] = {"quit": ended.set, "show": lambda: None}
    listener = control.ControlListener(options.data_dir.control, commands, windows=False)
    _end_on_signals(asyncio.get_running_loop(), ended)
    await engine.start()
    try:
        if engine.not_listening is not None:
            trouble = engine.not_listening
            return _complain(f"{trouble.title}. {trouble.sentence} {trouble.next_step}")
        await listener.start()
        memory.settle()
        print(f"listening on {engine.http.addresses[0]}", flush=True)  # noqa: T201
        await ended.wait()
    finally:
        await listener.stop()
        await engine.stop()
    return 0


def _end_on_signals(loop: asyncio.AbstractEventLoop, ended: asyncio.Event) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, ended.set)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(ended.set))


def _already_running(given: argparse.Namespace, folder: DataDir) -> int:
    if given.headless or _is_for_a_closed_store(given):
        return _complain("Scroblarr is running with this data already. End it with --quit first.")
    return _show(folder)


def _is_for_a_closed_store(given: argparse.Namespace) -> bool:
    return given.restore_backup is not None or given.fresh_start or given.new_secrets


def _show(folder: DataDir) -> int:
    windows = control.has_windows(folder.control)
    if not control.send(folder.control, "show"):
        return _complain("No running copy of Scroblarr answered.")
    if not windows:
        print("It runs without windows.")  # noqa: T201
    return 0


def _quit(folder: DataDir) -> int:
    heard = control.send(folder.control, "quit")
    code = _wait_for_the_end(folder)
    if code == 0 and not heard:
        print("Scroblarr is not running.")  # noqa: T201
    return code


def _wait_for_the_end(folder: DataDir) -> int:
    ends_at = time.monotonic() + QUIT_S
    while time.monotonic() < ends_at:
        if not folder.root.is_dir():
            return 0
        with _lock(folder) as ended:
            if ended:
                return 0
        time.sleep(0.1)
    return _complain("The running copy did not end in time.")


def _leave(given: argparse.Namespace, folder: DataDir) -> int:
    if given.demo:
        return _complain("The demo's household is gone when it ends: there is nothing to leave.")
    if not folder.database.exists():
        print("There is nothing to sign out of.")  # noqa: T201
        return 0
    # One process at a time writes a media server's list of webhooks.
    control.send(folder.control, "quit")
    if _wait_for_the_end(folder) != 0:
        return 1
    with _lock(folder) as got_it:
        if not got_it:
            return _complain("Scroblarr was started again meanwhile. End it, then repeat this.")
        with translated():
            diagnostics.start_logging(folder.logs, to_screen=False)
        return _leave_everything(given, folder)


def _leave_everything(given: argparse.Namespace, folder: DataDir) -> int:
    from scroblarr_desktop.engine import EngineOptions
    from scroblarr_desktop.leaving import leave

    options = EngineOptions(
        data_dir=folder,
        port=given.port,
        bind=given.bind,
        endpoints=Endpoints.from_environment(),
    )
    try:
        return _tell_what_is_left(asyncio.run(leave(options)))
    except MovedAway as moved:  # its sign-ins and addresses are in use there
        print(f"{moved.sentence} There is nothing to sign out of.")  # noqa: T201
        return 0


def _tell_what_is_left(left: Left) -> int:
    if not left.by_hand:
        print("Signed out everywhere, and no media server reports here any more.")  # noqa: T201
        return 0
    print("Not everything could be done. What is left to do by hand:")  # noqa: T201
    for sentence in left.by_hand:
        print(f"- {sentence}")  # noqa: T201
    return 1


def _print_api_key(folder: DataDir) -> int:
    with _opened(folder):
        print(tokens.api_key())  # noqa: T201
    return 0


@contextmanager
def _opened(folder: DataDir) -> Iterator[None]:
    changes = Changes()
    open_store(folder, changes)
    try:
        asyncio.run(KeyKeeping(computer_backend, changes).fetch())
        yield
    finally:
        close_store()


def ways_out(folder: DataDir) -> str:
    """Return what can be done about a damaged database, for whoever sits at a command line."""
    copy = backups.last_good(folder)
    fresh = "Start with --fresh-start to begin with an empty one. What is there now is kept."
    if copy is None:
        return f"There is no good copy of it. {fresh}"
    return f"Start with --restore-backup to put back {_named(copy)}.\n{fresh}"


def _named(copy: Backup) -> str:
    watches = "1 watch" if copy.watches == 1 else f"{copy.watches} watches"
    return f"the copy of {copy.made_at.astimezone():%Y-%m-%d %H:%M} with {watches}"


def _restore_backup(folder: DataDir, file: str) -> int:
    found = backups.last_good(folder) if file == LAST_GOOD else None
    if file == LAST_GOOD and found is None:
        return _complain(f"There is no good copy in {folder.backups}.")
    copy = restoring.put_back(folder, found.path if found else Path(file))
    print(f"Put back {_named(copy)}. Scroblarr can be started again.")  # noqa: T201
    return 0


def _start_fresh(folder: DataDir) -> int:
    kept = restoring.start_fresh(folder)
    where = f" What was there is kept as {kept}." if kept else ""
    print(f"The next start begins with an empty database.{where}")  # noqa: T201
    return 0


def _make_new_secrets(folder: DataDir) -> int:
    with _opened(folder):
        if not lost_key.is_lost():
            return _complain("The key is there: nothing was changed.")
        lost_key.start_anew()
    print(  # noqa: T201
        "The next start makes new secrets: sign everybody in again, and enter the new addresses "
        "in your media servers."
    )
    return 0


def _complain(sentence: str) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201
    return 1
