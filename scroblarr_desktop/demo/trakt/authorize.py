"""The page where a person agrees in a browser, and is sent back to the app.

Trakt contract: GET /oauth/authorize. A redirect address counts only exactly as it was registered:
where it does not, nobody is sent anywhere. PKCE with S256 is required (seen in 2026: the real one
puts a challenge of its own in where none came along, and no app can answer that one).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import NoReturn
from urllib.parse import urlencode

from aiohttp import web

from scroblarr_desktop.demo.fake_service import Denial
from scroblarr_desktop.demo.trakt.activate import page
from scroblarr_desktop.demo.trakt.grants import Grants

PATH = "/oauth/authorize"

FIELDS = (
    "response_type",
    "client_id",
    "redirect_uri",
    "state",
    "code_challenge",
    "code_challenge_method",
)
CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
"""A SHA-256 in base64url without its padding."""

FORM = """<p>An app asks to act for you.</p>
<form method="post" action="{path}">
{hidden}
<label>Sign in as <select name="user">{users}</select></label>
<button name="answer" value="yes">Connect</button>
<button name="answer" value="no">Do not connect</button>
</form>"""


class Refusal(Denial):
    """Shown to the person, who is sent nowhere."""

    def __init__(self, sentence: str) -> None:
        super().__init__(400, sentence)

    def response(self) -> web.Response:
        shown = page(f"<p>{escape(self.body)}</p>")
        shown.set_status(self.status)
        return shown


class AuthorizePage:
    """Shows the form and carries out what is chosen."""

    def __init__(self, grants: Grants) -> None:
        self.grants = grants

    def routes(self) -> list[web.RouteDef]:
        return [web.get(PATH, self.show), web.post(PATH, self.answer)]

    async def show(self, request: web.Request) -> web.Response:
        asked = self._checked({name: request.query.getall(name, []) for name in FIELDS})
        hidden = "\n".join(
            f'<input type="hidden" name="{name}" value="{escape(value)}">'
            for name, value in asked.items()
        )
        users = "".join(f"<option>{escape(name)}</option>" for name in self.grants.world.users)
        return page(FORM.format(path=PATH, hidden=hidden, users=users))

    async def answer(self, request: web.Request) -> web.Response:
        form = await request.post()
        asked = self._checked(
            {name: [str(one) for one in form.getall(name, [])] for name in FIELDS}
        )
        user = self.grants.world.users.get(str(form.get("user", "")))
        if form.get("answer") != "yes" or user is None:
            send_back(asked, error="access_denied")
        code = self.grants.agree(
            user, asked["client_id"], asked["redirect_uri"], asked["code_challenge"]
        )
        send_back(asked, code=code.code)

    def _checked(self, given: Mapping[str, list[str]]) -> dict[str, str]:
        """Return the fields. Where they are wrong the browser is sent back, or shown why not."""
        asked = {name: values[0] for name, values in given.items() if len(values) == 1}
        app = self.grants.apps.get(asked.get("client_id", ""))
        if app is None:
            raise Refusal("This app is not known.")
        if asked.get("redirect_uri") not in app.redirect_uris:
            raise Refusal("The redirect address is not registered for this app.")
        if any(len(values) > 1 for values in given.values()):
            send_back(asked, error="invalid_request", error_description="given twice")
        if asked.get("response_type") != "code":
            send_back(asked, error="unsupported_response_type")
        method, challenge = asked.get("code_challenge_method"), asked.get("code_challenge", "")
        if method != "S256" or not CHALLENGE.fullmatch(challenge):
            send_back(asked, error="invalid_request", error_description="pkce is required")
        return asked


def send_back(asked: Mapping[str, str], **what: str) -> NoReturn:
    """Send the browser to the app, with the app's `state`."""
    state = {"state": asked["state"]} if "state" in asked else {}
    address = f"{asked['redirect_uri']}?{urlencode(what | state)}"
    raise Denial(302, headers={"Location": address})
