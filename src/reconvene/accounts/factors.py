"""The factors somebody holds: which, which were used, and taking one away."""

from datetime import datetime

from django.db import transaction

from reconvene.accounts.app_codes import app_code_is_right, forget_apps
from reconvene.accounts.models import Factor, RecoveryCode
from reconvene.accounts.passkeys_first import must_add_passkey
from reconvene.people.models import Person


class LastFactor(ValueError):
    """The only factor that lets somebody in was to be taken away, which would lock them out."""

    def __init__(self, *, person: str) -> None:
        self.person = person
        super().__init__(
            f"The factor of {person} was not taken away: nothing else of theirs lets them in. "
            "Add another first, or make them an invitation with `manage.py invite`."
        )


def factors_of(person: Person) -> list[Factor]:
    """Return a person's apps and passkeys, the oldest first; empty where they have none."""
    return list(Factor.objects.filter(person=person).order_by("added_at", "pk"))


def prove_by_code(person: Person, code: str, now: datetime) -> bool:
    """Return whether a code of the person's app is right, and was not used before."""
    app = Factor.objects.filter(person=person, kind=Factor.Kind.APP).first()
    if app is None or not app_code_is_right(app, code, now):
        return False
    note_use(app, now)
    return True


def note_use(factor: Factor, now: datetime) -> None:
    """Remember when a factor was last used."""
    Factor.objects.filter(pk=factor.pk).update(used_at=now)


def take_away(person: Person, factor_id: str, now: datetime) -> None:
    """
    Take one of a person's factors away; one they do not have is no matter.

    Raises:
        LastFactor: There would be none left that lets them in.
    """
    with transaction.atomic():
        # The person's row keeps two askers apart, who each would leave the other's factor.
        Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
        app = Factor.objects.filter(person=person, pk=factor_id, kind=Factor.Kind.APP)
        if app.exists():
            forget_apps(person)
        Factor.objects.filter(person=person, pk=factor_id).delete()
        none_left = not Factor.objects.filter(person=person).exists()
        if none_left or must_add_passkey(person, now):
            raise LastFactor(person=person.pk)


def take_all_away(person: Person) -> None:
    """Take away everything a person signs in with besides the password."""
    forget_apps(person)
    Factor.objects.filter(person=person).delete()
    RecoveryCode.objects.filter(person=person).delete()
