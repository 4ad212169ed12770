"""Why a copy may not serve, said so that whoever reads it at night can put it right."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason: its code, and what was found with what to do, in words."""

    code: str
    says: str


class NotStarted(RuntimeError):
    """This copy must not serve as it is."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        self.refusals = tuple(refusals)
        reasons = "\n".join(f"  {refusal.says}" for refusal in refusals)
        super().__init__(f"This copy of Reconvene was not started:\n{reasons}")
