"""The single sign-on of each authority that has one, as the settings name it."""

from dataclasses import dataclass

from django.conf import settings

from reconvene.accounts.models import SignOnLink
from reconvene.people.models import Person


@dataclass(frozen=True, slots=True)
class Provider:
    """One authority's own sign-on. `id` is the authority's slug."""

    id: str
    name: str


def providers() -> tuple[Provider, ...]:
    """Return every provider there is, in the order of the settings; may be empty."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", ())
    return tuple(Provider(app["provider_id"], app["name"]) for app in apps)


def provider_of(person: Person) -> Provider | None:
    """Return the provider that somebody is linked to; None where they are not."""
    if not SignOnLink.objects.filter(person=person).exists():
        return None
    return next((one for one in providers() if one.id == person.authority_id), None)
