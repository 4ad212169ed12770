"""
Files that a browser is given to keep: named as the standard says, with cells that stay text.

In: rows of plain text. Out: an answer that opens in a spreadsheet and does nothing there.
"""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from django.http import HttpResponse
from django.utils.http import content_disposition_header

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def inert(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula, however it begins."""
    is_risky = cell.startswith(_BEGINS_A_FORMULA) or cell.lstrip().startswith(_BEGINS_A_FORMULA)
    return f"'{cell}" if is_risky else cell


def table_file(name: str, rows: Iterable[Sequence[str]]) -> HttpResponse:
    """Return rows as a file of comma-separated values, to be kept under a name."""
    text = StringIO(newline="")
    csv.writer(text).writerows([inert(cell) for cell in row] for row in rows)
    answer = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv")
    answer["Content-Disposition"] = attachment(name)
    return answer


def attachment(name: str) -> str:
    """Return the header by which an answer is kept as a file of this name, whatever is in it."""
    plain = " ".join(name.split())  # a line's end would begin another header
    return content_disposition_header(as_attachment=True, filename=plain) or "attachment"
