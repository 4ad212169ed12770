"""What an authority is and what its letters repeat, put on record as a file says.

In: what a file says, and whether a change of what lasts is meant. Out: the authority, and what was
changed in words. Nothing of it changes without being said.
"""

from collections.abc import Iterable, Mapping

from reconvene.library.office_files import OfficeFile
from reconvene.people.models import Authority

_NOT_PARTICULARS = {"slug", "people", "pool", "ombudsman"}
_LASTING = ("name", "procedure", "calendar", "reference_prefix")
"""By what people know an authority, and its cases are begun, counted and called."""


class ChangeNotAskedFor(ValueError):
    """A file would make an authority that is on record another one, and nobody said that it shall."""

    def __init__(self, *, slug: str, changes: Iterable[str]) -> None:
        found = "\n".join(changes)
        super().__init__(
            f"Nothing was put on record: '{slug}' is on record already, and this file says of it\n"
            f"{found}\n"
            "If it is about another authority, give that a slug of its own; if all of this shall "
            "change, run it again with --change."
        )


def put_particulars(office: OfficeFile, *, is_meant: bool) -> tuple[Authority, list[str]]:
    """
    Return an authority as a file says it, and what was changed; may be nothing.

    Args:
        office: What the file says.
        is_meant: Whether somebody said that what lasts shall change.

    Raises:
        ChangeNotAskedFor: What lasts would change, and nobody said that it shall.
    """
    wanted = _particulars(office)
    before = Authority.objects.select_for_update().filter(slug=office.slug).first()
    if before is None:
        made = Authority.objects.create(slug=office.slug, **wanted)
        return made, [f"{made.name} is on record."]
    changes = _changes(before, wanted)
    lasting = [changes[name] for name in _LASTING if name in changes]
    if lasting and not is_meant:
        raise ChangeNotAskedFor(slug=office.slug, changes=lasting)
    Authority.objects.filter(slug=office.slug).update(**wanted)
    return Authority.objects.get(slug=office.slug), list(changes.values())


def _particulars(office: OfficeFile) -> dict[str, str]:
    plain = {name: one for name, one in office.model_dump().items() if name not in _NOT_PARTICULARS}
    return plain | {f"ombudsman_{name}": one for name, one in office.ombudsman.model_dump().items()}


def _changes(before: Authority, wanted: Mapping[str, str]) -> dict[str, str]:
    """Return what is another than it was, by its name, in words; in the order of the file."""
    were = {name: getattr(before, name) for name in wanted}
    return {
        name: f"{name}: {_said(one)} now, before {_said(were[name])}"
        for name, one in wanted.items()
        if one != were[name]
    }


def _said(words: str) -> str:
    return f"'{words}'" if words else "nothing"
