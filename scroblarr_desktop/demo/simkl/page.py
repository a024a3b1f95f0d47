"""The page where a person enters a code: for the demo, where somebody really looks at it.

The real one is simkl.com/pin. A code may stand behind it, as /pin/{code} or ?user_code={code}.
"""

from __future__ import annotations

from html import escape

from aiohttp import web

from scroblarr_desktop.demo.simkl.grants import Grants

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"><title>Connect an app</title>
<meta name="viewport" content="width=device-width">
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 26rem; margin: 4rem auto }}
label, button, input, select {{ display: block; font: inherit; margin: .5rem 0; width: 100% }}
</style>
</head>
<body><h1>A pretended Simkl</h1>{content}</body>
</html>
"""

FORM = """<p>{message}</p>
<form method="post" action="/pin">
<label>Code from the app <input name="code" value="{code}" required autofocus></label>
<label>Sign in as <select name="user">{users}</select></label>
<button>Allow</button>
</form>"""


class PinPage:
    """Shows the form and carries out what is chosen. To decline is to close the page, as there."""

    def __init__(self, grants: Grants) -> None:
        self.grants = grants

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/pin", self.show),
            web.get("/pin/{code}", self.show),
            web.post("/pin", self.answer),
        ]

    async def show(self, request: web.Request) -> web.Response:
        code = request.match_info.get("code", request.query.get("user_code", ""))
        return self._form("Enter the code that the app shows.", code)

    async def answer(self, request: web.Request) -> web.Response:
        form = await request.post()
        text, name = str(form.get("code", "")), str(form.get("user", ""))
        user = self.grants.world.users.get(name)
        try:
            pin = self.grants.pin_of(text)
        except LookupError:
            return self._form("This code is not valid. Look at the app and try again.", text)
        if user is None:
            return self._form("Nobody of that name has an account.", text)
        pin.user = user
        return page(f"<p>The app is connected to {escape(name)}. You may close this page.</p>")

    def _form(self, message: str, code: str) -> web.Response:
        users = "".join(f"<option>{escape(name)}</option>" for name in self.grants.world.users)
        return page(FORM.format(message=escape(message), code=escape(code), users=users))


def page(content: str) -> web.Response:
    return web.Response(text=PAGE.format(content=content), content_type="text/html")
