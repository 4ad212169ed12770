"""What was brought into a case, in sentences."""

from collections.abc import Callable, Mapping

from reconvene.core.record.event import Event
from reconvene.core.record.papers import (
    BundleMade,
    PackMade,
    PaperAdded,
    RedactionChecked,
    RedactionMade,
)
from reconvene.library.words.sentences import read_names
from reconvene.web.browse.names import Names, because, listed, quoted, within
from reconvene.web.components.wording import file_size, plural


def added(names: Names, event: Event, data: PaperAdded) -> str:
    kind = f", as {names.paper(data.kind).lower()}" if data.kind else ""
    given_by = f" It came from {data.given_by.strip()}." if data.given_by.strip() else ""
    size = file_size(data.size)
    return f"The file {quoted(data.called)} was brought in{kind} ({size}).{given_by}"


def redacted(names: Names, event: Event, data: RedactionMade) -> str:
    """Say what was taken out and why; the words that had to go are nobody's to repeat."""
    of = quoted(names.file(data.of))
    reasons = listed([within(read_names("taken-out")[one.why]) for one in data.taken_out])
    return f"A redacted version of {of} was brought in. Taken out: {reasons}, by {data.by.strip()}."


def checked(names: Names, event: Event, data: RedactionChecked) -> str:
    redaction = names.case.redactions.get(data.paper)
    of = f" of {quoted(names.file(redaction.data.of))}" if redaction else ""
    if data.agreed:
        return f"Somebody else agreed to the redacted version{of}."
    return f"The redacted version{of} was sent back{because(data.reason)}"


def packed(names: Names, event: Event, data: PackMade) -> str:
    body = names.label("bodies", data.body)
    parts = f" of {plural(len(data.parts), 'part')}" if data.parts else ""
    left = f" Left out: {plural(len(data.left_out), 'entry', 'entries')}." if data.left_out else ""
    return f"A pack{parts} was made for: {body}.{left}"


def bundled(names: Names, _event: Event, data: BundleMade) -> str:
    what = f"{plural(len(data.parts), 'part')} on {plural(data.pages, 'page')}"
    without = listed([names.paper(one.what).lower() for one in data.missing])
    missing = f" It was said why it has no {without}." if without else ""
    return (
        f"Bundle {data.number} was put together for the {names.met(data.meets)}: {what}.{missing}"
    )


SENTENCES: Mapping[str, Callable[..., str]] = {
    "paper.added": added,
    "redaction.made": redacted,
    "redaction.checked": checked,
    "pack.made": packed,
    "bundle.made": bundled,
}
