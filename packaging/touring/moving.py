"""Moving to another PC: both windows, what comes of it, and a copy that was left."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from nacl.pwhash import argon2id

from scroblarr_desktop.moving.progress import Stage
from scroblarr_desktop.moving.results import StepState
from scroblarr_desktop.moving.seal import Cost, Label, Sealer, complete, note_opened
from scroblarr_desktop.moving.taking_over import About, Step
from scroblarr_desktop.store import moving
from scroblarr_desktop.store.moving import Away, CameFrom
from scroblarr_desktop.ui.moving.coming import MoveInDialog
from scroblarr_desktop.ui.moving.course import ToldCourse
from scroblarr_desktop.ui.moving.going import LeavingWindow, MoveAwayDialog
from scroblarr_desktop.ui.moving.moved_away import MovedAwayWindow
from scroblarr_desktop.ui.moving.taken_over import show_if_moved_in
from scroblarr_desktop.ui.settings.moving import MovingSection
from touring.house import House
from touring.settled import connect_plex, link, take

WHEN = datetime(2026, 3, 14, 18, 30, tzinfo=UTC)


async def show_all(house: House) -> None:
    attic = await connect_plex(house)
    await link(house, take(attic, "anna", "Anna"))
    await house.hands.turn_to("Settings")
    house.window.settings_page.show_section(MovingSection)
    await house.camera.take("moving-settings")
    with TemporaryDirectory() as kept:
        file = Path(kept) / "Scroblarr 2026-03-14.scroblarr"
        write(file)
        await _show_leaving(house, file)
        await _show_left(house, file)
        await _show_coming(house, file)
    await _show_taken_over(house)


def write(file: Path) -> None:
    """Write a file with nothing in it, sealed in no time."""
    label = Label("0123456789abcdef", WHEN, "1.2.0", 6)
    with file.open("wb") as opened:
        sealer = Sealer(opened, label, "-", Cost(argon2id.OPSLIMIT_MIN, argon2id.MEMLIMIT_MIN))
        complete(opened, sealer.finish())


async def _show_leaving(house: House, file: Path) -> None:
    dialog = MoveAwayDialog(house.backing, house.window)
    dialog.file.setText(str(file))
    dialog.open()
    await house.camera.take("move-away")
    dialog.passphrase.first.setText("1234567890")
    dialog.passphrase.second.setText("123456789")
    await house.camera.take("move-away-weak")
    dialog.passphrase.first.setText("tirubo-nalege-wafo-mepisu")
    dialog.passphrase.second.setText("tirubo-nalege-wafo-mepisu")
    dialog.passphrase.first.show_button.setChecked(True)
    await house.camera.take("move-away-good")
    dialog.ask_to_leave()
    await house.camera.take("move-away-question")
    await house.close()
    await house.close()
    told = ToldCourse()
    window = LeavingWindow(told)
    window.show()
    told.told.emit(Stage.SEALING, 0.4)
    await house.camera.take("move-away-writing")
    window.end()


async def _show_left(house: House, file: Path) -> None:
    away = Away("0123456789abcdef", WHEN, file.with_suffix(".part"), file, b"", whole=True)
    gone = Away("0123456789abcdef", WHEN, file, Path("/media/stick/household"), b"", whole=True)
    for name, one in (("unopened", away), ("gone", gone), ("opened", away)):
        if name == "opened":
            with file.open("r+b") as opened:
                note_opened(opened, WHEN + timedelta(hours=2))
        window = MovedAwayWindow(one)
        window.open()
        await house.camera.take(f"moved-away-{name}")
        if name == "unopened":
            window.never_opened.click()
            window.again.click()
            await house.camera.take("moved-away-again-question")
            await house.close()
        window.close()


async def _show_coming(house: House, file: Path) -> None:
    dialog = MoveInDialog(house.backing, house.window)
    dialog.open()
    await house.camera.take("move-in")
    dialog.look_at(file)
    dialog.passphrase.setText("not the right one")
    await house.camera.take("move-in-opened-before")
    write(file)
    dialog.look_at(file)
    dialog.line.show()
    dialog.line.show_stage(Stage.OPENING, 0.6)
    await house.camera.take("move-in-opening")
    dialog.line.hide()
    dialog.look_at(Path(__file__))
    await house.camera.take("move-in-another-file")
    await house.close()


async def _show_taken_over(house: House) -> None:
    came = CameFrom("0123456789abcdef", WHEN, "old-pc", (), settled=True)
    moving.note_came_from(came)
    house.engine.taking_over.steps = (
        Step(About.SERVER, 1, "Attic", StepState.DONE, "It reports to this computer now."),
        Step(
            About.SERVER,
            2,
            "Barn",
            StepState.BY_HAND,
            "It still has the address of the other computer, and only you can change that.",
            "Open “Servers”: it shows the new address and where to enter it.",
        ),
        Step(
            About.SERVER,
            3,
            "Cellar",
            StepState.BY_HAND,
            "It needs the address of this computer, and so far only this computer may call "
            "Scroblarr.",
            "Allow the home network first; then “Servers” shows the new address.",
            to_let_in=True,
        ),
        Step(About.SERVER, 4, "Loft", StepState.UNDER_WAY),
        Step(About.ACCOUNT, 1, "Anna, Trakt", StepState.DONE, "The sign-in works here."),
        Step(
            About.ACCOUNT,
            2,
            "Ben, Simkl",
            StepState.TROUBLE,
            "Simkl does not answer.",
            "It is tried again by itself.",
        ),
    )
    show_if_moved_in(house.backing, house.window)
    await house.camera.take("taken-over")
    await house.close()
