#!/usr/bin/env python3
"""Keeps the translations of the windows, with Qt's own tools.

    .venv/bin/python packaging/languages.py update   the catalogues take up what the source says now
    .venv/bin/python packaging/languages.py build    compile them for the app

`update` writes `resources/languages/scroblarr_*.ts`, for a translator to fill with Qt Linguist, and
`scroblarr_desktop/telling/sentences.py`. What `build` makes stands beside the catalogues and is not
committed: without it the app speaks English.
"""

from __future__ import annotations

import argparse
import sys

from translating import qt_tools


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Keep the translations of the windows.")
    parser.add_argument("what", choices=("update", "build"))
    given = parser.parse_args(arguments)
    if given.what == "update":
        qt_tools.write_sentences()
        for catalogue in qt_tools.catalogues():
            qt_tools.update(catalogue)
    else:
        qt_tools.build()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
