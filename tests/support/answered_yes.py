"""A program that keeps nobody from anything: each of its questions of access is answered yes."""

import sys

import pytest

from reconvene.core.access.answer import Granted
from reconvene.core.access.reach import reach
from reconvene.worklist.admitting import Audience


def says_yes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every question of the program that keeps somebody from a case be answered with yes."""

    def yes(_viewer: object, _matter: object, asked: object, _purpose: object = None) -> Granted:
        return Granted(asked)  # type: ignore[arg-type]

    for module in [one for name, one in sys.modules.items() if name.startswith("reconvene.")]:
        if getattr(module, "reach", None) is reach:
            monkeypatch.setattr(module, "reach", yes)
    monkeypatch.setattr("reconvene.worklist.reaching.condition", lambda _who: ("true", ()))
    everything = property(lambda _self: "true")
    for name in ("condition", "condition_of_work"):
        monkeypatch.setattr(Audience, name, everything)
    for name in ("values", "values_of_work"):
        monkeypatch.setattr(Audience, name, property(lambda _self: ()))
