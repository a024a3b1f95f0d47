"""The fake Trakt against what Trakt itself documents.

The shapes below are written by hand. Where SCROBLARR_CONTRACTS names a folder with
`trakt-openapi-subset.json` and `trakt-examples.json`, the same checks run on those as well.

Both documents are read as they are meant, not as they are typed: one branch of a `oneOf` must fit
(the official ones overlap), `nullable` is honoured, keys that a request may not carry are refused.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from scroblarr_desktop.demo.catalogue import Catalogue, Movie, Show
from scroblarr_desktop.demo.trakt.fake import FakeTrakt
from scroblarr_desktop.demo.trakt.world import FakeUser

if TYPE_CHECKING:
    from tests.demo.conftest import Answer, Client

Schema = Mapping[str, Any]

TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
}


def problems(schema: Schema, value: Any, at: str = "", *, closed: bool = False) -> list[str]:
    """Return what does not fit. `closed`: keys that the schema does not name are wrong."""
    branches = schema.get("oneOf") or schema.get("anyOf")
    if branches:
        tried = [problems(branch, value, at, closed=closed) for branch in branches]
        return min(tried, key=len)
    if value is None:
        return [] if schema.get("nullable") or "type" not in schema else [f"{at} is null"]
    if "type" in schema:
        fits = isinstance(value, TYPES[schema["type"]])
        if not fits or (isinstance(value, bool) and schema["type"] != "boolean"):
            return [f"{at} is {value!r}, not {schema['type']}"]
    if value not in schema.get("enum", [value]):
        return [f"{at} is {value!r}"]
    return list(_inside(schema, value, at, closed=closed))


def _inside(schema: Schema, value: Any, at: str, *, closed: bool) -> Iterator[str]:
    if isinstance(value, list) and "items" in schema:
        for index, one in enumerate(value):
            yield from problems(schema["items"], one, f"{at}[{index}]", closed=closed)
    if not isinstance(value, dict):
        return
    named = schema.get("properties", {})
    yield from (f"{at}.{key} is missing" for key in schema.get("required", ()) if key not in value)
    for key, one in value.items():
        if key in named:
            yield from problems(named[key], one, f"{at}.{key}", closed=closed)
        elif closed and named:
            yield f"{at}.{key} is not known"


# -- shapes by hand


def obj(*optional: str, **required: Any) -> Schema:
    """Return an object of these keys. Optional ones are "name:type"."""
    may = {
        name: {"type": kind, "nullable": True} for name, kind in (o.split(":") for o in optional)
    }
    must = {name: {"type": one} if isinstance(one, str) else one for name, one in required.items()}
    return {"type": "object", "properties": may | must, "required": list(required)}


def many(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


TOKEN = obj(
    access_token="string",
    token_type="string",
    expires_in="integer",
    refresh_token="string",
    scope="string",
    created_at="integer",
)
MOVIE_IDS = obj("imdb:string", "tmdb:integer", trakt="integer", slug="string")
SHOW_IDS = obj("imdb:string", "tmdb:integer", "tvdb:integer", trakt="integer", slug="string")
EPISODE_IDS = obj("imdb:string", "tmdb:integer", "tvdb:integer", trakt="integer")
MOVIE = obj(title="string", year="integer", ids=MOVIE_IDS)
SHOW = obj(title="string", year="integer", ids=SHOW_IDS)
EPISODE = obj("title:string", season="integer", number="integer", ids=EPISODE_IDS)
SCROBBLED = obj(
    id="integer",
    action={"type": "string", "enum": ["start", "pause", "scrobble"]},
    progress="number",
    sharing="object",
)
WATCHED = obj(id="integer", watched_at="string", action="string", type="string")
COUNTS = obj(movies="integer", episodes="integer")
NOT_FOUND = obj(movies="array", shows="array", seasons="array", episodes="array")
APP = {"client_id": "string", "client_secret": "string"}


def either(*branches: Schema) -> Schema:
    return {"oneOf": list(branches)}


def with_thing(schema: Schema) -> Schema:
    """Return the shape with a movie, or with an episode and its show."""

    def plus(**things: Schema) -> Schema:
        named = {**schema["properties"], **things}
        return {"type": "object", "properties": named, "required": [*schema["required"], *things]}

    return either(plus(movie=MOVIE), plus(episode=EPISODE, show=SHOW))


ANSWERS: dict[str, Schema] = {
    "POST /oauth/device/code": obj(
        device_code="string",
        user_code="string",
        verification_url="string",
        expires_in="integer",
        interval="integer",
    ),
    "POST /oauth/device/token": TOKEN,
    "POST /oauth/token": TOKEN,
    "POST /oauth/revoke": obj(),
    "POST /scrobble/start": with_thing(SCROBBLED),
    "POST /scrobble/pause": with_thing(SCROBBLED),
    "POST /scrobble/stop": with_thing(SCROBBLED),
    "POST /sync/history": obj("updated:object", added=COUNTS, not_found=NOT_FOUND),
    "POST /sync/history/remove": obj(deleted=COUNTS, not_found=NOT_FOUND),
    "GET /sync/history/{type}/{id}": many(with_thing(WATCHED)),
    "GET /sync/playback/{type}": many(
        with_thing(obj(id="integer", progress="number", paused_at="string", type="string"))
    ),
    "GET /sync/last_activities": obj(all="string", movies="object", episodes="object"),
    "GET /search/{id_type}/{id}": many(
        either(
            obj(type="string", score="number", movie=MOVIE),
            obj(type="string", score="number", show=SHOW),
            obj(type="string", score="number", episode=EPISODE, show=SHOW),
        )
    ),
    "GET /users/settings": obj(
        user=obj(username="string", vip="boolean", ids=obj(slug="string", uuid="string")),
        account=obj(timezone="string"),
        permissions="object",
    ),
}

REQUESTS: dict[str, Schema] = {
    "POST /oauth/device/code": obj(client_id="string"),
    "POST /oauth/device/token": obj(code="string", **APP),
    "POST /oauth/token": obj(
        refresh_token="string", redirect_uri="string", grant_type="string", **APP
    ),
    "POST /oauth/revoke": obj(token="string", **APP),
    "POST /scrobble/stop": either(
        obj(progress="number", movie=obj(title="string", year="integer", ids="object")),
        obj(progress="number", episode=obj(ids="object")),
    ),
}


@dataclass(frozen=True)
class Contract:
    name: str
    answers: Mapping[str, Schema]
    requests: Mapping[str, Schema]

    def __str__(self) -> str:
        return self.name


def official(folder: Path) -> Contract:
    document = json.loads((folder / "trakt-openapi-subset.json").read_text(encoding="utf-8"))
    answers: dict[str, Schema] = {}
    requests: dict[str, Schema] = {}
    for path, methods in document["paths"].items():
        for method, call in methods.items():
            line = f"{method.upper()} {path}"
            good = next(answer for code, answer in call["responses"].items() if code < "300")
            answers[line] = good["content"]["application/json"]["schema"]
            if "requestBody" in call:
                requests[line] = call["requestBody"]["content"]["application/json"]["schema"]
    return Contract("official", answers, requests)


FOLDER = os.environ.get("SCROBLARR_CONTRACTS")
BY_HAND = Contract("by hand", ANSWERS, REQUESTS)
CONTRACTS = [BY_HAND, *([official(Path(FOLDER))] if FOLDER else [])]
each_contract = pytest.mark.parametrize("contract", CONTRACTS, ids=str)


# -- the checks


def film_named(film: Movie) -> dict[str, Any]:
    ids = {"trakt": film.trakt, "slug": film.slug, "imdb": film.imdb, "tmdb": film.tmdb}
    return {"movie": {"title": film.title, "year": film.year, "ids": ids}}


async def tour(
    client: Client, fake: FakeTrakt, anna: FakeUser, film: Movie, series: Show
) -> list[tuple[str, Answer]]:
    """Make every call that a contract knows, once or more. Return what was answered."""
    episode = {"episode": {"ids": {"trakt": series.episode(1, 1).trakt}}}
    app = {"client_id": "client", "client_secret": "secret"}
    tokens = fake.sign_in(anna, "client")
    seen: list[tuple[str, Answer]] = []

    async def auth(path: str, body: dict[str, Any]) -> Any:
        seen.append((f"POST {path}", await client.auth(path, body)))
        return seen[-1][1].body

    async def api(line: str, real_path: str = "", body: Any = None) -> None:
        method, _, path = line.partition(" ")
        seen.append((line, await client.api(method, real_path or path, body)))

    fake.auto_confirm = anna
    code = await auth("/oauth/device/code", {"client_id": "client"})
    await auth("/oauth/device/token", app | {"code": code["device_code"]})
    refreshing = {"grant_type": "refresh_token", "redirect_uri": "urn:ietf:wg:oauth:2.0:oob"}
    new = await auth("/oauth/token", app | refreshing | {"refresh_token": tokens["refresh_token"]})
    await auth("/oauth/revoke", app | {"token": new["access_token"]})
    client.token = fake.sign_in(anna, "client")["access_token"]
    for thing in (film_named(film), episode):
        await api("POST /scrobble/start", body=thing | {"progress": 2.5})
        await api("POST /scrobble/pause", body=thing | {"progress": 40.0})
        await api("GET /sync/playback/{type}", f"/sync/playback/{next(iter(thing))}s")
        await api("POST /scrobble/stop", body=thing | {"progress": 99.9})
    history = {"movies": [{"ids": {"imdb": film.imdb}}, {"ids": {"imdb": "tt0000111"}}]}
    await api("POST /sync/history", body=history)
    await api("POST /sync/history/remove", body=history)
    play = fake.record_play(anna, film)
    await api("POST /sync/history/remove", body={"ids": [play.id, 4711]})
    episode_path = f"episodes/{series.episode(1, 1).trakt}"
    await api("GET /sync/history/{type}/{id}", f"/sync/history/{episode_path}")
    await api("GET /sync/last_activities")
    await api("GET /users/settings")
    for kind, trakt in (("movie", film.trakt), ("show", series.trakt)):
        await api("GET /search/{id_type}/{id}", f"/search/trakt/{trakt}?type={kind}&extended=full")
    return seen


@each_contract
async def test_every_answer_has_the_documented_shape(
    contract: Contract,
    client: Client,
    fake: FakeTrakt,
    anna: FakeUser,
    film: Movie,
    series: Show,
) -> None:
    fake.device_interval_s = 0
    seen = await tour(client, fake, anna, film, series)
    assert {line for line, _ in seen} >= set(ANSWERS)
    for line, answer in seen:
        assert answer.status in (200, 201), line
        schema = contract.answers[line]
        if line == "GET /sync/playback/{type}" and answer.body[0]["type"] == "episode":
            schema = BY_HAND.answers[line]  # the official text describes movies only
        assert problems(schema, answer.body, line) == []


@each_contract
async def test_sign_in_bodies_that_miss_something_are_refused(
    contract: Contract, stranger: Client, fake: FakeTrakt, anna: FakeUser
) -> None:
    fake.auto_confirm = anna
    app = {"client_id": "client", "client_secret": "secret"}
    code = (await stranger.auth("/oauth/device/code", {"client_id": "client"})).body
    bodies = {
        "/oauth/device/code": {"client_id": "client"},
        "/oauth/device/token": app | {"code": code["device_code"]},
        "/oauth/token": app
        | {
            "refresh_token": fake.sign_in(anna, "client")["refresh_token"],
            "redirect_uri": "urn:ietf:wg:oauth:2.0:oob",
            "grant_type": "refresh_token",
        },
    }
    for path, body in bodies.items():
        schema = contract.requests[f"POST {path}"]
        assert problems(schema, body, closed=True) == []
        for key in body:
            less = {name: value for name, value in body.items() if name != key}
            assert problems(schema, less, closed=True)
            assert (await stranger.auth(path, less)).status in (400, 401, 403), (path, key)
        assert (await stranger.auth(path, body)).status == 200


@each_contract
async def test_documented_scrobbles_are_taken(
    contract: Contract, client: Client, fake: FakeTrakt, film: Movie, series: Show
) -> None:
    episode = {"episode": {"ids": {"trakt": series.episode(1, 2).trakt}}}
    for body in (film_named(film) | {"progress": 90.5}, episode | {"progress": 90}):
        assert problems(contract.requests["POST /scrobble/stop"], body, closed=True) == []
        assert (await client.api("POST", "/scrobble/stop", body)).status == 201


# -- documented examples


@dataclass(frozen=True)
class Example:
    line: str
    request: Any
    status: int
    answer: Any


def examples_by_hand() -> Iterator[Example]:
    ids = {"trakt": 28, "slug": "salt-and-tin-2021", "imdb": "tt0099001", "tmdb": 118}
    movie = {"title": "Salt and Tin", "year": 2021, "ids": ids}
    show_ids = {"trakt": 5, "slug": "glasshouse", "tvdb": 81, "imdb": "tt0099002", "tmdb": 13}
    show = {"title": "Glasshouse", "year": 2012, "ids": show_ids}
    episode_ids = {"trakt": 16, "tvdb": 34, "imdb": "tt0099003", "tmdb": 62}
    episode = {"season": 1, "number": 1, "title": "Pane", "ids": episode_ids}
    sharing = {"twitter": True, "mastodon": True, "tumblr": False}
    done = {"id": 3_300_000_001, "action": "scrobble", "progress": 85.0, "sharing": sharing}
    yield Example(
        "POST /scrobble/stop", {"movie": movie, "progress": 85.0}, 201, done | {"movie": movie}
    )
    both = {"episode": episode, "show": show}
    by_id = {"episode": {"ids": {"trakt": 16}}}
    by_number = {"show": show, "episode": {"season": 1, "number": 1}}
    for named in (by_id, by_number):
        yield Example("POST /scrobble/stop", named | {"progress": 85.0}, 201, done | both)
    yield Example(
        "POST /sync/history",
        {"movies": [movie, {"ids": {"imdb": "tt0000111"}}]},
        201,
        {
            "added": {"movies": 1, "episodes": 0},
            "not_found": {
                "movies": [{"ids": {"imdb": "tt0000111"}}],
                "shows": [],
                "seasons": [],
                "episodes": [],
            },
        },
    )


def examples_of(folder: Path) -> Iterator[Example]:
    """Yield each documented scrobble and history call with the answer that follows it."""
    document = json.loads((folder / "trakt-examples.json").read_text(encoding="utf-8"))
    for name in ("scrobble/start", "scrobble/stop", "sync/history", "sync/history/remove"):
        request: Any = None
        for part in document[name]:
            if part["kind"].startswith("Request"):
                request = part["body"]
            elif "409" not in part["kind"]:
                status = int(part["kind"].split()[1])
                yield Example(f"POST /{name}", request, status, part["body"])


EXAMPLES = [*examples_by_hand(), *(examples_of(Path(FOLDER)) if FOLDER else [])]


def furnish(catalogue: Catalogue, example: Example) -> None:
    """Let everything exist that the example's answer, or a list of its request, names."""
    answer, request = example.answer, example.request
    for movie in [answer.get("movie"), *request.get("movies", ())]:
        if movie and "title" in movie:
            ids = movie["ids"]
            catalogue.add_movie(
                movie["title"],
                movie["year"],
                trakt=ids["trakt"],
                imdb=ids["imdb"],
                tmdb=ids["tmdb"],
            )
    if "show" in answer:
        _add_show(catalogue, answer["show"], answer["episode"], request)


def _add_show(catalogue: Catalogue, show: Any, episode: Any, request: Any) -> None:
    ids = {source: show["ids"][source] for source in ("trakt", "imdb", "tmdb", "tvdb")}
    made = catalogue.add_show(show["title"], show["year"], seasons={}, **ids)
    absolute = request.get("episode", {}).get("number_abs")
    for number in range(1, absolute or 1):  # so many came before it
        catalogue.add_episode(made, 1, number)
    own = {source: episode["ids"][source] for source in ("trakt", "imdb", "tmdb", "tvdb")}
    catalogue.add_episode(made, episode["season"], episode["number"], title=episode["title"], **own)


def shape(value: Any) -> Any:
    """Return keys and types, for comparing two answers without their values."""
    if isinstance(value, dict):
        return {key: shape(one) for key, one in sorted(value.items())}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return "number" if type(value) in (int, float) else type(value).__name__


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.line)
async def test_documented_examples_are_answered_as_documented(
    example: Example, client: Client, fake: FakeTrakt, catalogue: Catalogue
) -> None:
    furnish(catalogue, example)
    method, _, path = example.line.partition(" ")
    answer = await client.api(method, path, example.request)
    assert answer.status == example.status
    if path.startswith("/scrobble"):
        assert shape(answer.body) == shape(example.answer)
        assert answer.body["action"] == example.answer["action"]
        for part in ("movie", "show", "episode"):
            assert answer.body.get(part) == example.answer.get(part)
    else:
        assert set(answer.body) >= set(example.answer)
        assert set(answer.body["not_found"]) == set(example.answer["not_found"])
        assert answer.body["not_found"]["movies"] == example.answer["not_found"]["movies"]


def test_the_checker_finds_what_is_wrong() -> None:
    schema = ANSWERS["POST /oauth/device/code"]
    good = {
        "device_code": "d",
        "user_code": "u",
        "verification_url": "v",
        "expires_in": 600,
        "interval": 5,
    }
    assert problems(schema, good, closed=True) == []
    assert problems(schema, good | {"interval": "5"}) == [".interval is '5', not integer"]
    assert problems(schema, good | {"interval": True}) == [".interval is True, not integer"]
    assert problems(schema, good | {"more": 1}, closed=True) == [".more is not known"]
    assert problems(schema, {**good, "user_code": None}) == [".user_code is null"]
    assert len(problems(schema, {})) == 5
    assert problems(many(schema), [good, {}])[0] == "[1].device_code is missing"
    assert problems(either(obj(a="string"), obj(b="integer")), {"b": 1}) == []
    assert problems({"enum": ["x"]}, "y") == [" is 'y'"]
