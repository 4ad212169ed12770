"""PDFs: read object by object; none may be locked, run something or hold files."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import pikepdf

from reconvene.papers.untrusted.kinds import NotAsItShouldBe, Reason

MOST_PAGES = 5_000
_MOST_OBJECTS = 300_000
_DEEPEST = 60

_RUN_KEYS = {"/JS", "/AA", "/XFA", "/NeedsRendering"}
_FILE_KEYS = {"/EF", "/RF", "/EmbeddedFiles", "/Collection"}
_ELSEWHERE = {"/F", "/FFilter", "/FDecodeParms"}
_ACTIONS = {
    **dict.fromkeys(
        (
            "/JavaScript", "/Launch", "/SubmitForm", "/ResetForm", "/ImportData", "/Rendition",
            "/Movie", "/Sound", "/SetOCGState", "/Hide", "/GoTo3DView", "/RichMediaExecute",
        ),
        Reason.RUNS_SOMETHING,
    ),
    **dict.fromkeys(("/GoToR", "/GoToE", "/Thread"), Reason.FETCHES_SOMETHING),
}  # fmt: skip
_TURNS_PAGES = {"/NextPage", "/PrevPage", "/FirstPage", "/LastPage", "/Print"}
_LINKS_TO = re.compile(r"\s*((https?|mailto|tel):|www\.|#)", re.IGNORECASE)
_HOLDERS = {"/FileAttachment", "/RichMedia", "/3D", "/Screen", "/Movie", "/Sound"}
_FILES = {"/EmbeddedFile", "/Filespec"}


def pages_of(file: BinaryIO) -> int:
    """Return how many pages a PDF has that is whole, open and still."""
    _demand_ends_well(file)
    with opened(file) as pdf:
        count = len(pdf.pages)
        if not 0 < count <= MOST_PAGES or len(pdf.objects) > _MOST_OBJECTS:
            raise NotAsItShouldBe(Reason.DAMAGED if not count else Reason.TOO_LARGE)
        for each, is_stream in _dictionaries(pdf):
            _demand_still(each, is_stream=is_stream)
        for page in pdf.pages:
            page.obj.MediaBox  # noqa: B018  each is a page of some size, or this fails
    return count


def opened(file: BinaryIO) -> pikepdf.Pdf:
    """
    Return a PDF that was read as it stands: what is broken is not put together again.

    Raises:
        NotAsItShouldBe: It is encrypted, or broken.
    """
    try:
        pdf = pikepdf.open(file, attempt_recovery=False, suppress_warnings=True)
    except pikepdf.PasswordError:
        raise NotAsItShouldBe(Reason.LOCKED) from None
    except pikepdf.PdfError:
        raise NotAsItShouldBe(Reason.DAMAGED) from None
    if pdf.is_encrypted:
        raise NotAsItShouldBe(Reason.LOCKED)
    return pdf


def _demand_ends_well(file: BinaryIO) -> None:
    size = file.seek(0, 2)
    file.seek(max(size - 2048, 0))
    last = file.read()
    file.seek(0)
    _, end, behind = last.rpartition(b"%%EOF")
    if not end:
        raise NotAsItShouldBe(Reason.DAMAGED)
    if behind.strip(b" \t\r\n\0\f"):
        raise NotAsItShouldBe(Reason.SOMETHING_ELSE_IN_IT)


def _demand_still(one: Any, *, is_stream: bool) -> None:
    """Return where a dictionary, whatever it is for, starts nothing, fetches nothing, holds no file."""
    keys = set(one.keys())
    if keys & _RUN_KEYS:
        raise NotAsItShouldBe(Reason.RUNS_SOMETHING)
    if (
        keys & _FILE_KEYS
        or _named(one, "/Type") in _FILES
        or (_named(one, "/Subtype") in _HOLDERS and not is_stream)
    ):
        raise NotAsItShouldBe(Reason.HOLDS_FILES)
    if (is_stream and keys & _ELSEWHERE) or ("/Ref" in keys and _named(one, "/Subtype") == "/Form"):
        raise NotAsItShouldBe(Reason.FETCHES_SOMETHING)
    action = _named(one, "/S")
    if action in _ACTIONS:
        raise NotAsItShouldBe(_ACTIONS[action])
    if action == "/Named" and _named(one, "/N") not in _TURNS_PAGES:
        raise NotAsItShouldBe(Reason.RUNS_SOMETHING)
    if action == "/URI" and not _LINKS_TO.match(str(one.get("/URI", ""))):
        raise NotAsItShouldBe(Reason.FETCHES_SOMETHING)


def _named(one: Any, key: str) -> str:
    """Return a name that a dictionary has under a key; "" where it has none."""
    value = one.get(key)
    return str(value) if isinstance(value, pikepdf.Name) else ""


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, bool]]:
    """Return every dictionary, wherever it lies, and whether it is a stream's; each object once."""
    yield from _inside(pdf.trailer, 0)
    for each in pdf.objects:
        yield from _inside(each, 0)


def _inside(one: Any, depth: int) -> Iterator[tuple[Any, bool]]:
    if depth > _DEEPEST:
        raise NotAsItShouldBe(Reason.DAMAGED)
    is_stream = isinstance(one, pikepdf.Stream)
    if is_stream or isinstance(one, pikepdf.Dictionary):
        yield one, is_stream
        values = [one.get(key) for key in one.keys()]  # noqa: SIM118  a stream's keys, not its bytes
    elif isinstance(one, pikepdf.Array):
        values = list(one)
    else:
        return
    for value in values:
        # An object of its own has its own turn.
        if isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect:
            yield from _inside(value, depth + 1)
