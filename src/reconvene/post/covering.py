"""
What a message says that a letter comes with: nothing by which somebody who looks over a shoulder
could tell what it is about, or that it has to do with a family.

In: how whoever sends it can be reached. Out: a subject and a text.
"""

from reconvene.core.kinds.office import Office

SUBJECT = "A letter for you"
_OPENING = (
    "The file with this message is a letter for you. Open it where nobody else can read it, and"
    " keep it where only you find it."
)
_OF_A_LINK = (
    "The link in this message leads to a letter for you. To open it, type the email address that"
    " this message came to. Open it where nobody else can read it, and keep it where only you find"
    " it."
)
_OTHERWISE = "If you cannot open it, or want your letters to come another way, {ways}."


def covering_text(office: Office, *, is_link: bool = False) -> str:
    """
    Return the text of a message, lines of its own for each thing it says; it names nobody.

    `is_link` where the letter is behind a link, and not in a file that comes with the message.
    """
    opening = _OF_A_LINK if is_link else _OPENING
    ways = f"ring {office.phone} or answer this message" if office.phone else "answer this message"
    hours = f"You can ring {office.hours}." if office.phone and office.hours else ""
    return "\n\n".join(filter(None, (opening, _OTHERWISE.format(ways=ways), hours))) + "\n"
