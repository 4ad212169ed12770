"""Entries about files that were brought into a case.

In: nothing. Out: payloads.
"""

from reconvene.core.record.payload import Payload


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
