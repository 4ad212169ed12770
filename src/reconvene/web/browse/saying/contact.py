"""How the family is reached, in sentences that tell no address and no number."""

from collections.abc import Callable, Mapping

from reconvene.core.record.contact import (
    ConfidentialityDecided,
    ContactConfirmed,
    ContactEnded,
    ContactNoted,
    Way,
)
from reconvene.core.record.event import Event
from reconvene.library.words.sentences import read_names
from reconvene.web.browse.names import Names, because, within

SAFE = {
    "safe": "which is safe for them",
    "unsafe": "which is not safe for them",
    "unknown": "and it is not known whether that is safe for them",
}


def by(way: Way) -> str:
    """Return how somebody is reached, as it stands in a sentence: "by post"."""
    return within(read_names("way")[way])


def noted(names: Names, event: Event, data: ContactNoted) -> str:
    letters = " Their letters go there." if data.letters else ""
    who = names.party(data.who)
    return f"It was noted how {who} is reached {by(data.way)}, {SAFE[data.safe]}.{letters}"


def confirmed(names: Names, event: Event, data: ContactConfirmed) -> str:
    return (
        f"{names.party(data.who)} confirmed how they are reached {by(data.way)}{because(data.how)}"
    )


def ended(names: Names, event: Event, data: ContactEnded) -> str:
    why = within(read_names("way-ended")[data.reason])
    return f"{names.party(data.who)} is no longer to be reached {by(data.way)}{because(why)}"


def decided(names: Names, event: Event, data: ConfidentialityDecided) -> str:
    """Nothing of the answer: whoever may know it opens the entry."""
    return (
        f"It was decided whether the details of {names.party(data.who)} are kept from the others."
    )


SENTENCES: Mapping[str, Callable[..., str]] = {
    "contact.noted": noted,
    "contact.confirmed": confirmed,
    "contact.ended": ended,
    "confidentiality.decided": decided,
}
