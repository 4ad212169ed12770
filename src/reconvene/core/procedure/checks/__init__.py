"""What a definition means, held to what can be: every check, in the order they are run.

In: an outline of a definition. Out: problems with their paths.
"""

from collections.abc import Callable, Iterator

from reconvene.core.procedure.checks import (
    law,
    letters,
    names,
    panels,
    people,
    roads,
    sources,
    timing,
)
from reconvene.core.procedure.checks.outline import Outline
from reconvene.core.procedure.problem import Problem

Check = Callable[[Outline], Iterator[Problem]]

# Checks that look at what is there; they hold for the sound part of an unsound file too.
OF_WHAT_IS_THERE: tuple[Check, ...] = (
    names.unknown_names,
    names.unusual_words,
    roads.forms_that_do_not_fit,
    timing.limits_that_do_not_fit,
    timing.duties_not_as_agreed,
    timing.duties_without_owner,
    timing.circulations_that_do_not_fit,
    letters.letters_by_nobody,
    law.decisions_beyond_power,
    law.letters_that_leave_families_unsure,
    law.roads_that_end_in_silence,
    panels.panels_without_people,
    panels.decisions_that_contradict,
    panels.decisions_and_results,
    sources.unknown_clauses,
    sources.misnamed_readings,
    people.complainants_unjudged,
    people.grounds_missing,
    people.attendance_of_nobody,
    people.roles_that_see_amiss,
    people.excuses_missing,
    people.dates_in_order,
)

# Checks that miss something; they would mislead while part of the file is unreadable, or while
# names lead nowhere.
OF_WHAT_IS_MISSING: tuple[Check, ...] = (
    roads.unreachable_stages,
    roads.stages_without_exit,
    roads.rights_to_nowhere,
    roads.gates_to_nowhere,
    roads.routes_to_nowhere,
    roads.routes_that_do_not_begin,
    roads.answers_by_nobody,
    timing.duties_that_cannot_be,
    timing.rights_that_cannot_be,
    timing.dead_references,
    letters.letters_and_rights,
    letters.letters_that_cannot_be_written,
    panels.quorums_that_cannot_be,
    panels.seats_that_nobody_fits,
    panels.panels_without_stage,
    sources.uncited_clauses,
    people.unused_rules,
    people.conference_without_chair,
    people.cases_nobody_sees,
)


def meaning(outline: Outline, *, is_whole: bool) -> tuple[Problem, ...]:
    """Return every problem of meaning; `is_whole` says that nothing of the file is unreadable."""
    found = [problem for check in OF_WHAT_IS_THERE for problem in check(outline)]
    if is_whole and not any(problem.code == "unknown-name" for problem in found):
        found += [problem for check in OF_WHAT_IS_MISSING for problem in check(outline)]
    return tuple(found)
