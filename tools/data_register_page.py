"""Make docs/reference/data-register.md: every field that is kept, from the register of data."""

from collections.abc import Iterable, Mapping

from reconvene.library.data_register import ASPECTS, About, read_register

INTRO = """# The register of data

Made from `src/reconvene/library/data_register.yaml` by `make docs`; change that file, not this page.

It says of everything a copy keeps who answers for it, why it is kept and for how long, what of it
may come into a log, and who sees it.
A test holds it against the program: a field that is not in it fails the build.
How long a case is kept is a schedule of the authority's own: see [keeping and erasing](../explanation/keeping-and-erasing.md).
The bases are where to begin; confirm them with your own adviser.
"""
_TITLES = {
    "class": "Class",
    "owner": "Who answers for it",
    "basis": "Why it is kept",
    "kept": "How long",
    "logged": "What comes into a log",
    "seen": "Who sees it",
}


def page() -> str:
    """Return the whole page."""
    found = read_register()
    parts = [INTRO, "## What the words mean\n"]
    for aspect, title in _TITLES.items():
        rows = ((f"`{word}`", says) for word, says in found.words[aspect].items())
        parts.append(f"### {title}\n\n{_table(('word', 'means'), rows)}")
    parts.append("## Tables\n")
    parts += [
        f"### {name}\n\n{_said(table.all)}\n\n{_fields(table.fields)}"
        for name, table in found.tables.items()
    ]
    parts.append("## What entries say\n\nAll of it is sealed.\n")
    abouts = dict(found.abouts())
    parts.append(f"{_said(abouts['record'])}\n\n{_by_kind(found.kinds())}")
    parts.append(f"## The values inside\n\n{_said(abouts['values'])}\n\n{_by_kind(found.parts())}")
    return "\n".join(parts).rstrip() + "\n"


def _said(about: About) -> str:
    return "; ".join(f"{_TITLES[one].lower()}: `{getattr(about, one)}`" for one in ASPECTS) + "."


def _fields(fields: Mapping[str, str]) -> str:
    return _table(("field", "class"), ((f"`{name}`", found) for name, found in fields.items()))


def _by_kind(kinds: Mapping[str, Mapping[str, str]]) -> str:
    rows = (
        (f"`{kind}`", ", ".join(f"`{name}` {found}" for name, found in fields.items()))
        for kind, fields in kinds.items()
    )
    return _table(("of", "fields, each with its class"), rows)


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
