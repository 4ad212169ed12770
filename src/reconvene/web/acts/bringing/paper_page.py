"""
The page of one file on the record.

In: a case as somebody sees it, and an entry. Out: words and addresses.
"""

from dataclasses import dataclass
from datetime import date, datetime

from reconvene.core.casefile.papers import Brought, Redaction
from reconvene.core.casefile.versions import redactions_of
from reconvene.core.conduct.answer import Refused
from reconvene.core.conduct.bringing import papers_asked_for
from reconvene.desk.bringing import State, papers_of
from reconvene.desk.bundling import reads_bundles_alone
from reconvene.desk.look import Look
from reconvene.library.words.plain import said_day
from reconvene.web.acts.bringing.words import kind_words, state_words
from reconvene.web.acts.packs.lists import checked, readers, taken_out
from reconvene.web.browse.links import act_link, entry_link, paper_link
from reconvene.web.browse.names import Names
from reconvene.web.components.addresses import address
from reconvene.web.components.wording import file_size, plural


@dataclass(frozen=True, slots=True)
class PaperPage:
    """
    A file: what it is called, each thing known of it with its words, and how it stands.

    `view_href` and `original_href` are empty where it may not be opened so. A redacted version leads
    to its file by `of_href`, and to where it is checked; a file to its `versions`, each as a link and
    how it stands, and to where another is brought in. What is not open to them is empty.
    """

    title: str
    on: date
    known: tuple[tuple[str, str], ...]
    state: str
    is_refused: bool
    view_href: str
    original_href: str
    entry_href: str
    of_href: str = ""
    versions: tuple[tuple[str, str], ...] = ()
    redact_href: str = ""
    check_href: str = ""


def paper_of(look: Look, entry: int) -> Brought | None:
    """Return the file that an entry put on the record, as somebody sees it; None for none."""
    return next((one for one in look.case.papers.values() if one.number == entry), None)


def paper_page(look: Look, entry: int, now: datetime) -> PaperPage | None:
    """Return the page of a file that an entry put on the record; None where there is none for them."""
    brought = paper_of(look, entry)
    if brought is None:
        redaction = redaction_of(look, entry)
        return _redacted_page(look, redaction, now) if redaction else None
    said = brought.data
    kept = papers_of(look, now=now).get(said.paper)
    is_open = kept is not None and kept.state is State.CLEAR and not reads_bundles_alone(look)
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
        versions=tuple(
            (paper_link(look.reference, one.number), stands(one))
            for one in redactions_of(look.case, said.paper)
        ),
        redact_href=_open_act(
            look, "redaction.made", address("bring-in", reference=look.reference)
        ),
    )


def redaction_of(look: Look, entry: int) -> Redaction | None:
    """Return the redacted version that an entry put on the record, as somebody sees it; or None."""
    return next((one for one in look.case.redactions.values() if one.number == entry), None)


def stands(one: Redaction) -> str:
    """Return how a redacted version stands, in a few words."""
    if one.checked is None:
        return f"Entry {one.number}, not checked yet by somebody else"
    how = "agreed" if one.is_agreed else "sent back"
    return f"Entry {one.number}, {how} on {said_day(one.checked.on)}"


def _redacted_page(look: Look, one: Redaction, now: datetime) -> PaperPage:
    """Return the page of a redacted version: only its viewing copy is ever opened."""
    kept = papers_of(look, now=now).get(one.data.paper)
    is_open = kept is not None and kept.state is State.CLEAR and kept.has_view
    names = Names.of(look.case, look.events, {})
    of = look.case.papers.get(one.data.of)
    form = {"reference": look.reference, "entry": one.number}
    act = act_link(look.reference, "redaction.checked", None)
    is_checked = one.checked is not None and not one.is_agreed
    known = (
        ("How it stands", checked(names, one)),
        ("What was taken out", taken_out(one)),
        ("For whom", readers(names, one)),
        ("Who took it out", one.data.by),
        ("Its fingerprint (SHA-256)", one.data.sha256),
    )
    return PaperPage(
        title=f"Redacted version of: {names.file(one.data.of)}",
        on=one.on,
        known=known,
        state=state_words(kept, now),
        is_refused=kept is None or kept.state in (State.HARMFUL, State.UNREADABLE),
        view_href=address("paper-file", form="view", **form) if is_open else "",
        original_href="",
        entry_href=entry_link(look.reference, one.number),
        of_href=paper_link(look.reference, of.number) if of else "",
        check_href="" if is_checked else _open_act(look, "redaction.checked", act),
    )


def _open_act(look: Look, kind: str, href: str) -> str:
    """Return where an act is begun; empty where it is not open to them."""
    return "" if isinstance(look.may(kind), Refused) else href
