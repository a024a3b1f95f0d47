"""A real Chromium as a phone, driven through its own DevTools protocol.

https://chromedevtools.github.io/devtools-protocol/ tells what the methods take and answer.
"""

from __future__ import annotations

import asyncio
import base64
import json
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
WIDTH_PX, HEIGHT_PX, PIXELS = 390, 844, 2
AGENT = (
    "Mozilla/5.0 (Linux; Android 16; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/150.0.0.0 Mobile Safari/537.36"
)
TALLEST_PX = 4000
WAIT_S = 20.0
LOOK_S = 0.05

_FIND = """(label, nth) => {
  const spoken = (one) => (one.getAttribute("aria-label") || one.textContent).trim();
  const every = [...document.querySelectorAll("a, button, summary")];
  const found = every.filter((one) => spoken(one).startsWith(label) && one.offsetParent !== null
    || (spoken(one).startsWith(label) && one.closest("nav")));
  const one = found.at(nth);
  if (!one) { return null; }
  one.scrollIntoView({ block: "center" });
  const box = one.getBoundingClientRect();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const hit = document.elementFromPoint(x, y);
  return { x, y, height: box.height, free: hit !== null && (one.contains(hit) || hit === one) };
}"""


class NotThere(Exception):
    """The page does not have, or never said, what was looked for."""


class Phone:
    """One browser with one page, and notes of everything that went wrong in it."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._number = 0
        self._session = ""
        self.complaints: list[str] = []
        self.hosts: set[str] = set()
        self.reading = asyncio.create_task(self._read(), name="chromium")

    async def begin(self) -> None:
        """Open an empty page of a phone's size, for touch."""
        target = await self.call("Target.createTarget", url="about:blank")
        attached = await self.call(
            "Target.attachToTarget", targetId=target["targetId"], flatten=True
        )
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network", "Accessibility"):
            await self.call(f"{domain}.enable")
        await self.call(
            "Emulation.setDeviceMetricsOverride",
            width=WIDTH_PX,
            height=HEIGHT_PX,
            deviceScaleFactor=PIXELS,
            mobile=True,
        )
        await self.call("Emulation.setTouchEmulationEnabled", enabled=True)
        await self.call("Emulation.setUserAgentOverride", userAgent=AGENT)

    async def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Return what the browser answers. Raises NotThere where it refuses."""
        self._number += 1
        asked = {"id": self._number, "method": method, "params": params}
        if self._session:
            asked["sessionId"] = self._session
        answer = self._answers[self._number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json(asked)
        return await asyncio.wait_for(answer, WAIT_S)

    async def run(self, script: str) -> Any:
        """Return what the script in the page gives."""
        answer = await self.call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in answer:
            raise NotThere(json.dumps(answer["exceptionDetails"])[:500])
        return answer["result"].get("value")

    async def open(self, url: str) -> None:
        await self.call("Page.navigate", url=url)
        await self.until("document.readyState === 'complete' && location.href !== 'about:blank'")

    async def until(self, script: str, what: str = "") -> None:
        """Wait until the script gives something true. Raises NotThere."""
        with suppress(TimeoutError):
            async with asyncio.timeout(WAIT_S):
                while True:
                    with suppress(NotThere):  # between two pages there is none
                        if await self.run(script):
                            return
                    await asyncio.sleep(LOOK_S)
        raise NotThere(f"{what or script}: {(await self.text())[:600]}")

    async def text(self) -> str:
        return str(await self.run("document.body ? document.body.innerText : ''"))

    async def says(self, words: str) -> None:
        """Wait until the page says that."""
        await self.until(f"document.body.innerText.includes({json.dumps(words)})", words)

    async def tap(self, label: str, nth: int = 0) -> None:
        """Tap a link or button with a finger. Raises NotThere where nothing of it can be hit."""
        place = await self.run(f"({_FIND})({json.dumps(label)}, {nth})")
        if place is None or not place["free"]:
            raise NotThere(f"{label} cannot be tapped ({place}): {(await self.text())[:600]}")
        touch = [{"x": place["x"], "y": place["y"]}]
        await self.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=touch)
        await self.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
        await asyncio.sleep(0.3)  # a page that follows begins to load
        await self.until("document.readyState === 'complete'")

    async def dark(self, is_dark: bool) -> None:
        value = "dark" if is_dark else "light"
        feature = {"name": "prefers-color-scheme", "value": value}
        await self.call("Emulation.setEmulatedMedia", features=[feature])

    async def picture(self) -> bytes:
        """Return what is seen on the phone as PNG, the rest of the page below it included."""
        height_px = await self.run("document.documentElement.scrollHeight")
        height_px = min(height_px, TALLEST_PX)
        await self.run("scrollTo(0, 0)")
        whole = {"x": 0, "y": 0, "width": WIDTH_PX, "height": max(height_px, HEIGHT_PX), "scale": 1}
        await self._sized(whole["height"])
        taken = await self.call("Page.captureScreenshot", format="png", clip=whole)
        await self._sized(HEIGHT_PX)
        return base64.b64decode(taken["data"])

    async def _sized(self, height_px: int) -> None:
        await self.call(
            "Emulation.setDeviceMetricsOverride",
            width=WIDTH_PX,
            height=height_px,
            deviceScaleFactor=PIXELS,
            mobile=True,
        )

    async def unnamed(self) -> list[str]:
        """Return the kinds of controls that a screen reader would find without a name."""
        tree = await self.call("Accessibility.getFullAXTree")
        kinds = ("button", "link", "switch", "heading", "textbox")
        return [
            node["role"]["value"]
            for node in tree["nodes"]
            if not node.get("ignored")
            and node.get("role", {}).get("value") in kinds
            and not node.get("name", {}).get("value")
        ]

    async def _read(self) -> None:
        async for message in self._socket:
            told = json.loads(message.data)
            if "id" in told:
                answer = self._answers.pop(told["id"])
                if answer.done():
                    continue
                if "error" in told:
                    answer.set_exception(NotThere(str(told["error"])))
                else:
                    answer.set_result(told["result"])
            else:
                self._note(told["method"], told["params"])

    def _note(self, method: str, params: dict[str, Any]) -> None:
        if method == "Runtime.exceptionThrown":
            self.complaints.append(str(params["exceptionDetails"])[:300])
        if method == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            self.complaints.append(params["entry"]["text"])
        if method == "Network.requestWillBeSent":
            self.hosts.add(urlsplit(params["request"]["url"]).netloc)


@asynccontextmanager
async def a_phone(folder: Path) -> AsyncIterator[Phone]:
    """Start the browser of this computer. Raises NotThere where it has none."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        raise NotThere(f"no Chromium among {', '.join(NAMES)}")
    process = await asyncio.create_subprocess_exec(
        found,
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-proxy-server",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--remote-debugging-port=0",
        f"--user-data-dir={folder}",
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        address = await asyncio.wait_for(_address(process), WAIT_S)
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(address, max_msg_size=0) as socket,
        ):
            phone = Phone(socket)
            await phone.begin()
            yield phone
            phone.reading.cancel()
    finally:
        process.terminate()
        await process.wait()


async def _address(process: asyncio.subprocess.Process) -> str:
    assert process.stderr is not None
    while line := (await process.stderr.readline()).decode():
        _, mark, address = line.partition("DevTools listening on ")
        if mark:
            return address.strip()
    raise NotThere("the browser ended at once")
