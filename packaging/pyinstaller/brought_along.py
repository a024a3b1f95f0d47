"""Runs before the app: names what this build brings along, as its apps at the trackers.

It stands in a file of the bundle, where the build was given any. What a person set in the
environment goes before it.
"""

import json
import os
import sys
from pathlib import Path

_file = Path(sys._MEIPASS) / "brought.json"  # type: ignore[attr-defined]
if _file.is_file():
    for _name, _value in json.loads(_file.read_text(encoding="utf-8")).items():
        os.environ.setdefault(_name, _value)
