"""
In: the bytes of what should be a Word file. Out: its parts that are XML, read with care.

Sizes are looked at before anything is unpacked, nothing is written to a disk, and no entity, no
address and no definition that a part names is followed.
"""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from reconvene.post.typeset.word_refused import (
    MOST_BYTES,
    MOST_PARTS,
    MOST_UNPACKED,
    WordFileRefused,
)

Element = Any  # of lxml, which says nothing of its types

TYPES = "[Content_Types].xml"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PROGRAMS = ("vbaproject", "vbadata", "activex", "embeddings")
_LOCKED = 0x1  # the bit of an entry that needs a password


@dataclass(frozen=True, slots=True)
class Package:
    """A Word file, opened: the name of its main part, and every part that is XML."""

    main: str
    parts: Mapping[str, Element]


def opened(file: bytes) -> Package:
    """
    Return a Word file's parts.

    Raises:
        WordFileRefused: It is too large, no .docx, or has programs in it.
    """
    if len(file) > MOST_BYTES:
        raise WordFileRefused(why="too-large")
    try:
        with ZipFile(BytesIO(file)) as packed:
            _check_entries(packed.infolist())
            parts = dict(_read(packed))
    except (BadZipFile, zlib.error, etree.XMLSyntaxError, EOFError, NotImplementedError) as fault:
        raise WordFileRefused(why="not-word") from fault
    return Package(_main_part(parts), parts)


def _check_entries(entries: list[ZipInfo]) -> None:
    names = [entry.filename.lower() for entry in entries]
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise WordFileRefused(why="too-large")
    if any(program in name for name in names for program in _PROGRAMS):
        raise WordFileRefused(why="macros")
    is_plain = all(
        entry.compress_type in (ZIP_STORED, ZIP_DEFLATED) and not entry.flag_bits & _LOCKED
        for entry in entries
    )
    if not is_plain or len(set(names)) < len(names) or TYPES.lower() not in names:
        raise WordFileRefused(why="not-word")


def _read(packed: ZipFile) -> Iterator[tuple[str, Element]]:
    """Return each part of XML that says something of the words; no entry gives more than it said."""
    for entry in packed.infolist():
        name = entry.filename
        is_of_words = name.startswith("word/") and name.endswith(".xml")
        if is_of_words or name == TYPES or name.endswith(".rels"):
            with packed.open(entry) as part:
                yield name, _tree(part.read())


def _tree(text: bytes) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    tree = etree.fromstring(text, parser)
    if tree.getroottree().docinfo.internalDTD is not None:  # no part of a Word file defines its own
        raise WordFileRefused(why="not-word")
    return tree


def _main_part(parts: Mapping[str, Element]) -> str:
    """Return the name of the part that a .docx begins with."""
    kinds: dict[str, str] = {
        one.get("PartName", "").removeprefix("/"): one.get("ContentType", "")
        for one in parts[TYPES].iter("{*}Override", "{*}Default")
    }
    if any("macroenabled" in kind.lower() for kind in kinds.values()):
        raise WordFileRefused(why="macros")
    name = next((name for name, kind in kinds.items() if kind == _MAIN), None)
    if name is None or name not in parts:
        raise WordFileRefused(why="not-word")
    return name
