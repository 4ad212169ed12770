"""What families and staff said that is on the record, and where: a process of its own.

    python -m tests.support.kept_words

Prints as JSON every place of each complainant's name and each note, and what is wrong with the
record or with the lists made from it.
"""

import json
from collections import defaultdict

import django

django.setup()

from django.db import connection  # noqa: E402  needs the set-up above
from django.utils import timezone  # noqa: E402

from reconvene.core.record.event import Event  # noqa: E402
from reconvene.core.workdays import london_day  # noqa: E402
from reconvene.desk.look import load  # noqa: E402
from reconvene.ledger.verifying import verify  # noqa: E402
from reconvene.people.models import Person  # noqa: E402
from reconvene.worklist.rebuilding import out_of_date  # noqa: E402


def main() -> None:
    """Read every case, and print what is said in it."""
    today = london_day(timezone.now())  # noqa: TID251  the server asked its clock as well
    ben = Person.objects.get(username__startswith="ben.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM ledger_case")
        cases = [case_id for (case_id,) in cursor.fetchall()]
        wrong = [str(one) for one in verify(cursor)]
    kept: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for case_id in cases:
        look = load(ben, case_id, today)
        for event in look.events:
            kept[_said(event)].append((look.reference, event.number))
    wrong += [f"rows of {case_id} are out of date" for case_id in out_of_date(today)]
    print(json.dumps({"kept": kept, "wrong": wrong}))  # noqa: T201  it is asked for


def _said(event: Event) -> str:
    """Return what tells one entry from another: who complains, or what was noted."""
    complainant = getattr(event.data, "complainant", None)
    return complainant.name if complainant else str(getattr(event.data, "note", ""))


if __name__ == "__main__":
    main()
