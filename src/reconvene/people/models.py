"""Authorities, their people, and the roles people hold by post."""

from datetime import date
from functools import cache
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac

from reconvene.core.kinds.office import ChallengeBody, Office
from reconvene.core.kinds.reference import meant
from reconvene.core.workdays import CalendarHistory
from reconvene.library.calendar_files import read_calendar_history
from reconvene.people.ids import new_id

_STAMP = "reconvene.people.session"
_COLOUR = RegexValidator(r"^(#[0-9a-f]{6})?$", "Write the colour as # and six digits, as #0f4c81.")


@cache  # read once: what breaks a file later takes nothing away from whoever runs already
def _calendar(name: str) -> CalendarHistory:
    return read_calendar_history(name, folder=settings.CALENDARS)


class Authority(models.Model):
    """
    An authority that handles complaints here, with what its letters repeat.

    `slug` is how every record names it, so it is chosen once and never changed. `procedure` is
    an id without a version ("ox-cpc"): a new case begins under the version then in force.
    """

    slug = models.SlugField(primary_key=True, max_length=40)
    name = models.CharField(max_length=120)
    procedure = models.CharField(max_length=60)
    calendar = models.CharField(max_length=60, default="england")
    reference_prefix = models.CharField(max_length=8)
    accent = models.CharField(max_length=7, blank=True, validators=[_COLOUR])
    is_demo = models.BooleanField(default=False)

    address = models.TextField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    hours = models.CharField(max_length=120, blank=True)
    advocacy = models.TextField(blank=True)
    ombudsman_name = models.CharField(max_length=120, blank=True)
    ombudsman_website = models.CharField(max_length=120, blank=True)
    ombudsman_phone = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name_plural = "authorities"

    def __str__(self) -> str:
        return self.slug

    @property
    def days(self) -> CalendarHistory:
        """Every version of the calendar its limits are counted by."""
        return _calendar(self.calendar)

    def reference_meant(self, typed: str) -> str | None:
        """Return the reference of a case that somebody means, as it is kept; None where it is none."""
        return meant(typed, self.reference_prefix)

    def called(self, typed: str) -> str:
        """Return that reference, or what they typed as it is: it then names no case."""
        return self.reference_meant(typed) or typed

    @property
    def office(self) -> Office:
        """What every letter repeats, as the core reads it."""
        ombudsman = ChallengeBody(self.ombudsman_name, self.ombudsman_website, self.ombudsman_phone)
        return Office(
            name=self.name,
            address=self.address,
            phone=self.phone,
            email=self.email,
            hours=self.hours,
            advocacy=self.advocacy,
            ombudsman=ombudsman if self.ombudsman_name else None,
        )


class PersonManager(BaseUserManager["Person"]):
    """Brings authority and roles with the person: nothing is looked at or done without them."""

    def get_queryset(self) -> models.QuerySet["Person"]:
        return super().get_queryset().select_related("authority").prefetch_related("roles_held")

    def create_person(
        self, *, username: str, name: str, authority: Authority, password: str | None = None
    ) -> "Person":
        """Return a new person, saved; without a password nobody can sign in as them."""
        person = self.model(username=username, name=name, authority=authority)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """
    Somebody who works here and signs in. `id` is opaque: the record names people by it.

    There is no superuser: what a person may do follows from the roles they hold. Another
    password or another `session_stamp` ends every session that was opened under the one before.
    """

    id = models.CharField(primary_key=True, max_length=40, default=new_id, editable=False)
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="people")
    is_active = models.BooleanField(default=True)
    session_stamp = models.PositiveIntegerField(default=0)

    objects = PersonManager()

    USERNAME_FIELD = "username"

    class Meta:
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.id

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Return what a session must hold to be theirs; Django asks for it by this name."""
        stamped = f"{self.session_stamp}/{self.password}"
        return salted_hmac(_STAMP, stamped, secret=secret, algorithm="sha256").hexdigest()

    def roles_on(self, day: date) -> frozenset[str]:
        """Return the ids of the roles this person holds by post on a day; may be empty."""
        return frozenset(held.role for held in self.roles_held.all() if held.is_held_on(day))


class RoleHeldQuerySet(models.QuerySet["RoleHeld"]):
    """Roles held, by day."""

    def on(self, day: date) -> "RoleHeldQuerySet":
        return self.from_day(day).filter(from_on__lte=day)

    def from_day(self, day: date) -> "RoleHeldQuerySet":
        """Return those held on a day or later."""
        return self.filter(Q(to_on=None) | Q(to_on__gte=day))


class RoleHeld(models.Model):
    """A role that a person holds by post, from one day to another, both included."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles_held")
    role = models.CharField(max_length=60)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = RoleHeldQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "roles held"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")), name="role_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["person", "role", "from_on"], name="role_begins_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"

    def is_held_on(self, day: date) -> bool:
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


class PoolMember(models.Model):
    """
    Somebody who can be asked to sit on panels: their agency, and whether they are senior in it.

    `person` where they sign in here, whose name then holds; `name` is theirs where they do not.
    `agency` is an id of the authority's procedure. Nobody is deleted: the record names them by
    `id`, and whoever no longer `is_asked` may be again.
    """

    id = models.CharField(primary_key=True, max_length=40, default=new_id, editable=False)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="pool")
    person = models.OneToOneField(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="in_pool"
    )
    name = models.CharField(max_length=120, blank=True)
    agency = models.CharField(max_length=60)
    is_senior = models.BooleanField(default=True)
    is_asked = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person=None, name__gt="") | Q(person__isnull=False, name=""),
                name="in_the_pool_by_one_name",
            ),
            models.UniqueConstraint(
                fields=["authority", "name", "agency"],
                condition=Q(person=None),
                name="in_the_pool_once",
            ),
        ]

    def __str__(self) -> str:
        return self.id


class Guess(models.Model):
    """
    How long it takes until tries at a sign-in are all forgiven: by a name, from an address.

    `id` is a digest, so that what was typed, a password by mistake perhaps, is not kept. Each
    try puts `clear_at` off; from then on the row says nothing and may go.
    """

    id = models.CharField(primary_key=True, max_length=64)
    clear_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "guesses"

    def __str__(self) -> str:
        return self.id


class KnownPlace(models.Model):
    """That somebody was let in by a name from an address, and when last; `id` is their digest."""

    id = models.CharField(primary_key=True, max_length=64)
    last_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.id


class Home(models.Model):
    """
    Where somebody who works here lives, as a fingerprint that nobody can read an address from.

    They gave it so that no case of a family at the same address reaches them. It is compared with
    what is noted of parties, and is shown to nobody, themselves included.
    """

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="home"
    )
    fingerprint = models.CharField(max_length=48, db_index=True)
    given_on = models.DateField()

    def __str__(self) -> str:
        return self.person_id
