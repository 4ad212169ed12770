"""Addresses that pages about a case lead to, by the names of their routes."""

from django.urls import reverse

NOTHING = "-"
"""What stands in an address for an act that is about nothing in particular."""


def case_link(reference: str) -> str:
    return reverse("case", kwargs={"reference": reference})


def entry_link(reference: str, number: int) -> str:
    return reverse("entry", kwargs={"reference": reference, "entry": number})


def letter_link(reference: str, number: int) -> str:
    return reverse("letter", kwargs={"reference": reference, "entry": number})


def act_link(reference: str, kind: str, about: str | None) -> str:
    parts = {"reference": reference, "kind": kind, "about": about or NOTHING}
    return reverse("act", kwargs=parts)


def panel_link(reference: str, panel: str) -> str:
    return reverse("sitting", kwargs={"reference": reference, "panel": panel})
