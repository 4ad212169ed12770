"""Whether what was just copied could be restored, seen while there is time to mend it."""

from django.db.backends.base.base import BaseDatabaseWrapper

from reconvene.sealing.provider import KeysRefused
from reconvene.witness.whole import problems


class KeysAway(RuntimeError):
    """Nobody can tell whether a record opens, since its keys are not at hand."""

    def __init__(self) -> None:
        super().__init__(
            "Whether the record in it opens was not looked at: the keys are not at hand. Run "
            "`manage.py verify` once they are."
        )


def problems_here(connection: BaseDatabaseWrapper) -> tuple[str, ...]:
    """
    Return everything in a database that keeps a back-up of it from being restored, in words.

    Raises:
        KeysAway: It cannot be read now. A back-up needs no keys, and is as good as it was.
    """
    try:
        with connection.cursor() as cursor:
            return problems(cursor)
    except KeysRefused as refused:
        raise KeysAway from refused
