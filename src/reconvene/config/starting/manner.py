"""Settings that no real copy should serve with: debugging, a weak secret, plain http, no witness."""

from collections.abc import Iterator
from typing import Any

from reconvene.config.starting.refusal import Refusal

_SHORTEST = 50
_FEWEST_DIFFERENT = 5


def careless_settings(settings: Any) -> Iterator[Refusal]:
    """Return what is careless about the settings; of a demo only what not even a demo may do."""
    if settings.DEBUG:
        yield Refusal(
            "debug",
            "DEBUG is on: a fault would show its visitors what families wrote. Set DEBUG to False "
            "in the settings named by DJANGO_SETTINGS_MODULE.",
        )
    if settings.IS_DEMO:
        return
    if is_weak(settings.SECRET_KEY):
        yield Refusal(
            "secret",
            "RECONVENE_SECRET_KEY is short or easily guessed: whoever knows it can be anybody. "
            "Set it to at least 50 random characters, "
            "as `python -c 'import secrets; print(secrets.token_urlsafe(50))'` makes them.",
        )
    if "*" in settings.ALLOWED_HOSTS:
        yield Refusal(
            "hosts",
            "RECONVENE_HOSTS answers to any host name (*): a made-up one could get into a link. "
            "Set it to the names this copy is reached by, with commas between.",
        )
    if not (getattr(settings, "SECURE_PROXY_SSL_HEADER", None) or settings.ENDS_TLS):
        yield Refusal(
            "plain-http",
            "Nothing says where TLS ends, so pages would go over plain http or nowhere at all. Put "
            "a proxy in front and set RECONVENE_BEHIND_PROXY=1, or set RECONVENE_ENDS_TLS=1 where "
            "this server has the certificate itself.",
        )
    if settings.WITNESS is None and not settings.IS_WITHOUT_WITNESS:
        yield Refusal(
            "no-witness",
            "RECONVENE_WITNESS is not set, so nobody would notice if whoever owns the database "
            "rewrote the record or took entries out. Set it to the folder of a log, as "
            "docs/explanation/proof.md says, or to none to do without; each start then says so.",
        )


def is_weak(secret: str) -> bool:
    """Tell whether a secret is short, has few different characters, or is a framework's own."""
    return (
        len(secret) < _SHORTEST
        or len(set(secret)) < _FEWEST_DIFFERENT
        or secret.startswith("django-insecure-")
    )
