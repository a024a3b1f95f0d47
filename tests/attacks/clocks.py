"""The time as it is, and what the app's computer takes it for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Clocks:
    """Time passes as a test says. Services live by `true`, the app by `app`, which may be wrong."""

    def __init__(self) -> None:
        self.passed = timedelta()
        self.wrong_by = timedelta()

    def true(self) -> datetime:
        return datetime.now(UTC) + self.passed

    def app(self) -> datetime:
        return self.true() + self.wrong_by
