"""What the worklist says about a case: a row for it, for each open duty, for each running right,
and for each word it can be found by.

In: the state of a case, its duties and rights. Out: rows that hold on whatever day they are read.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

import msgspec

from reconvene.core.access.parts import Openings
from reconvene.core.access.window import last_day
from reconvene.core.casefile.case import Case
from reconvene.core.conduct.bundling import newest_for
from reconvene.core.duties.held import Right
from reconvene.core.duties.owed import Duty, met_by_letter
from reconvene.worklist.models import Shelf
from reconvene.worklist.names import words_kept

NO_DAY = date(9999, 12, 31)
UNOPENED = "\N{REPLACEMENT CHARACTER}"
"""What stands for the family in a row whose case does not open; nobody is called that."""
LETTER = "letter-"
"""What the key of a row of a letter begins with, before the number of its entry."""
BUNDLE = "bundle-"
"""What the key of a row of papers to read begins with, before the number of their entry."""
ANSWERING = "answering"
"""The key of a row that shuts a case to somebody but for the points put to them."""


class Row(msgspec.Struct, frozen=True):
    """One row, its fields named as the columns of the table."""

    case_id: str
    authority: str
    reference: str
    family: str
    procedure: str
    shelf: str
    key: str = ""
    owner: str = ""
    status: str = ""
    stage: str = ""
    role: str = ""
    rule: str = ""
    label: str = ""
    points: str = ""
    concerns: str = ""
    needs: str = ""
    sort_on: date = NO_DAY
    last_on: date | None = None
    act_on: date | None = None
    target_on: date | None = None

    @property
    def opens(self) -> bool:
        """Tell whether the name of the family could be opened, or is not sealed."""
        return self.family != UNOPENED


class Which(msgspec.Struct, frozen=True):
    """Which case it is."""

    authority: str
    case_id: str
    reference: str


def rows(
    which: Which, case: Case, owed: Sequence[Duty], rights: Sequence[Right], reached: Openings
) -> tuple[Row, ...]:
    """
    Return the rows of a case but for those of its names: the case first, then duties, rights, and
    whom it is open to; never empty.

    Args:
        which: Its names.
        case: Its state.
        owed: Its open duties.
        rights: Every right that ever arose in it.
        reached: Whom it is open to, and whom it is shut to.
    """
    own = _case_row(which, case)
    duties = [row for duty in owed for row in _duty_rows(own, case, duty)]
    return (
        own,
        *duties,
        *_letter_rows(own, case, owed),
        *_right_rows(own, rights),
        *_bundle_rows(own, case, reached),
        *_home_rows(own, case),
        *_reach_rows(own, reached),
    )


def rows_of_walls(which: Which, shut: Sequence[str]) -> tuple[Row, ...]:
    """Return the rows of a case of which no more is known than whom it is shut to; may be empty."""
    return tuple(_reach_row(which, Shelf.SHUT, "", owner) for owner in shut)


def _case_row(which: Which, case: Case) -> Row:
    name = case.received.complainant.name if case.received else ""
    return Row(
        case_id=which.case_id,
        authority=which.authority,
        reference=which.reference,
        family=name,
        procedure=case.definition.reference,
        shelf=(Shelf.CLOSED if case.closed_on else Shelf.CASE).value,
        status="closed" if case.closed_on else "suspended" if case.is_suspended else "open",
        stage=_stages(case, tuple(case.points)),
        points=" ".join(case.points),
        sort_on=case.received_on or NO_DAY,
    )


def _duty_rows(own: Row, case: Case, duty: Duty) -> Iterator[Row]:
    for role, owner in _owners(case, duty):
        yield msgspec.structs.replace(
            own,
            shelf=(Shelf.DATED if duty.last_on else Shelf.UNDATED).value,
            key=duty.key,
            owner=owner,
            status="",
            stage=duty.rule.stage or _stages(case, duty.points),
            role=role,
            rule=duty.rule.id,
            label=duty.rule.label,
            points=" ".join(duty.points),
            concerns=duty.person or duty.agency or duty.child,
            needs=duty.needs,
            sort_on=duty.last_on or duty.target_on or NO_DAY,
            last_on=duty.last_on,
            act_on=duty.act_on,
            target_on=duty.target_on,
        )


def _owners(case: Case, duty: Duty) -> Iterator[tuple[str, str]]:
    """Yield each role that may do a duty, with whoever is bound to it here, or itself."""
    return held_by(case, duty.owners)


def held_by(case: Case, roles: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield roles with whoever is bound to each in a case, or itself; nobody twice."""
    seen = set()
    for role in roles:
        owner = case.roles[role].id if role in case.roles else role
        if owner not in seen:
            seen.add(owner)
            yield role, owner


def _letter_rows(own: Row, case: Case, owed: Sequence[Duty]) -> Iterator[Row]:
    """
    Yield a row for each letter still to go and each role that is shown how the family is reached.

    Its last day is the first of what it meets, if that has one; it is sorted by the day it bears.
    """
    for letter in case.waiting_letters():
        rule = case.definition.letter(letter.letter)
        met = [duty.last_on for duty in met_by_letter(owed, letter.letter) if duty.last_on]
        for role, owner in _who_reaches_them(case):
            yield msgspec.structs.replace(
                own,
                shelf=Shelf.LETTER.value,
                key=f"{LETTER}{letter.sent}",
                owner=owner,
                status="",
                stage=rule.stage or "",
                role=role,
                label=rule.label,
                points="",
                sort_on=letter.dated_on,
                last_on=min(met, default=None),
            )


def _who_reaches_them(case: Case) -> Iterator[tuple[str, str]]:
    return held_by(
        case, (role.id for role in case.definition.roles if "contact" in role.sees.parts)
    )


def _bundle_rows(own: Row, case: Case, reached: Openings) -> Iterator[Row]:
    """
    Yield a row for each who sits on a panel and the newest papers that were made for it.

    They lie at the last day on which they may be read, and `act_on` is when they were made.
    """
    for panel, person in sorted(reached.reading):
        made = newest_for(case, panel)
        if made is None:
            continue
        yield msgspec.structs.replace(
            own,
            shelf=Shelf.BUNDLE.value,
            key=f"{BUNDLE}{made.number}",
            owner=person,
            status="",
            rule=panel,
            label=case.definition.panel(panel).label,
            points="",
            sort_on=last_day(case, panel) or NO_DAY,
            last_on=last_day(case, panel),
            act_on=made.on,
        )


def _right_rows(own: Row, rights: Sequence[Right]) -> Iterator[Row]:
    """
    Yield a row for each right that can still be used, for all points it arose for together.

    Closing a case ends no right: there they lie on a shelf of their own.
    """
    shelf = Shelf.AFTER if own.shelf == Shelf.CLOSED.value else Shelf.RIGHT
    running = [right for right in rights if right.is_open or right.status == "lapsed"]
    for (rule, _, last_on, needs), group in groupby(running, key=_alike):
        alike = list(group)
        yield msgspec.structs.replace(
            own,
            shelf=shelf.value,
            key=alike[0].key,
            status="",
            stage=alike[0].rule.opens or "",
            rule=rule,
            label=alike[0].rule.label,
            points=" ".join(right.point for right in alike),
            needs=needs,
            sort_on=last_on or NO_DAY,
            last_on=last_on,
        )


def _alike(right: Right) -> tuple[str, int, date | None, str]:
    return right.rule.id, right.arose.number, right.last_on, right.needs


def names(case: Case) -> tuple[str, ...]:
    """Return the names a case is found by: of whoever complains, and of the children."""
    if case.received is None:
        return ()
    children = case.received.conference.children
    return (case.received.complainant.name, *(child.name for child in children))


def name_rows(which: Which, case: Case) -> tuple[Row, ...]:
    """Return a row for each word of the names of a case."""
    return tuple(
        Row(
            case_id=which.case_id,
            authority=which.authority,
            reference="",
            family="",
            procedure="",
            shelf=Shelf.NAME.value,
            owner=word,
            sort_on=case.received_on or NO_DAY,
        )
        for word in words_kept(names(case))
    )


def is_found_alike(before: Case, after: Case) -> bool:
    """Tell whether a case has the same rows of names before and after something happened in it."""
    return (names(before), before.received_on) == (names(after), after.received_on)


def _home_rows(own: Row, case: Case) -> Iterator[Row]:
    """Yield a row for each address at which a party lives."""
    for home in sorted(set(case.homes.values())):
        yield _reach_row(own, Shelf.HOME, "", home, own.sort_on)


def _reach_rows(own: Row, reached: Openings) -> Iterator[Row]:
    """Yield a row for each role and person a case is open to, and each person it is shut to."""
    for owner in sorted(reached.roles | reached.people):
        yield _reach_row(own, Shelf.OPEN, "", owner, own.sort_on)
    for owner in sorted(reached.answering):
        yield _reach_row(own, Shelf.SHUT, ANSWERING, owner, own.sort_on)
    for owner in sorted(reached.shut):
        yield _reach_row(own, Shelf.SHUT, "", owner, own.sort_on)


def _reach_row(own: Row | Which, shelf: Shelf, key: str, owner: str, sort_on: date = NO_DAY) -> Row:
    return Row(
        case_id=own.case_id,
        authority=own.authority,
        reference="",
        family="",
        procedure="",
        shelf=shelf.value,
        key=key,
        owner=owner,
        sort_on=sort_on,
    )


def _stages(case: Case, points: tuple[str, ...]) -> str:
    """The stages at which points stand, furthest first; empty where they stand at none."""
    found = {case.points[name].stage for name in points if name in case.points}
    order = [stage.id for stage in case.definition.stages if stage.id in found]
    return " ".join(reversed(order))
