#!/usr/bin/env python3
"""Uses a member's own page with a real Chromium at a phone's size, taking pictures.

    .venv/bin/python packaging/member_tour.py FOLDER

The real program runs against simulated trackers on this computer; what a person does is done
with taps on what can be hit. From the invitation over linking, a watch that arrives, a failure,
switches and unlinking to the end of the invitation, each page in light and dark. Another site's
page tries to frame it and to forge a form. Fails where the way is not found, where something is
fetched from elsewhere, where the browser complains, or where a control is too small or has no name.
Needs a Chromium on this computer (Debian: apt install chromium); no test needs it.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from touring.member_page import walk


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Take a picture of every page of a member.")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    given = parser.parse_args(arguments)
    given.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as kept:
        return 1 if asyncio.run(walk(given.folder, Path(kept))) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
