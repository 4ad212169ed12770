"""Figures that outlive the cases they were counted of, and how they are shown."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import F

from reconvene.erasure.due import Figure
from reconvene.erasure.models import KeptFigure

FEWEST_SHOWN = 5
"""Fewer cases than this that are alike are not told, since somebody could recognise them."""

_ALIKE = ("authority", "quarter", "stage", "outcome", "days")


class Shown(NamedTuple):
    """How many cases closed in a quarter, at a stage, with an outcome; None where too few did."""

    quarter: str
    stage: str
    outcome: str
    cases: int | None


def keep(figure: Figure) -> None:
    """Count a case that is about to be erased, inside its transaction."""
    alike = {name: getattr(figure, name) for name in _ALIKE}
    kept, _ = KeptFigure.objects.get_or_create(**alike, defaults={"cases": 0})
    KeptFigure.objects.filter(pk=kept.pk).update(cases=F("cases") + 1)


def kept(authority: str) -> Counter[Figure]:
    """Return how many erased cases of an authority were alike."""
    found = KeptFigure.objects.filter(authority=authority).values_list(*_ALIKE, "cases")
    return Counter({Figure(*alike): cases for *alike, cases in found})


def shown(counted: Iterable[tuple[Figure, int]]) -> list[Shown]:
    """Return figures as people may see them, by quarter, stage and outcome."""
    sums: Counter[tuple[str, str, str]] = Counter()
    for figure, cases in counted:
        sums[figure.quarter, figure.stage, figure.outcome] += cases
    return [
        Shown(*alike, cases if cases >= FEWEST_SHOWN else None)
        for alike, cases in sorted(sums.items())
    ]
