"""
The lists of a pack: what happened, in order, and what was taken out of files.

In: a case as it was up to an entry. Out: tables in words. How somebody is reached, and what those who
decide weigh, is in neither: of such an entry there is its day and its kind.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from reconvene.core.casefile.papers import Redaction
from reconvene.core.conduct.acts import ACTS
from reconvene.core.procedure.definition import Definition
from reconvene.core.reaching.whereabouts import somebody_told, still_there
from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.compartments import OF_CONTACT, OF_DELIBERATION
from reconvene.core.record.event import Event, subject
from reconvene.core.workdays import london_day
from reconvene.desk.packing import AsItWas
from reconvene.library.words.sentences import read_names
from reconvene.post.typeset.listing import Listing
from reconvene.web.browse.names import Names, listed, sentence_case
from reconvene.web.browse.sentences import sentence
from reconvene.web.components.wording import day

EVERY = (
    "This has every entry of the record up to entry {upto}, recorded on {on}. An entry is never"
    " changed: what was wrong is put right by a later one, and both are here."
)
NOT_HERE = (
    "How the family is reached, what those who decide said among themselves, and what somebody"
    " said of their own ties is left out."
)
TWO_PEOPLE = (
    "Each line is one version of one file. Two people stand for it: whoever brought it in, and"
    " somebody else who read it beside the file."
)
REPEATS = "Left out here, since it repeats what was taken out."
TELLS = "Left out here, since it says where somebody can be reached."
UNTOLD = OF_CONTACT | OF_DELIBERATION | {"interest.declared"}
"""Kinds of entry of which a pack tells the day alone, and no word."""
LEFT_OUT = "{what}. What it says is left out here."


def last_day(was: AsItWas) -> date:
    """Return the day of the last entry that a pack tells of."""
    return london_day(was.events[-1].recorded_at)


def chronology(was: AsItWas, reference: str) -> Listing:
    """Return every entry in order: when, who by role, what, under which clause, put right by what."""
    names = names_of(was)
    put_right = dict(_put_right(was.events))
    return Listing(
        title=f"Case {reference}: what happened, in order",
        lead=(EVERY.format(upto=len(was.events), on=day(last_day(was))), NOT_HERE),
        heads=("No.", "Day", "Who", "What", "Clause"),
        widths=(0, 2, 2, 7, 2),
        rows=[_row(was, names, event, put_right.get(event.number, 0)) for event in was.events],
        foot=f"{reference}, what happened",
        on=last_day(was),
    )


def names_of(was: AsItWas) -> Names:
    """Return what ids are called by the record alone, so that it reads the same for everybody."""
    return Names.of(was.case, was.events, {})


def _row(was: AsItWas, names: Names, event: Event, put_right_by: int) -> tuple[str, ...]:
    said = told(was, names, event)
    if put_right_by:
        said = f"{said} Put right by entry {put_right_by}."
    who = sentence_case(names.role(event.role)) if event.role else ""
    return (
        str(event.number),
        day(event.happened_on),
        who,
        said,
        _clause(was.case.definition, event),
    )


def told(was: AsItWas, names: Names, event: Event) -> str:
    """Return what an entry says as far as it may leave: at least of what kind it is."""
    left_out = LEFT_OUT.format(what=read_names("kind")[event.kind])
    if event.kind in UNTOLD or _corrects_such(was, event):
        return left_out
    said = sentence(names, event)
    is_of_a_version = event.kind in ("redaction.made", "redaction.checked")
    if somebody_told(was.known, said) or (is_of_a_version and _repeats(was, said)):
        return left_out
    return said


def _repeats(was: AsItWas, said: str) -> bool:
    """Tell whether words that had to go from a file stand in what was said of a version of it."""
    return any(still_there(one.data.gone, said) for one in was.case.redactions.values())


def _corrects_such(was: AsItWas, event: Event) -> bool:
    """Tell whether an entry puts one right whose words are left out."""
    if not isinstance(event.data, EntryCorrected):
        return False
    return was.events[event.data.entry - 1].kind in UNTOLD


def _put_right(events: tuple[Event, ...]) -> Iterator[tuple[int, int]]:
    for event in events:
        if isinstance(event.data, EntryCorrected):
            yield event.data.entry, event.number


def _clause(definition: Definition, event: Event) -> str:
    """Return the clause of the rule that an entry is about; empty where it is about none."""
    act = ACTS.get(event.kind)
    about = subject(event.data)
    rule = definition.by_id[act.section].get(about) if act and act.section and about else None
    source = getattr(rule, "source", ())
    return definition.cite(source) if source else ""


def redaction_log(
    was: AsItWas, reference: str, colleagues: Mapping[str, str] | None = None
) -> Listing:
    """
    Return what was taken out of which file, why, by whom, and who agreed or sent it back.

    Names come from the record alone, unless there are `colleagues` besides: names by id.
    """
    names = Names.of(was.case, was.events, colleagues or {})
    redactions = tuple(was.case.redactions.values())
    nothing = () if redactions else ("Nothing was taken out of any file.",)
    return Listing(
        title=f"Case {reference}: what was taken out of files",
        lead=(TWO_PEOPLE, *nothing),
        heads=("No.", "File", "What was taken out", "For whom", "Brought in", "Checked"),
        widths=(0, 3, 4, 2, 3, 3),
        rows=[
            tuple(_cell(was, said, leaves=colleagues is None) for said in _redaction(names, one))
            for one in redactions
        ],
        foot=f"{reference}, what was taken out",
        on=last_day(was),
    )


def _cell(was: AsItWas, said: str, *, leaves: bool) -> str:
    """Return what stands in the list: where it leaves, none of the words that had to go."""
    if somebody_told(was.known, said):
        return TELLS
    return REPEATS if leaves and _repeats(was, said) else said


def _redaction(names: Names, one: Redaction) -> tuple[str, ...]:
    return (
        str(one.number),
        f"{names.file(one.data.of)}",
        taken_out(one),
        readers(names, one),
        f"{day(one.on)}, by {who(names, one.by, one.role)}. Taken out by {one.data.by.strip()}.",
        checked(names, one),
    )


def taken_out(one: Redaction) -> str:
    """Return why things were taken out of a file, in words."""
    why = read_names("taken-out")
    reasons = "; ".join(why[part.why] for part in one.data.taken_out)
    what = next((part.what for part in one.data.taken_out if part.what), "")
    looked = " It has pictures, which no machine looked through." * (one.data.looked == "pictures")
    return f"{reasons}{f' ({what})' if what else ''}.{looked}"


def readers(names: Names, one: Redaction) -> str:
    """Return for whom a redacted version is meant, in words."""
    said = [names.reader(who) for who in one.data.readers]
    return listed(said) if said else "Any party"


def who(names: Names, person: str, role: str) -> str:
    """Return somebody's name with their role, or their role where the record has no name."""
    known = names.people.get(person, "")
    said = names.role(role) if role else "somebody"
    return f"{known} ({said})" if known else f"the {said}"


def checked(names: Names, one: Redaction) -> str:
    """Return what somebody else said of a redacted version, or that nobody has."""
    if one.checked is None:
        return "Nobody else has checked it yet. It goes nowhere."
    by = who(names, one.checked.by, one.checked.role)
    if one.is_agreed:
        return f"{day(one.checked.on)}: agreed, by {by}."
    return f"{day(one.checked.on)}: sent back, by {by}. {one.checked.data.reason.strip()}"
