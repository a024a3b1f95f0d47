"""The pages where a person lets a program in: for the demo, where somebody really looks at them.

The real ones are app.plex.tv/auth, which gets the code behind the `#` of its address, and
plex.tv/link, where the four characters are typed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from aiohttp import web

from scroblarr_desktop.demo.plex_tv.accounts import FakePlexAccount, PlexTvWorld
from scroblarr_desktop.demo.plex_tv.pins import Pin, Pins

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"><title>Sign in</title>
<meta name="viewport" content="width=device-width">
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 26rem; margin: 4rem auto }}
label, button, input {{ display: block; font: inherit; margin: .5rem 0; width: 100% }}
</style>
</head>
<body><h1>A pretended Plex</h1>{content}</body>
</html>
"""

LINK_FORM = """<p>{message}</p>
<form method="post" action="/link">
<label>Code from the app <input name="code" value="{code}" maxlength="4" required autofocus></label>
{buttons}</form>"""

AUTH_FORM = """<p>{message}</p>
<form method="post" action="/auth">
<input type="hidden" name="code" value="{code}">
<input type="hidden" name="clientID" value="{client_id}">
<input type="hidden" name="forwardUrl" value="{forward}">
{buttons}</form>
<script>
// What stands behind the # never reaches a server.
const sent = new URLSearchParams(location.hash.replace(/^#!?\\??/, ""));
for (const field of document.querySelectorAll("input[type=hidden]"))
  if (sent.get(field.name)) field.value = sent.get(field.name);
</script>"""

NOT_VALID = "This code is not valid any more. Go back to the app and ask for another."


class LetInPages:
    """Shows both pages and carries out what is chosen."""

    def __init__(self, world: PlexTvWorld, pins: Pins) -> None:
        self._world = world
        self._pins = pins

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/auth", self._show_auth),
            web.get("/auth/", self._show_auth),
            web.post("/auth", self._answer_auth),
            web.get("/link", self._show_link),
            web.post("/link", self._answer_link),
        ]

    async def _show_auth(self, request: web.Request) -> web.Response:
        sent = request.query
        content = AUTH_FORM.format(
            message="An app asks to be let in to your account.",
            code=escape(sent.get("code", "")),
            client_id=escape(sent.get("clientID", "")),
            forward=escape(sent.get("forwardUrl", "")),
            buttons=self._buttons(),
        )
        return page(content)

    async def _show_link(self, request: web.Request) -> web.Response:
        return self._link_form("Enter the four characters that the app shows.")

    async def _answer_auth(self, request: web.Request) -> web.Response:
        form = await request.post()
        pin, account = self._chosen(form)
        if pin is None or account is None or pin.client_id != form.get("clientID"):
            return page(f"<p>{NOT_VALID}</p>", 400)
        forward = str(form.get("forwardUrl", ""))
        return self._let_in(pin, account, forward)

    async def _answer_link(self, request: web.Request) -> web.Response:
        form = await request.post()
        pin, account = self._chosen(form)
        if pin is None or account is None or pin.is_strong:
            return self._link_form(NOT_VALID, 400)
        return self._let_in(pin, account)

    def _let_in(self, pin: Pin, account: FakePlexAccount, forward: str = "") -> web.Response:
        self._pins.confirm(pin.code, account)
        if forward:
            return web.Response(status=302, headers={"Location": forward})
        who, what = escape(account.title), escape(pin.product)
        return page(f"<p>{what} may now act for {who}. You may close this page.</p>")

    def _chosen(self, form: Mapping[str, object]) -> tuple[Pin | None, FakePlexAccount | None]:
        chosen = self._world.account_with(str(form.get("account", "")))
        account = None if chosen is None or chosen.restricted else chosen
        try:
            return self._pins.waiting(str(form.get("code", ""))), account
        except LookupError:
            return None, account

    def _link_form(self, message: str, status: int = 200) -> web.Response:
        form = LINK_FORM.format(message=escape(message), code="", buttons=self._buttons())
        return page(form, status)

    def _buttons(self) -> str:
        # A managed user has no account to sign in with.
        people = (a for a in self._world.accounts if not a.restricted)
        return "".join(
            f'<button name="account" value="{a.id}">Allow as {escape(a.title)}</button>\n'
            for a in people
        )


def page(content: str, status: int = 200) -> web.Response:
    return web.Response(text=PAGE.format(content=content), status=status, content_type="text/html")
