"""Whatever the document allows, and what it forbids: no fault of ours, no answer it lacks.

The same calls on every run; `HYPOTHESIS_PROFILE=search` makes a hundred new ones of each kind.
"""

from __future__ import annotations

import asyncio
from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING, Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import load_all_checks
from schemathesis.core.result import Ok

from scroblarr_desktop.http_server.openapi.document import document
from scroblarr_desktop.store import household, servers
from scroblarr_desktop.store.records import Account, Member
from scroblarr_desktop.watches import ServerKind

if TYPE_CHECKING:
    from tests.http_server.conftest import Caller, Watching

DERANDOMIZED = bool(settings.default and settings.default.derandomize)
MOST_EXAMPLES = 4 if DERANDOMIZED else 100
LEFT_OUT = (
    # That a text has no space at its ends and is one line is a rule beyond its schema: 422.
    "positive_data_acceptance",
)
IDS = st.sampled_from([1, 2, 3, None])
"""Things that are there, and whatever else is made up."""

BOUNDED = settings(
    max_examples=MOST_EXAMPLES,
    derandomize=DERANDOMIZED,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


class Fuzzer:
    """Calls every operation, rightly and wrongly, and checks each answer."""

    def __init__(self, base: str, key: str) -> None:
        load_all_checks()
        every = schemathesis.checks.CHECKS.get_all()
        self._checks = [one for one in every if one.__name__ not in LEFT_OUT]
        self._call = {"base_url": base, "headers": {"X-API-Key": key}, "timeout": 20}
        self.calls = 0

    def run(self) -> None:
        without_key = {"generation": {"with-security-parameters": False}}  # it is given here
        config = schemathesis.Config.from_dict(without_key)
        schema = schemathesis.openapi.from_dict(document(), config=config)
        found = [one.ok() for one in schema.get_all_operations() if isinstance(one, Ok)]
        # What deletes comes last: there is something to delete as long as possible.
        for operation in sorted(found, key=lambda one: one.method == "delete"):
            for mode in schemathesis.GenerationMode:
                self._try(operation.as_strategy(generation_mode=mode), mode.is_positive)

    def _try(self, cases: st.SearchStrategy[Any], rightly: bool) -> None:
        @given(case=cases, there=IDS)
        @BOUNDED
        def call(case: Any, there: int | None) -> None:
            if rightly and there and "id" in case.path_parameters:
                case.path_parameters["id"] = there
            self.calls += 1
            case.call_and_validate(checks=self._checks, **self._call)

        # Where nothing can be sent, nothing wrong can be sent either.
        with nullcontext() if rightly else suppress(Unsatisfiable):
            call()


async def test_no_fault_and_no_answer_that_is_not_documented(
    caller: Caller, linked: Account, watch: Watching, anna: Member
) -> None:
    for days_ago in range(3):
        watch(days_ago=days_ago)
    household.add_member("Ben")
    servers.add(ServerKind.PLEX, "Loft")
    fuzzer = Fuzzer(caller.url, caller.key)
    await asyncio.to_thread(fuzzer.run)
    assert fuzzer.calls > 200
