"""The technical side of a watch as text that can be read and copied."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from scroblarr_desktop.store.records import Attempt, DeliveryState
from scroblarr_desktop.ui import wording
from scroblarr_desktop.ui.told import told

translate = QCoreApplication.translate

MOST_CHARACTERS = 100_000
"""More of a body than this is cut: nobody reads it, and laying it out takes long."""


def attempts_text(attempts: Sequence[Attempt]) -> str:
    """Return every try with its requests and answers, oldest first."""
    parts = [_attempt(number, attempt) for number, attempt in enumerate(attempts, 1)]
    return "\n\n".join(parts)


def body_text(body: str) -> str:
    """Return a stored webhook body, indented where it is JSON."""
    return _indented(body)[:MOST_CHARACTERS]


def _attempt(number: int, attempt: Attempt) -> str:
    said = told(attempt.message) or _outcome_word(attempt.outcome or "")
    lines = [f"{number}. {wording.exact(attempt.started_at)}", f"   {said}"]
    for exchange in attempt.exchanges:
        lines += _exchange(exchange)
    return "\n".join(lines)


def _outcome_word(outcome: str) -> str:
    words = {
        "": translate("Attempts", "not finished"),
        "cut off": translate("Attempts", "cut off"),
        "failed": translate("Attempts", "did not work"),
        "left": translate("Attempts", "stays there"),
        "not removed": translate("Attempts", "not removed"),
        "put off": translate("Attempts", "put off"),
        "refused": translate("Attempts", "refused"),
        "removed": translate("Attempts", "removed"),
        "unknown": translate("Attempts", "nobody knows whether it arrived"),
        "withdrawn": translate("Attempts", "withdrawn"),
    }
    if outcome in set(DeliveryState):
        return wording.state_word(DeliveryState(outcome))
    return words.get(outcome, outcome)


def _exchange(exchange: dict[str, Any]) -> list[str]:
    lines = ["", f"{exchange.get('method', '')} {exchange.get('path', '')}".strip()]
    if exchange.get("body") is not None:
        lines.append(_indented(exchange["body"]))
    status = exchange.get("status")
    lines.append(translate("Attempts", "→ no answer") if status is None else f"→ {status}")
    if exchange.get("answer"):
        lines.append(_indented(exchange["answer"]))
    return lines


def _indented(value: Any) -> str:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return str(value)
    return json.dumps(value, ensure_ascii=False, indent=2)
