"""Which version of a procedure a case runs under."""

from datetime import date

from reconvene.core.procedure.definition import Definition
from reconvene.library.procedure_files import load_procedures


class ProcedureNotInForce(LookupError):
    """No published version of a procedure holds on a day."""

    def __init__(self, *, procedure: str, day: date) -> None:
        self.procedure = procedure
        self.day = day
        super().__init__(
            f"The complaint could not be taken: no published version of '{procedure}' is in force "
            f"on {day}. Publish one that is, or correct the day of receipt."
        )


def in_force(procedure_id: str, day: date) -> Definition:
    """
    Return the version of a procedure under which a complaint received on a day begins.

    Raises:
        ProcedureNotInForce: There is none.
    """
    holding = [
        definition
        for definition in _published(procedure_id)
        if definition.effective_from <= day
        and (definition.effective_to is None or day <= definition.effective_to)
    ]
    if not holding:
        raise ProcedureNotInForce(procedure=procedure_id, day=day)
    return max(holding, key=lambda definition: definition.version)


def begins_on(procedure_id: str) -> date:
    """Return the first day on which any version of a procedure that is published holds."""
    return min(definition.effective_from for definition in _published(procedure_id))


def _published(procedure_id: str) -> list[Definition]:
    return [
        definition
        for definition in load_procedures().values()
        if definition.id == procedure_id and definition.status == "published"
    ]
