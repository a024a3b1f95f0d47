"""Runs before the app: names the apps at the trackers that this build brings along.

They stand in a file of the bundle, where the build was given any. What a person set in the
environment goes before them.
"""

import json
import os
import sys
from pathlib import Path

_file = Path(sys._MEIPASS) / "apps.json"  # type: ignore[attr-defined]
if _file.is_file():
    for _name, _value in json.loads(_file.read_text(encoding="utf-8")).items():
        os.environ.setdefault(_name, _value)
