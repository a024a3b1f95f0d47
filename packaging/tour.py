#!/usr/bin/env python3
"""Walks through the windows like somebody who has just installed the program, taking pictures.

    .venv/bin/python packaging/tour.py FOLDER [--dark] [--scale 2] [--language de] [--only NAME]

The real program runs, without a screen, against simulated services on this computer; what a person
does is done with mouse and keyboard on what can be seen. First the whole way from the very first
start to the first delivered watch, then what may go wrong, then every page. Prints for each tour
what it took: clicks and typed characters. Fails where a tour does not find its way, or where a
secret can be read in a window.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SCREEN_PX = (1920, 1080)
SMALL_PX = (1280, 720)
"""What is left of a screen twice as fine: nothing has less."""
TWICE = "large"
"""The tour for a screen on which everything is twice as large."""


def unseen_screen(folder: Path, scale: int, size_px: tuple[int, int] = SCREEN_PX) -> None:
    """Have Qt draw on a screen that nobody sees. Has to be called before Qt is loaded."""
    width_px, height_px = size_px
    screen = {
        "name": "tour",
        "x": 0,
        "y": 0,
        "width": width_px,
        "height": height_px,
        "logicalDpi": 96,
        "logicalBaseDpi": 96,
        "dpr": 1,
    }
    config = folder / "screen.json"
    config.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={config}"
    os.environ["QT_SCALE_FACTOR"] = str(scale)


def twice_as_large(arguments: list[str]) -> int:
    """Take the pictures of the large screen: Qt reads the scale only when it starts."""
    again = [sys.executable, __file__, *arguments, "--only", TWICE]
    return subprocess.run(again, check=False).returncode  # noqa: S603 - this very script


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Take a picture of every window.")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--dark", action="store_true", help="with a dark palette")
    parser.add_argument("--language", default="en", choices=("en", "de"), help="of the windows")
    parser.add_argument(
        "--scale", type=int, default=1, choices=(1, 2), help="2: all twice as large"
    )
    parser.add_argument("--only", default="", metavar="NAME", help="one tour only")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as kept:
        if given.scale == 2:
            unseen_screen(Path(kept), 2, (2 * SMALL_PX[0], 2 * SMALL_PX[1]))
        else:
            unseen_screen(Path(kept), 2 if given.only == TWICE else 1)
        from touring import guide

        if given.only not in ("", *(one.name for one in guide.ALL)):
            parser.error(f"there is {', '.join(one.name for one in guide.ALL)}")
        colours = "dark" if given.dark else "light"
        folder = given.folder / (colours if given.language == "en" else f"{colours}-german")
        folder = folder.with_name(f"{folder.name}-200") if given.scale == 2 else folder
        guide.run(folder, Path(kept), given.only, dark=given.dark, speaking=given.language)
    return 0 if given.only or given.scale == 2 else twice_as_large(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
