"""The first page of a pack, in plain words: what is in it, what is not, and how to check it."""

from collections.abc import Iterator

from reconvene.core.record.papers import PackMade
from reconvene.desk.packing import AsItWas
from reconvene.library.words.sentences import read_names
from reconvene.web.acts.packs.lists import last_day, names_of
from reconvene.web.components.wording import day, plural

_OPENING = """\
Case {reference}
For: {body}

This pack was made from the record of the case up to entry {upto}, of {on}.

What is in it
-------------

01-read-me.txt              this page
02-what-happened.pdf        every entry of the record, in order, with what was put right
03-letters                  letters that were sent, word for word as they went
04-files                    files that were brought into the case, as copies to read
05-what-was-taken-out.pdf   what was taken out of files, why, and who agreed
06-record                   the record in a form that can be checked, and what checks it
manifest.txt                the SHA-256 of each part; manifest.json says the same for machines

What is not in it
-----------------

How anybody is reached, where they live, what those who decide said among themselves, and what
somebody said of their own ties.
Files are copies: where, when and by whom they were made is not in them.
"""
_PROOF = """\

How to check it
---------------

Every part: run "sha256sum -c manifest.txt" in this folder.
The record: run "python verifier.py verify record.jsonl{checkpoint}" in the folder 06-record.
It needs Python 3.11 or later and nothing else. It shows that no entry was changed, left out or put
in between; it does not show what the entries say.
"""
_WITNESSED = """\
checkpoint.txt is what witnesses outside the authority keep too. Ask one of them for theirs, and
compare it: that shows that the record is what it was when they saw it.
"""
_NOT_WITNESSED = """\
This record was not yet seen by a witness outside the authority. So the check shows that it holds
together, and not that it was never written anew as a whole.
"""


def read_me(reference: str, was: AsItWas, data: PackMade) -> str:
    """Return the first page of a pack."""
    names = names_of(was)
    body = names.label("bodies", data.body)
    opening = _OPENING.format(
        reference=reference, body=body, upto=data.upto, on=day(last_day(was))
    ).replace("\xa0", " ")
    checkpoint = " --checkpoint checkpoint.txt" if data.checkpoint else ""
    proof = _PROOF.format(checkpoint=checkpoint)
    return "".join((opening, *_left_out(data), *_pictures(data), proof, _seen(data)))


def _seen(data: PackMade) -> str:
    return _WITNESSED if data.checkpoint else _NOT_WITNESSED


def _left_out(data: PackMade) -> Iterator[str]:
    if not data.left_out:
        yield "Every letter that was sent and every file of the case is in it.\n"
        return
    why = read_names("left-out")
    yield f"{plural(len(data.left_out), 'entry', 'entries')} of which the letter or file is left out:\n"
    yield from (f"  entry {one.number}: {why[one.why].lower()}\n" for one in data.left_out)


def _pictures(data: PackMade) -> Iterator[str]:
    entries = [str(one.number) for one in data.files if one.looked == "pictures"]
    if entries:
        yield (
            "Files that are pictures, at least in part, and were not wholly looked through by "
            f"machine: entry {', '.join(entries)}.\n"
        )
