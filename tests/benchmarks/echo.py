"""What the app is measured against: aiohttp alone, which reads a body and answers.

python -m tests.benchmarks.echo PORT
"""

from __future__ import annotations

import sys

from aiohttp import web


async def _answer(request: web.Request) -> web.Response:
    await request.read()
    return web.Response(text="Received.")


def main() -> None:
    app = web.Application()
    app.router.add_post("/", _answer)
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), access_log=None, print=None)


if __name__ == "__main__":
    main()
