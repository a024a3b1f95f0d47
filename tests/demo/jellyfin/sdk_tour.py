"""Sets up a fake Jellyfin through jellyfin-sdk; prints what that made of it.

Its calls and models are generated from Jellyfin's own description of its API, and refuse answers
of another shape. Run in a process of its own with the server's URL, the address for webhooks and
the id of an episode on the server.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import urllib3

# As Any: all fields of its models may be None.
generated: Any = importlib.import_module("jellyfin.generated.api_10_11")

WEBHOOK = UUID("71552A5A-5C5C-4350-A2AE-EBE451A30173")
TRAKT = UUID("4fe3201e-d6ae-4f2e-8917-e12bda571281")
DESK, SOFA = "desk", "sofa"


def client_of(url: str, token: str = "", device: str = DESK) -> Any:
    """Return a client with its Authorization header, with or without a token."""
    words = f'Client="Tour", Device="Anna%27s%20{device}", DeviceId="{device}", Version="1.0"'
    if token:
        words += f', Token="{token}"'
    configuration = generated.Configuration(
        host=url,
        api_key={"CustomAuthentication": words},
        api_key_prefix={"CustomAuthentication": "MediaBrowser"},
    )
    client = generated.ApiClient(configuration)
    # The description declares no authorization for signing in, which needs the device all the same.
    client.set_default_header("Authorization", f"MediaBrowser {words}")
    return client


def refused(call: Callable[[], Any]) -> int | None:
    try:
        call()
    except generated.ApiException as refusal:
        return int(refusal.status)
    return None


def plain(model: Any) -> Any:
    """Return a model's fields as JSON has them."""
    return json.loads(model.to_json())


def sign_in(url: str, name: str, password: str) -> str:
    api = generated.UserApi(client_of(url))
    wanted = generated.AuthenticateUserByName(Username=name, Pw=password)
    return str(api.authenticate_user_by_name(authenticate_user_by_name=wanted).access_token)


def quick_connect(url: str, admin: Any) -> dict[str, Any]:
    """Sign in on a second device: on the first one it would end the sign-in that is there."""
    stranger = client_of(url, device=SOFA)
    api = generated.QuickConnectApi(stranger)
    begun = api.initiate_quick_connect()
    allowed = generated.QuickConnectApi(admin).authorize_quick_connect(begun.code)
    state = api.get_quick_connect_state(begun.secret)
    wanted = generated.QuickConnectDto(Secret=begun.secret)
    result = generated.UserApi(stranger).authenticate_with_quick_connect(wanted)
    again = refused(
        lambda: generated.QuickConnectApi(admin).authorize_quick_connect(begun.code),
    )
    unknown = refused(lambda: generated.QuickConnectApi(admin).authorize_quick_connect("000000"))
    return {
        "device": [begun.app_name, begun.device_name, begun.device_id, begun.app_version],
        "allowed": [allowed, state.authenticated],
        "user": result.user.name,
        "again": again,
        "unknown": unknown,
    }


def keys(url: str, admin: Any) -> dict[str, Any]:
    api = generated.ApiKeyApi(admin)
    api.create_key("Scroblarr")
    [key] = api.get_keys().items
    by_key = client_of(url, key.access_token)
    seen = {
        "app": key.app_name,
        "users": len(generated.UserApi(by_key).get_users()),
        "me": refused(generated.UserApi(by_key).get_current_user),
    }
    api.revoke_key(key.access_token)
    return seen | {"revoked": refused(generated.UserApi(by_key).get_users)}


def wait_for_restart(system: Any) -> None:
    """Look until nothing waits for a restart any more; meanwhile nobody may answer."""
    for _ in range(500):
        try:
            if not system.get_system_info(_request_timeout=2).has_pending_restart:
                return
        except (generated.ApiException, urllib3.exceptions.HTTPError):
            pass
        time.sleep(0.02)


def install(admin: Any) -> dict[str, Any]:
    packages, plugins = generated.PackageApi(admin), generated.PluginsApi(admin)
    system = generated.SystemApi(admin)
    package = packages.get_package_info("webhook", assembly_guid=WEBHOOK)
    packages.install_package("Webhook", assembly_guid=WEBHOOK)
    [pending] = [each for each in plugins.get_plugins() if each.id == WEBHOOK]
    seen = {
        "packages": [each.name for each in packages.get_packages()],
        "versions": [each.version for each in package.versions],
        "unknown": refused(lambda: packages.install_package("Nothing")),
        "pending": pending.status.value,
        "asks for a restart": system.get_system_info().has_pending_restart,
        "too early": refused(lambda: plugins.get_plugin_configuration(WEBHOOK)),
    }
    system.restart_application()
    wait_for_restart(system)
    [installed] = [each for each in plugins.get_plugins() if each.id == WEBHOOK]
    return seen | {
        "then": [installed.status.value, installed.version],
        "asks again": system.get_system_info().has_pending_restart,
    }


def configure(admin: Any, webhook_url: str, user_id: str) -> dict[str, Any]:
    """Add an entry to the plugin's configuration. The generated call for it takes no body."""
    plugins = generated.PluginsApi(admin)
    before = plugins.get_plugin_configuration(WEBHOOK)
    entry = {
        "WebhookName": "Tour",
        "WebhookUri": webhook_url,
        "NotificationTypes": ["PlaybackStop"],
        "EnableEpisodes": True,
        "SendAllProperties": True,
        "Headers": [
            {"Key": "Content-Type", "Value": "application/json"},
            {"Key": "X-Secret", "Value": "between us"},
        ],
        "UserFilter": [user_id],
    }
    before["GenericOptions"].append(entry)
    call = admin.param_serialize(
        method="POST",
        resource_path="/Plugins/{pluginId}/Configuration",
        path_params={"pluginId": str(WEBHOOK)},
        header_params={"Content-Type": "application/json"},
        body=before,
    )
    status = admin.call_api(*call).status
    [stored] = plugins.get_plugin_configuration(WEBHOOK)["GenericOptions"]
    return {"status": status, "stored": stored}


def trakt_plugin(admin: Any) -> dict[str, Any]:
    plugins = generated.PluginsApi(admin)
    [trakt] = [each for each in plugins.get_plugins() if each.id == TRAKT]
    [user] = plugins.get_plugin_configuration(TRAKT)["TraktUsers"]
    plugins.disable_plugin(TRAKT, trakt.version)
    [after] = [each for each in plugins.get_plugins() if each.id == TRAKT]
    plugins.enable_plugin(TRAKT, trakt.version)
    return {"scrobbles": user["Scrobble"], "status": [trakt.status.value, after.status.value]}


def look_around(admin: Any, user_id: str, episode: str) -> dict[str, Any]:
    library, users = generated.LibraryApi(admin), generated.UserApi(admin)
    found = generated.ItemsApi(admin).get_items(
        user_id=UUID(user_id),
        is_played=True,
        recursive=True,
        include_item_types=["Movie", "Episode"],
        sort_by=["DatePlayed"],
        sort_order=["Descending"],
        fields=["ProviderIds"],
    )
    item = generated.UserLibraryApi(admin).get_item(UUID(episode))
    series = generated.UserLibraryApi(admin).get_item(item.series_id)
    activity = generated.ActivityLogApi(admin)
    log = activity.get_log_entries(limit=1, has_user_id=True)
    [stopped] = log.items
    later = activity.get_log_entries(min_date=stopped.var_date + timedelta(seconds=1))
    [played] = found.items
    folders = generated.LibraryStructureApi(admin).get_virtual_folders()
    sessions = generated.SessionApi(admin).get_sessions()
    picture = generated.ImageApi(admin).get_user_image(user_id=UUID(user_id))
    return {
        "played": [[each.name, each.user_data.play_count] for each in found.items],
        "episode": [item.series_name, item.parent_index_number, item.index_number],
        "series": [series.type.value, series.provider_ids],
        "above": [each.type.value for each in library.get_ancestors(UUID(episode))],
        "log": [[each.type, each.item_id == episode] for each in log.items],
        "who and when": [
            stopped.user_id == UUID(user_id),
            stopped.var_date >= played.user_data.last_played_date,
            any(each.type == stopped.type for each in later.items),
        ],
        "libraries": [[each.name, each.collection_type.value] for each in folders],
        "users": [[each.name, each.policy.is_hidden] for each in users.get_users()],
        "public": [each.name for each in users.get_public_users()],
        "sessions": sorted(each.device_name for each in sessions),
        "picture": bytes(picture[:4]).hex(),
    }


def main(url: str, webhook_url: str, episode: str) -> None:
    admin = client_of(url, sign_in(url, "anna", "secret"))
    clara = client_of(url, sign_in(url, "clara", ""))
    me = generated.UserApi(clara).get_current_user()
    seen = {
        "no password": refused(lambda: sign_in(url, "anna", "guess")),
        "not for clara": [
            refused(generated.PluginsApi(clara).get_plugins),
            refused(generated.PackageApi(clara).get_packages),
            refused(generated.ApiKeyApi(clara).get_keys),
            refused(generated.SystemApi(clara).restart_application),
            refused(generated.ActivityLogApi(clara).get_log_entries),
        ],
        "not for strangers": refused(generated.UserApi(client_of(url)).get_users),
        "quick connect": quick_connect(url, admin),
        "keys": keys(url, admin),
        "look": look_around(admin, me.id.hex, episode),
        "trakt": trakt_plugin(admin),
        "install": install(admin),
        "repositories": [plain(each) for each in generated.PackageApi(admin).get_repositories()],
        "configure": configure(admin, webhook_url, me.id.hex),
    }
    sys.stdout.write(f"{json.dumps(seen)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
