"""How each kind is read, behind the door: nothing here opens a file or is called elsewhere."""

from typing import Any, BinaryIO

from reconvene.papers.untrusted.kinds import Kind, NotAsItShouldBe, Reason
from reconvene.papers.untrusted.reading import (
    assembling,
    films,
    office,
    other_kinds,
    pdf,
    pdf_copy,
    pdf_words,
    pictures,
    sound,
    text,
)

_READERS = {
    Kind.PDF: pdf.pages_of,
    Kind.JPEG: pictures.read_jpeg,
    Kind.PNG: pictures.read_png,
    Kind.TIFF: pictures.read_tiff,
    Kind.HEIC: films.read_heic,
    Kind.MP4: films.read_mp4,
    Kind.MOV: films.read_mov,
    Kind.M4A: films.read_m4a,
    Kind.MP3: sound.read_mp3,
    Kind.WAV: sound.read_wav,
    Kind.DOCX: office.read_docx,
    Kind.XLSX: office.read_xlsx,
    Kind.ODT: office.read_odt,
    Kind.TXT: text.read_txt,
    Kind.CSV: text.read_csv,
}

_COPIES = {
    Kind.PDF: pdf_copy.copy_of,
    Kind.TIFF: pictures.copy_of_tiff,
    Kind.JPEG: pictures.copy_of_jpeg,
    Kind.PNG: pictures.copy_of_png,
}


def prove(file: BinaryIO, words: list[str]) -> tuple[dict[str, Any], bytes]:
    """Read a file to its end as what it says it is."""
    kind = Kind(words[0])
    try:
        other_kinds.demand_only(kind, file)
        pages = _READERS[kind](file)
    except NotAsItShouldBe as fault:
        return {"reason": fault.reason}, b""
    except MemoryError:
        return {"reason": Reason.TOO_LARGE}, b""
    except Exception:  # noqa: BLE001  whatever damage does to a library
        return {"reason": Reason.DAMAGED}, b""
    return {"kind": kind, "pages": pages}, b""


def view(file: BinaryIO, words: list[str]) -> tuple[dict[str, Any], bytes]:
    """Make a viewing copy; what goes wrong is for the worker, and then there is none."""
    kind = Kind(words[0])
    proof, _ = prove(file, words)
    if "reason" in proof:
        return proof, b""
    file.seek(0)
    return {"kind": kind}, _COPIES[kind](file)


def do_nothing(file: BinaryIO, words: list[str]) -> tuple[dict[str, Any], bytes]:
    """Show that the door can be locked."""
    return {}, b""


TASKS = {
    "nothing": do_nothing,
    "prove": prove,
    "view": view,
    "words": pdf_words.words_of,
    "assemble": assembling.assemble,
}
