"""
The page of one file on the record.

In: a case as somebody sees it, and an entry. Out: words and addresses.
"""

from dataclasses import dataclass
from datetime import date, datetime

from reconvene.core.casefile.case import Brought
from reconvene.core.conduct.bringing import papers_asked_for
from reconvene.desk.bringing import State, papers_of
from reconvene.desk.look import Look
from reconvene.web.acts.bringing.words import kind_words, state_words
from reconvene.web.browse.links import entry_link
from reconvene.web.components.addresses import address
from reconvene.web.components.wording import file_size, plural


@dataclass(frozen=True, slots=True)
class PaperPage:
    """
    A file: what it is called, each thing known of it with its words, and how it stands.

    `view_href` and `original_href` are empty where it may not be opened so.
    """

    title: str
    on: date
    known: tuple[tuple[str, str], ...]
    state: str
    is_refused: bool
    view_href: str
    original_href: str
    entry_href: str


def paper_of(look: Look, entry: int) -> Brought | None:
    """Return the file that an entry put on the record, as somebody sees it; None for none."""
    return next((one for one in look.case.papers.values() if one.number == entry), None)


def paper_page(look: Look, entry: int, now: datetime) -> PaperPage | None:
    """Return the page of a file that an entry put on the record; None where there is none for them."""
    brought = paper_of(look, entry)
    if brought is None:
        return None
    said = brought.data
    kept = papers_of(look, now=now).get(said.paper)
    is_open = kept is not None and kept.state is State.CLEAR
    pages = plural(kept.pages, "page") if kept and kept.pages else ""
    asked = papers_asked_for(look.definition)
    known = (
        ("Which paper it is", asked[said.kind].label if said.kind in asked else ""),
        ("From whom", said.given_by),
        ("Kind of file", kind_words(kept)),
        ("How long", pages),
        ("How large", file_size(said.size)),
        ("The name it came under", said.file),
        ("Its fingerprint (SHA-256)", said.sha256),
    )
    form = {"reference": look.reference, "entry": entry}
    has_view = is_open and kept is not None and kept.has_view
    return PaperPage(
        title=said.called,
        on=brought.on,
        known=tuple(row for row in known if row[1]),
        state=state_words(kept, now),
        is_refused=kept is None or kept.state in (State.HARMFUL, State.UNREADABLE),
        view_href=address("paper-file", form="view", **form) if has_view else "",
        original_href=address("paper-file", form="original", **form) if is_open else "",
        entry_href=entry_link(look.reference, entry),
    )
