"""Entries about files that were brought into a case, what is taken out, and where they go together.

In: nothing. Out: payloads.
"""

from typing import ClassVar, Literal

from reconvene.core.record.payload import Absence, Part, Payload

WhyTakenOut = Literal[
    "another-person", "whereabouts", "legal-advice", "given-in-confidence", "not-about-this"
]
Looked = Literal["", "words", "pictures"]
WhyLeftOut = Literal["whereabouts", "legal", "not-about-this", "no-copy"]


class PaperAdded(Payload, frozen=True, kw_only=True):
    """
    A file was brought into the case. Its bytes are kept apart from the record, by `paper`.

    `called` says in words what it is, and `kind` which of the papers that the procedure asks for;
    empty for any other. `file` is the name it came under, `size` its length in bytes, and `sha256`
    64 hexadecimal digits of them: what was brought can be held against that for ever. These four
    are never corrected. `given_by` says in words who gave it, where it is known.
    """

    paper: str
    called: str
    file: str
    size: int
    sha256: str
    kind: str = ""
    given_by: str = ""


class TakenOut(Part, frozen=True, kw_only=True):
    """One kind of thing that was taken out of a file, and in words what it was, if that helps."""

    why: WhyTakenOut
    what: str = ""


class RedactionMade(Payload, frozen=True, kw_only=True):
    """
    A version of a file was brought in of which something was taken out. It goes nowhere before
    somebody else has agreed to it.

    `of` is the paper it is a version of; `paper`, `file`, `size` and `sha256` are as in `PaperAdded`,
    and what leaves is only ever its viewing copy. `readers` says who may be sent it, by id; empty for
    any party. `gone` are the words that must not be in it any more, and `by` who took them out, in
    words. `looked` says what a machine could look through: its words, or nothing, since it has
    pictures alone. It is filled by whoever looks, never by the caller.
    """

    of: str
    paper: str
    file: str
    size: int
    sha256: str
    taken_out: tuple[TakenOut, ...]
    by: str
    gone: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()
    looked: Looked = ""


class RedactionChecked(Payload, frozen=True, kw_only=True):
    """Somebody else read a redacted version beside its file, and agreed to it or sent it back."""

    paper: str
    agreed: bool
    reason: str = ""


class Packed(Part, frozen=True, kw_only=True):
    """
    A file that is in a pack, by the number of the entry that brought it or its redacted version in.

    `looked` says what a machine could look through, as of `RedactionMade`; filled by whoever makes it.
    """

    number: int
    looked: Looked = ""


class LeftOut(Part, frozen=True, kw_only=True):
    """What is not in a pack, by the number of its entry, with the reason."""

    number: int
    why: WhyLeftOut


class PackPart(Part, frozen=True, kw_only=True):
    """One part of a pack: what it is called in it, how many bytes it has, and their digest."""

    name: str
    size: int
    sha256: str


class PackMade(Payload, frozen=True, kw_only=True):
    """
    A pack was made for a body to which the complaint was taken. It can be made again, the same.

    `files` and `left_out` are what was chosen of the files; `left_out` has besides what had to stay
    out. `upto` is the last entry that it tells of. `proof` and `checkpoint` show that the case was
    witnessed, as they stand in the pack; empty where it was not. `parts` are all but the manifest,
    whose digest is `manifest`. Those from `upto` on are filled by whoever makes it.
    """

    about: ClassVar[str | None] = "body"

    body: str
    files: tuple[Packed, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    upto: int = 0
    proof: str = ""
    checkpoint: str = ""
    parts: tuple[PackPart, ...] = ()
    manifest: str = ""


class Bundled(Part, frozen=True, kw_only=True):
    """
    One part of a bundle: the file or letter of an entry, as it was called on that day.

    `pages` is how many it takes there. `sha256`, 64 hexadecimal digits, is of the bytes that a file
    is shown in, or of a letter's words as they are kept; empty of what is looked at separately.
    """

    entry: int
    called: str
    pages: int
    sha256: str = ""


class BundleMade(Payload, frozen=True, kw_only=True):
    """
    What a meeting or a panel considers was put together, in an order.

    `meets` is the id of the meeting or panel. `number` counts the bundles of the case from 1, for
    ever. `missing` explains each paper that has to be considered and is no part of it. `pages` is
    the length of the whole, its first pages too. Its bytes are made anew for each who takes it.
    """

    meets: str
    number: int
    parts: tuple[Bundled, ...]
    pages: int
    missing: tuple[Absence, ...] = ()
