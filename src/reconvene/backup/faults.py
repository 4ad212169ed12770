"""What can go wrong with a back-up, said for somebody who reads it at night."""

from collections.abc import Sequence

from reconvene.sealing.for_somebody import IdentityUnusable, RecipientUnusable

__all__ = [
    "BackupRefused",
    "CopyFailed",
    "DatabaseNotEmpty",
    "IdentityUnusable",
    "KeysGone",
    "NewerThanHere",
    "NotToBeUsed",
    "OlderThanWitnessed",
    "OtherThanWitnessed",
    "RecipientUnusable",
]


class CopyFailed(RuntimeError):
    """A database could not be copied, or a copy could not be put back."""

    def __init__(self, *, found: str) -> None:
        self.found = found
        super().__init__(
            f"The database was not copied: {found}. Nothing that was there was changed. See that "
            "the database can be reached and that there is room on the disk, then start again."
        )


class BackupRefused(RuntimeError):
    """A back-up must not take a database's place. `code` says why in the log."""

    def __init__(self, code: str, *, found: str, remedy: str) -> None:
        self.code = code
        super().__init__(f"Nothing was restored: {found}. {remedy}.")


class NotToBeUsed(BackupRefused):
    """What was put in is not what it should be; it is left there, and no server starts with it."""

    def __init__(self, code: str, *, found: str, remedy: str) -> None:
        super().__init__(code, found=found, remedy=remedy)
        self.args = (
            f"What was put in must not be used, and no server starts with it: {found}. {remedy}.",
        )


class DatabaseNotEmpty(BackupRefused):
    """There are tables where a back-up was to go."""

    def __init__(self) -> None:
        super().__init__(
            "not-empty",
            found="the database that RECONVENE_DATABASE_URL names has tables already",
            remedy="Name one that is new and empty, and keep the old one until all is well",
        )


class KeysGone(BackupRefused):
    """The keys that a back-up needs were destroyed when keys were changed."""

    def __init__(self, *, made_at: str, ended: str, instead: Sequence[str]) -> None:
        which = "; ".join(instead) or "none that is listed here"
        super().__init__(
            "keys-gone",
            found=f"it is of {made_at}, and the keys it needs were destroyed on {ended}, as they "
            "are with every change of keys. It opens no more",
            remedy=f"Take one that was made since. Those that open, the newest first: {which}. "
            "They open until the next `manage.py rotate_keys`",
        )


class NewerThanHere(BackupRefused):
    """A back-up was made by a program that knows more than this one."""

    def __init__(self, *, first: str, made_by: str, here: str) -> None:
        super().__init__(
            "newer-program",
            found=f"the program that made it (release {made_by}) is newer than this one (release "
            f"{here}), which knows nothing of its migration {first}",
            remedy="Install the program that made it, or a newer one, and restore with that",
        )


class OlderThanWitnessed(BackupRefused):
    """A witness has seen more than the back-up holds."""

    def __init__(self, *, behind: Sequence[str], mark: str) -> None:
        super().__init__(
            "older-than-witnessed",
            found=f"the back-up is older than what was witnessed: {len(behind)} cases are "
            f"behind, the first is {behind[0]}",
            remedy="Take a newer back-up. Where there is none, two people decide to go on without "
            f"what is missing: add --recovery {mark} --reason 'why, and who decided it'",
        )


class OtherThanWitnessed(BackupRefused):
    """A witness has seen other things than the back-up holds."""

    def __init__(self, *, found: str) -> None:
        super().__init__(
            "other-than-witnessed",
            found=f"the back-up is not what was witnessed, and not an older copy of it: {found}",
            remedy="Take another back-up, and tell whoever answers for security. No recovery can "
            "be declared for what was changed",
        )
