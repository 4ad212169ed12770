"""Every address of a running copy: each door names its own, and they are gathered here."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

# Doors. One that is still to come is passed over, so that this list can be written once.
_DOORS = (
    "reconvene.web.components.routes",
    "reconvene.web.browse.urls",
    "reconvene.web.acts.urls",
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(door)) for door in _DOORS if find_spec(door)
]
