"""Everything a database holds, to be compared: did a request change anything?"""

from collections.abc import Mapping
from hashlib import sha256

from django.apps import apps

COMES_AND_GOES = frozenset({"opensession", "storedread", "guess", "knownplace"})
"""Sessions, looks, and what slows guessing: a request may leave those behind and change nothing."""


def state(*, without: frozenset[str] = COMES_AND_GOES) -> Mapping[str, str]:
    """Return a digest of every table, by the name of its model."""
    return {
        model._meta.model_name or "": _digest(list(model._default_manager.values_list()))
        for model in apps.get_models()
        if model._meta.model_name not in without
    }


def _digest(rows: list[tuple[object, ...]]) -> str:
    plain = sorted(repr([bytes(x) if isinstance(x, memoryview) else x for x in r]) for r in rows)
    return sha256("\n".join(plain).encode()).hexdigest()
