"""Where a person allows a Quick Connect code: a small stand-in for Jellyfin's own web pages.

The real ones ask for it under "Quick Connect" in the user's own settings.
"""

from __future__ import annotations

from html import escape

from aiohttp import web

from scroblarr_desktop.demo.jellyfin.people import People
from scroblarr_desktop.demo.jellyfin.quick_connect import QuickConnect
from scroblarr_desktop.demo.jellyfin.visits import Access, Route, Visit

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"><title>Quick Connect</title>
<meta name="viewport" content="width=device-width">
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 26rem; margin: 4rem auto }}
label, button, input, select {{ display: block; font: inherit; margin: .5rem 0; width: 100% }}
</style>
</head>
<body><h1>A pretended Jellyfin</h1>{content}</body>
</html>
"""

FORM = """<p>{message}</p>
<form method="post">
<label>Quick Connect code <input name="code" required autofocus></label>
<label>Signed in as <select name="user">{users}</select></label>
<button>Authorize</button>
</form>"""


class QuickConnectPage:
    """Shows the form and allows what is typed into it."""

    def __init__(self, people: People, quick_connect: QuickConnect) -> None:
        self.people = people
        self.quick_connect = quick_connect

    def routes(self) -> list[Route]:
        return [
            Route("GET", "/web", Access.ANYBODY, self.show),
            Route("POST", "/web", Access.ANYBODY, self.allow),
        ]

    async def show(self, visit: Visit) -> web.Response:
        return self._form("Enter the code that the app shows.")

    async def allow(self, visit: Visit) -> web.Response:
        form = await visit.request.post()
        user = self.people.named(str(form.get("user", "")))
        request = self.quick_connect.waiting(str(form.get("code", "")).strip())
        if user is None or request is None:
            return self._form("Unknown Quick Connect code. Look at the app and try again.")
        self.quick_connect.allow(request, user)
        return self._form(f"{user.name} is signed in to the app. You may close this page.")

    def _form(self, message: str) -> web.Response:
        names = sorted(user.name for user in self.people.users.values())
        users = "".join(f"<option>{escape(name)}</option>" for name in names)
        form = FORM.format(message=escape(message), users=users)
        return web.Response(text=PAGE.format(content=form), content_type="text/html")
