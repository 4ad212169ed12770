"""Whether a case is there for somebody, told from its reference before anything of it is opened.

In: who asks, what for, a reference. Out: the id of the case, or nothing. It says the same as
`core.access` of rows that were made from it, and is asked first: so a case that is closed to
somebody takes the same steps as one that is not there. See docs/explanation/who-may.md.
"""

from django.db.backends.utils import CursorWrapper

from reconvene.scope.within import Purpose, Scope
from reconvene.worklist.models import Shelf
from reconvene.worklist.rows import ANSWERING

_CALLED = """
    SELECT head.id{also} FROM ledger_case head WHERE head.authority = %s AND head.reference = %s
    AND NOT EXISTS (SELECT 1 FROM ledger_sealed_off off WHERE off.case_id = head.id)
"""
_WITH_ID = """
    SELECT head.reference FROM ledger_case head WHERE head.authority = %s AND head.id = %s
    AND NOT EXISTS (SELECT 1 FROM ledger_sealed_off off WHERE off.case_id = head.id)
"""
_SAYS = """EXISTS (
    SELECT 1 FROM worklist_row said WHERE said.case_id = head.id
    AND said.shelf = '{shelf}' AND said.key IN ({keys}) AND said.owner IN ({owners})
)"""
_BOTH = f"'', '{ANSWERING}'"
_SHUT = _SAYS.format(shelf=Shelf.SHUT.value, keys=_BOTH, owners="%s")
_ANSWERS = _SAYS.format(shelf=Shelf.SHUT.value, keys=f"'{ANSWERING}'", owners="%s")
_SHUT_OR_NOT = _CALLED.format(also=f", {_SHUT}")


def case_there(cursor: CursorWrapper, who: Scope, reference: str) -> str:
    """Return the id of the case that goes by a reference; empty where none is there for somebody."""
    is_there, values = condition(who)
    statement = f"{_CALLED.format(also='')} AND {is_there}"
    cursor.execute(statement, (who.authority, reference, *values))
    found = cursor.fetchone()
    return found[0] if found else ""


def reference_there(cursor: CursorWrapper, who: Scope, case_id: str) -> str:
    """Return what the case of an id goes by; empty where none is there for somebody."""
    is_there, values = condition(who)
    statement = f"{_WITH_ID} AND {is_there}"
    cursor.execute(statement, (who.authority, case_id, *values))
    found = cursor.fetchone()
    return found[0] if found else ""


def condition(who: Scope) -> tuple[str, tuple[str | bool, ...]]:
    """Return what holds of the head of a case that is there for somebody, and its values."""
    owners = (who.person, *sorted(who.roles))
    opened = _SAYS.format(shelf=Shelf.OPEN.value, keys="''", owners=", ".join(["%s"] * len(owners)))
    if who.purpose is Purpose.EMERGENCY:
        return f"(%s OR {opened}) AND NOT {_SHUT}", (bool(who.roles), *owners, who.person)
    return f"({opened} AND NOT {_SHUT} OR {_ANSWERS})", (*owners, who.person, who.person)


def case_shut(cursor: CursorWrapper, house: Scope, person: str, reference: str) -> tuple[str, bool]:
    """
    Return the id of the case that goes by a reference, and whether a wall shuts it to somebody;
    nothing where there is none. For the house, which tells nobody but the log.
    """
    cursor.execute(_SHUT_OR_NOT, (person, house.authority, reference))
    found = cursor.fetchone()
    return (found[0], bool(found[1])) if found else ("", False)
