"""Who is on a circulation: worked out from what was in fact sent, never typed anew.

In: a case and the groups a rule names. Out: ids of people, each once, in a steady order.
"""

from reconvene.core.casefile.case import COMPLAINANT_ROLE, RECONVENED_CHAIR_ROLE, Case


def recipients(case: Case, groups: tuple[str, ...]) -> tuple[str, ...]:
    """
    Return the ids of everybody on a circulation; the complainant's is "complainant".

    Source: SP 5.9.g, 5.11 (all who were in fact sent the conference's minutes).
    """
    found: dict[str, None] = {}
    for group in groups:
        for person in _of(case, group):
            found[person] = None
    return tuple(found)


def _of(case: Case, group: str) -> tuple[str, ...]:
    if group == "conference-minutes":
        return tuple(person.id for person in case.conference.minutes_sent_to)
    if group == "conference-attendees":
        return tuple(person.id for person in case.conference.attended)
    if group == "reconvened-chair":
        chair = case.roles.get(RECONVENED_CHAIR_ROLE)
        return (chair.id,) if chair else ()
    if group == "supporters":
        return tuple(case.supporters)
    if group == "complainant":
        return (COMPLAINANT_ROLE,)
    bound = case.roles.get(group)
    return (bound.id if bound else group,)
