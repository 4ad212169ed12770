"""
In: procedure definitions, one YAML file per authority, procedure and version.
Out: frozen definitions, or every problem with the line it stands on.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from types import MappingProxyType

from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.happenings import nearest
from reconvene.core.procedure.problem import Problem, has_error, in_order
from reconvene.core.procedure.reading import read
from reconvene.library.yaml_text import read_yaml

_SHIPPED = files("reconvene.library") / "procedures"


class ProcedureFileFaulty(ValueError):
    """A definition cannot be used. `problems` holds everything wrong with it, in file order."""

    def __init__(self, *, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        found = "\n".join(problem.shown() for problem in problems)
        super().__init__(
            f"A procedure could not be read: found\n{found}\n"
            "Correct the file; docs/reference/procedure-language.md says what each key holds."
        )


class ProcedureUnknown(LookupError):
    """No procedure goes by this reference."""

    def __init__(self, *, reference: str, known: tuple[str, ...]) -> None:
        self.reference = reference
        self.known = known
        super().__init__(
            f"The procedure '{reference}' could not be found: there are only {', '.join(known)}. "
            "Use one of those, or add its file under library/procedures."
        )


class ProcedureVersionsOverlap(ValueError):
    """Two versions of one procedure hold on the same day, so a case could begin under either."""

    def __init__(self, *, earlier: Definition, later: Definition) -> None:
        self.earlier = earlier
        self.later = later
        until = earlier.effective_to or "with no end"
        super().__init__(
            f"The procedures could not be read: found {earlier.reference} and {later.reference} "
            f"in force together (until {until}, and from {later.effective_from}). "
            "Give the earlier one an effective_to before the later one begins."
        )


def read_definition(text: str, name: str) -> Definition | tuple[Problem, ...]:
    """
    Return the definition that a text holds, or else everything wrong with it, in file order.

    Args:
        text: A definition, in YAML 1.2.
        name: The file, as problems should name it.
    """
    definition, problems = _read(text, name)
    return definition if definition is not None else problems


def check_text(
    name: str, text: str, *, calendars: frozenset[str] | None = None
) -> tuple[Problem, ...]:
    """
    Return everything to say about a text that should hold a definition, advice too.

    Args:
        name: The file, as problems should name it.
        text: A definition, in YAML 1.2.
        calendars: The calendars there are; where None, whether its own is among them is not asked.
    """
    definition, problems = _read(text, name)
    if definition is None or calendars is None or definition.calendar in calendars:
        return problems
    asked, known = definition.calendar, ", ".join(sorted(calendars))
    near = nearest(asked, calendars) or f": there are only {known}"
    message = f"there is no calendar '{asked}'{near}"
    unknown = Problem(code="unknown-calendar", message=message, path=("calendar",))
    return in_order((*problems, read_yaml(name, text).placed(unknown)))


def _read(text: str, name: str) -> tuple[Definition | None, tuple[Problem, ...]]:
    page = read_yaml(name, text)
    if page.root is None:
        return None, in_order(tuple(page.problems))
    definition, found = read(page.plain, lost=page.lost)
    problems = in_order((*page.problems, *(page.placed(problem) for problem in found)))
    return (None if has_error(problems) else definition), problems


@cache
def load_procedures() -> Mapping[str, Definition]:
    """
    Return every shipped procedure by its reference ("ox-cpc/1"), in a steady order; read once.

    Raises:
        ProcedureFileFaulty: A shipped file is wrong.
        ProcedureVersionsOverlap: Two versions hold on the same day.
    """
    return read_procedures(_SHIPPED)


def procedure(reference: str) -> Definition:
    """
    Return a shipped procedure.

    Raises:
        ProcedureUnknown: None goes by this reference.
    """
    known = load_procedures()
    if reference not in known:
        raise ProcedureUnknown(reference=reference, known=tuple(known))
    return known[reference]


def read_procedures(folder: Traversable) -> Mapping[str, Definition]:
    """
    Return every procedure kept in a folder as authority/procedure/v1.yaml, by its reference.

    Args:
        folder: The shipped one, or an authority's own (a Path will do).

    Raises:
        ProcedureFileFaulty: A file is wrong; every problem with its line.
        ProcedureVersionsOverlap: Two versions hold on the same day.
    """
    found: dict[str, Definition] = {}
    for name, text in sorted(_texts(folder).items()):
        definition = read_definition(text, name)
        if not isinstance(definition, Definition):
            raise ProcedureFileFaulty(problems=definition)
        found[definition.reference] = definition
    _refuse_overlaps(found.values())
    return MappingProxyType(found)


def shipped_files() -> dict[str, str]:
    """Return the text of every shipped definition, by "authority/procedure/v1.yaml"."""
    return _texts(_SHIPPED)


def fingerprint(text: str) -> str:
    """Return the SHA-256 of a file's text, by which a published version is held to its words."""
    return sha256(text.encode()).hexdigest()


def read_pins() -> dict[str, str]:
    """Return the fingerprint of every published version by its reference."""
    page = read_yaml("published.yaml", (_SHIPPED / "published.yaml").read_text(encoding="utf-8"))
    return {str(reference): str(pin) for reference, pin in page.plain.items()}


def _texts(folder: Traversable, above: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in folder.iterdir():
        if entry.is_dir():
            found |= _texts(entry, f"{above}{entry.name}/")
        elif above and entry.name.endswith(".yaml"):
            found[above + entry.name] = entry.read_text(encoding="utf-8")
    return found


def _refuse_overlaps(definitions: Iterable[Definition]) -> None:
    in_turn = sorted(definitions, key=lambda one: (one.id, one.effective_from, one.version))
    for earlier, later in pairwise(in_turn):
        ends_on = earlier.effective_to
        is_same = earlier.id == later.id and "withdrawn" not in (earlier.status, later.status)
        if is_same and (ends_on is None or ends_on >= later.effective_from):
            raise ProcedureVersionsOverlap(earlier=earlier, later=later)
