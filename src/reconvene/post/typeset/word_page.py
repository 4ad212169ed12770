"""
In: a Word file, what its letter says, and the paper. Out: nothing; the file has its page and its head.
"""

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Length, Mm

from reconvene.post.typeset.fair_copy import FairCopy
from reconvene.post.typeset.paper import Paper
from reconvene.post.typeset.word_parts import Frame, framed, numbered, spaced
from reconvene.post.typeset.word_styles import OFFICE, SMALL

# The same places as on the PDF; letter.typ says where the window of an envelope may lie.
_BESIDE = Frame(across=118, down=20, width=60)
_WINDOW = Frame(across=25, down=53, width=75)
_UNDER_WINDOW = 62  # millimetres from the office's name to where no window reaches any more
_MOST_LINES, _LONGEST_LINE = 6, 36  # that the window shows; on large paper half of each
_MOST_BESIDE = 10


def put_page(document: Document, copy: FairCopy, paper: Paper) -> None:
    """Set A4 and the foot of each page: the reference stands there only from the second on."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(20), Mm(27)
    section.left_margin, section.right_margin = Mm(25), Mm(25 if paper.is_large else 32)
    section.footer_distance = Mm(14)
    section.different_first_page_header_footer = True
    width = Length(210 * 36_000 - section.left_margin - section.right_margin)
    for footer, words in ((section.first_page_footer, ""), (section.footer, copy["reference"])):
        line = footer.paragraphs[0]
        line.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
        line.add_run(f"{words}\t")
        numbered(line, paper.page)


def put_head(document: Document, copy: FairCopy, paper: Paper) -> None:
    """Put whose letter it is and to whom; nothing but whom stands where a window may show it."""
    in_window = _fits(copy, paper)
    office = document.add_paragraph(copy["office"], OFFICE)
    spaced(
        office,
        before=None if in_window else _UNDER_WINDOW,
        after=_UNDER_WINDOW if in_window else None,
    )
    dated = [line for line in (copy["on"], copy["reference"]) if line]
    to = (copy["addressee"], "No Spacing", _WINDOW)
    about = ((copy["contact"], SMALL, _BESIDE), (dated, "No Spacing", _BESIDE))
    for lines, style, frame in (to, *about) if paper.is_large else (*about, to):
        is_framed = in_window and not (paper.is_large and frame is _BESIDE)
        for line in lines:
            paragraph = document.add_paragraph(line, style)
            if is_framed:
                framed(paragraph, frame)
        if lines:
            spaced(paragraph, after=3)


def _fits(copy: FairCopy, paper: Paper) -> bool:
    """Tell whether everything keeps to its place; where it does not, it stands in one column."""
    share = 2 if paper.is_large else 1
    lines = copy["addressee"]
    return (
        len(lines) <= _MOST_LINES // share
        and all(len(line) <= _LONGEST_LINE // share for line in lines)
        and len(copy["office"]) <= _LONGEST_LINE
        and sum(1 + len(line) // _LONGEST_LINE for line in copy["contact"]) <= _MOST_BESIDE
        and len(copy["reference"]) <= _LONGEST_LINE
    )
