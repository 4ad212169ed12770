"""What people sign in with, and where they are signed in."""

from typing import ClassVar

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from reconvene.people.ids import new_id
from reconvene.people.models import Authority, Person


class Factor(models.Model):
    """
    Something a person holds besides a password: an app that shows codes, or a passkey.

    `secret` is sealed and belongs to an app. `credential` is what a passkey showed of itself when
    it was added; with it one can recognise the passkey and do nothing else. `alone_until_at` is
    until when an app lets somebody in; where it is empty, `passkeys_first` says what it is worth.
    """

    class Kind(models.TextChoices):
        """Stored: a value is never renamed or used again."""

        APP = "app", "Authenticator app"
        PASSKEY = "passkey", "Passkey or security key"

    id = models.CharField(primary_key=True, max_length=40, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="factors")
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=60)
    secret = models.BinaryField(default=bytes)
    credential = models.BinaryField(default=bytes)
    sign_count = models.BigIntegerField(default=0)
    added_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    alone_until_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(kind="app"), name="one_app_each"
            ),
        ]

    def __str__(self) -> str:
        return self.id


class RecoveryCode(models.Model):
    """One code on the sheet a person keeps for bad days. `id` is a digest; used, the row is gone."""

    id = models.CharField(primary_key=True, max_length=64)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return self.id


class Spent(models.Model):
    """That something which holds once was used. After `until_at` it would not hold anyway."""

    id = models.CharField(primary_key=True, max_length=64)
    until_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "spent"

    def __str__(self) -> str:
        return self.id


class Invitation(models.Model):
    """A link by which somebody chooses a password and adds a factor, once. `id` is its digest."""

    id = models.CharField(primary_key=True, max_length=64)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    until_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.id


class SignOnLink(models.Model):
    """Whom an authority's own sign-on means by a subject: set by an administrator, never guessed."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=255)
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="sign_on_link")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["authority", "subject"], name="a_subject_is_one_person"
            ),
        ]

    def __str__(self) -> str:
        return self.person_id


class OpenSession(AbstractBaseSession):
    """
    A browser that somebody is using. `session_key` is a digest: nobody gets in with a copy of this.

    `person` is empty until both factors are proven. From `expire_date` on, nobody finds the row.
    """

    session_key = models.CharField(primary_key=True, max_length=64)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    browser = models.CharField(max_length=60)
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta(AbstractBaseSession.Meta):
        abstract = False

    def __str__(self) -> str:
        return self.session_key
