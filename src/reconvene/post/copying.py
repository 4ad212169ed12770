"""
A letter as its entry keeps it, word for word.

In: a letter that goes; or the copy of one that went. Out: the other of the two.
"""

from datetime import date

from reconvene.core.kinds.office import Office
from reconvene.core.record.copy import CopiedBlock, CopiedHead, CopiedSection, Copy
from reconvene.library.words.plain import said_day
from reconvene.post.letter import Block, Letter, Section, Tongue


def copy_of(letter: Letter) -> Copy:
    """Return a letter as it is kept; what its words were proven to state is not among them."""
    office, tongue = letter.office, letter.tongue
    return Copy(
        tongue=tongue.language,
        runs=tongue.direction,
        dated=tongue.dated or said_day(letter.on),
        paged=tongue.page,
        head=CopiedHead(
            office=office.name,
            address=office.address,
            phone=office.phone,
            email=office.email,
            hours=office.hours,
        ),
        addressee=letter.addressee,
        our_reference=letter.reference,
        title=letter.title,
        heading=letter.about,
        greeting=letter.greeting,
        opening=letter.opening,
        sections=tuple(
            CopiedSection(
                content=section.content,
                heading=section.heading,
                blocks=tuple(
                    CopiedBlock(style=block.kind, lines=block.lines) for block in section.blocks
                ),
            )
            for section in letter.sections
        ),
        farewell=letter.farewell,
        signed=letter.signed,
        signed_as=letter.signed_as,
        is_for_child=letter.is_for_child,
    )


def letter_of(copy: Copy, on: date) -> Letter:
    """
    Return the letter that was kept.

    Args:
        copy: What its entry keeps of it.
        on: The day it was issued, as its entry had it.
    """
    head = copy.head
    return Letter(
        office=Office(head.office, head.address, head.phone, head.email, head.hours),
        on=on,
        addressee=copy.addressee,
        reference=copy.our_reference,
        title=copy.title,
        about=copy.heading,
        greeting=copy.greeting,
        opening=copy.opening,
        sections=tuple(
            Section(
                section.content,
                section.heading,
                tuple(Block(block.style, block.lines) for block in section.blocks),
            )
            for section in copy.sections
        ),
        farewell=copy.farewell,
        signed=copy.signed,
        signed_as=copy.signed_as,
        is_for_child=copy.is_for_child,
        tongue=Tongue(copy.tongue, copy.runs, copy.dated, copy.paged),
    )
