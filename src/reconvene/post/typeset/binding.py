"""
Several PDFs bound into one to be printed, so that no sheet of paper holds pages of two of them.

In: PDFs. Out: one PDF, in which each begins on an odd page, with their pages as they are.
"""

from collections.abc import Iterable
from io import BytesIO

from pikepdf import Dictionary, Name, Pdf

A4 = (595.276, 841.89)  # points
TITLE = "Post"


def pages_of(file: bytes) -> int:
    """Return how many pages a PDF has."""
    with Pdf.open(BytesIO(file)) as pdf:
        return len(pdf.pages)


def sheets(pages: int) -> int:
    """Return how many sheets of paper so many pages take, printed on both sides."""
    return -(-pages // 2)


def bound(files: Iterable[bytes]) -> bytes:
    """
    Return PDFs as one, in their order, each beginning on an odd page.

    It is for a printer and not to be kept: it has neither the tree of each by which it is read out
    nor what each says of itself.
    """
    made = BytesIO()
    with Pdf.new() as whole:
        for file in files:
            with Pdf.open(BytesIO(file)) as one:
                whole.pages.extend(one.pages)
            if len(whole.pages) % 2:
                whole.add_blank_page(page_size=A4)
        for page in whole.pages:
            if Name.StructParents in page.obj:
                del page.obj[Name.StructParents]
        whole.docinfo[Name.Title] = TITLE
        whole.Root.ViewerPreferences = Dictionary(
            Duplex=Name.DuplexFlipLongEdge, PrintScaling=Name("/None")
        )
        whole.save(made, deterministic_id=True)
    return made.getvalue()
