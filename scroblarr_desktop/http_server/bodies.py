"""Reading a request's body within limits of size and time."""

from __future__ import annotations

import asyncio

from aiohttp import http_exceptions, web

MOST_JSON_BYTES = 1024**2
MOST_MULTIPART_BYTES = 4 * 1024**2
READ_TIME_OUT_S = 10.0


class Unusable(Exception):
    """The body cannot be used. `received` is what of it came; the message is for people."""

    def __init__(self, status: int, sentence: str, received: bytes = b"") -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.received = received


async def read_body(request: web.Request, most_bytes: int, time_out_s: float) -> bytes:
    """Return the whole body, unpacked. Raises Unusable: 413 too large, 408 too slow, 400 broken.

    What counts is the size after unpacking: 10 KiB of gzip may hold 10 MiB.
    """
    if (request.content_length or 0) > most_bytes:
        raise too_large(most_bytes, b"")
    body = bytearray()
    try:
        # Most bodies are here with the head; a timer that is not needed costs the loop something.
        async with asyncio.timeout(None if request.content.is_eof() else time_out_s):
            async for chunk in request.content.iter_any():
                body += chunk
                if len(body) > most_bytes:
                    raise too_large(most_bytes, bytes(body))
    except TimeoutError:
        sentence = f"The body did not arrive within {time_out_s:g} seconds."
        raise Unusable(408, sentence, bytes(body)) from None
    except (OSError, web.RequestPayloadError, http_exceptions.HttpProcessingError):
        sentence = "The body broke off, or could not be unpacked."
        raise Unusable(400, sentence, bytes(body)) from None
    return bytes(body)


def too_large(most_bytes: int, received: bytes) -> Unusable:
    sentence = f"The body is larger than {most_bytes // 1024**2} MiB."
    return Unusable(413, sentence, received)
