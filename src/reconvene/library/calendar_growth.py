"""
In: what each file of a calendar says became known, oldest first.
Out: the CalendarHistory they make, each version holding all that was known by then.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from reconvene.core.workdays import CalendarHistory, WorkingCalendar
from reconvene.library.calendar_revision import CalendarFileFaulty, CalendarRevision

_Closures = Mapping[date, str]
_NONE: _Closures = MappingProxyType({})
_SATURDAY_AND_SUNDAY = frozenset({5, 6})


def grown(name: str, revisions: list[CalendarRevision]) -> CalendarHistory:
    """
    Return the history of a calendar that stands alone.

    Args:
        name: Name of the calendar.
        revisions: Oldest first; never empty.

    Raises:
        CalendarFileFaulty: The files contradict each other; every problem of the first
            file that does, with its place.
        HistoryBroken: A later file is not known from a later day, or covers less.
    """
    _refuse_misplaced_alone(revisions)
    return CalendarHistory(name, tuple(_versions(name, revisions)))


def grown_upon(
    base: CalendarHistory, name: str, revisions: list[CalendarRevision]
) -> CalendarHistory:
    """
    Return the history of a calendar that adds its own closures to another's.

    It has a version for each day on which either changed. A day that both close keeps the
    reason of the calendar extended, and stays closed if only one of them opens it again.

    Args:
        base: History of the calendar extended.
        name: Name of the calendar that extends it.
        revisions: Its own files, oldest first; never empty.

    Raises:
        CalendarFileFaulty: As for `grown`.
        HistoryBroken: A later file is not known from a later day.
    """
    _refuse_misplaced_extending(revisions)
    own = CalendarHistory(name, tuple(_own_versions(name, revisions, base)))
    first_known_from = own.versions[0].known_from
    turning_days = {version.known_from for version in (*base.versions, *own.versions)}
    return CalendarHistory(
        name,
        tuple(
            _joined(own.as_known_on(day), base.as_known_on(day), day)
            if day >= first_known_from
            else _borrowed(name, base.as_known_on(day))
            for day in sorted(turning_days)
        ),
    )


def _versions(name: str, revisions: list[CalendarRevision]) -> Iterator[WorkingCalendar]:
    first = revisions[0]
    first_day, last_day = first.first_day or date.min, first.last_day or date.max
    weekend = _SATURDAY_AND_SUNDAY if first.weekend is None else first.weekend
    closures = _NONE
    for revision in revisions:
        last_day = revision.last_day or last_day
        closures = _changed(closures, revision, first_day, last_day)
        yield WorkingCalendar(
            name=name,
            version=revision.version,
            known_from=revision.known_from,
            first_day=first_day,
            last_day=last_day,
            closures=closures,
            weekend=weekend,
        )


def _own_versions(
    name: str, revisions: list[CalendarRevision], base: CalendarHistory
) -> Iterator[WorkingCalendar]:
    """Yield only what a calendar closes itself, over the cover of the one it extends."""
    closures = _NONE
    for revision in revisions:
        known = base.as_known_on(revision.known_from)
        closures = _changed(closures, revision, known.first_day, known.last_day)
        yield WorkingCalendar(
            name=name,
            version=revision.version,
            known_from=revision.known_from,
            first_day=known.first_day,
            last_day=known.last_day,
            closures=closures,
        )


def _joined(own: WorkingCalendar, base: WorkingCalendar, known_from: date) -> WorkingCalendar:
    return WorkingCalendar(
        name=own.name,
        version=f"{own.version}+{base.name}-{base.version}",
        known_from=known_from,
        first_day=base.first_day,
        last_day=base.last_day,
        closures={**own.closures, **base.closures},
        weekend=base.weekend,
    )


def _borrowed(name: str, base: WorkingCalendar) -> WorkingCalendar:
    """Return a version from before the calendar had any closure of its own."""
    return WorkingCalendar(
        name=name,
        version=f"{base.name}-{base.version}",
        known_from=base.known_from,
        first_day=base.first_day,
        last_day=base.last_day,
        closures=base.closures,
        weekend=base.weekend,
    )


def _changed(
    closures: _Closures, revision: CalendarRevision, first_day: date, last_day: date
) -> _Closures:
    """Return the closures after a file has opened some days and closed others."""
    problems = [
        f"{change.where}: {day} was not closed, so it cannot be opened"
        for day, change in revision.opens.items()
        if day not in closures
    ]
    for day, change in revision.closes.items():
        if day in closures:
            problems.append(f"{change.where}: {day} is closed already")
        elif not first_day <= day <= last_day:
            covered = f"{first_day} to {last_day}"
            problems.append(f"{change.where}: {day} is outside the days covered, {covered}")
    _refuse(problems)
    kept = {day: reason for day, reason in closures.items() if day not in revision.opens}
    return kept | {day: change.reason for day, change in revision.closes.items()}


def _refuse_misplaced_alone(revisions: list[CalendarRevision]) -> None:
    first, *later = revisions
    problems = []
    if first.first_day is None or first.last_day is None:
        problems.append(f"{first.where}:1:1: say what it 'covers', 'from' and 'to'")
    problems += [
        f"{revision.where}:1:1: only the first file says 'extends', 'weekend' and 'covers: from'"
        for revision in later
        if revision.extends or revision.weekend or revision.first_day
    ]
    _refuse(problems)


def _refuse_misplaced_extending(revisions: list[CalendarRevision]) -> None:
    base = revisions[0].extends
    problems = [
        f"{revision.where}:1:1: leave 'covers' and 'weekend' to '{base}', which it extends"
        for revision in revisions
        if revision.first_day or revision.last_day or revision.weekend
    ]
    problems += [
        f"{revision.where}:1:1: only the first file says 'extends'"
        for revision in revisions[1:]
        if revision.extends
    ]
    _refuse(problems)


def _refuse(problems: list[str]) -> None:
    if problems:
        raise CalendarFileFaulty(problems=tuple(problems))
