"""In: the file that names each authority's single sign-on. Out: allauth's settings for them."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

_THIS_MACHINE = ("localhost", "127.0.0.1")
_NEEDED = ("name", "server", "client_id", "client_secret")


class SignOnUnreadable(ValueError):
    """The file of providers is not there, or does not say what is needed of each."""

    def __init__(self, *, path: str, found: str) -> None:
        self.path = path
        self.found = found
        super().__init__(
            f"Cannot start: RECONVENE_SIGN_ON names {path}, and {found}. For each authority's "
            f"slug it must hold {', '.join(_NEEDED)}, as docs/how-to/sign-people-in.md shows."
        )


class NotSafe(ValueError):
    """A provider would be asked over a line that anybody can listen in on."""


def sign_on_providers(path: str) -> dict[str, Any]:
    """
    Return the providers that a file names, one for each authority that has one; none without it.

    Raises:
        SignOnUnreadable: There is no such file, or something is missing in it.
    """
    if not path:
        return {}
    try:
        held = json.loads(Path(path).read_text(encoding="utf-8"))
        apps = [_app(slug, one) for slug, one in held.items()]
    except OSError as fault:
        raise SignOnUnreadable(path=path, found="it cannot be read") from fault
    except NotSafe as fault:
        found = f"the server of {fault} is not asked by https"
        raise SignOnUnreadable(path=path, found=found) from fault
    except KeyError as fault:
        raise SignOnUnreadable(path=path, found=f"{fault} is missing in it") from fault
    except (ValueError, AttributeError, TypeError) as fault:
        raise SignOnUnreadable(path=path, found="it is no JSON object of objects") from fault
    return {"openid_connect": {"APPS": apps, "OAUTH_PKCE_ENABLED": True, "SCOPE": ["openid"]}}


def _app(slug: str, given: dict[str, str]) -> dict[str, Any]:
    name, server, client_id, secret = (given[key] for key in _NEEDED)
    asked = urlsplit(server)
    if asked.scheme != "https" and asked.hostname not in _THIS_MACHINE:
        raise NotSafe(slug)
    return {
        "provider_id": slug,
        "name": name,
        "client_id": client_id,
        "secret": secret,
        # The signed token says who it is; a second question could be answered about somebody else.
        "settings": {"server_url": server, "fetch_userinfo": False},
    }
