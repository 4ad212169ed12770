"""Whether somebody has to judge that this complainant may use the procedure at all.

In: a case. Out: yes or no. Who judges, and with what outcome, is recorded and never worked out.
"""

from datetime import date

from reconvene.core.casefile.case import Case


def must_be_judged(case: Case) -> bool:
    """
    Tell whether the complainant's standing has to be judged by a person.

    A child at or past the age from which the procedure presumes understanding needs no judgement.
    Source: SP 0.1, OX 1.1.
    """
    received = case.received
    if received is None:
        return False
    rule = case.definition.complainant(received.complainant.capacity)
    if rule.needs == "nothing":
        return False
    born_on, from_age = received.complainant.born_on, rule.presumed_from_age
    if born_on is None or from_age is None or case.received_on is None:
        return True
    return age_on(case.received_on, born_on) < from_age


def age_on(day: date, born_on: date) -> int:
    """Return how many years old somebody is on a day."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
