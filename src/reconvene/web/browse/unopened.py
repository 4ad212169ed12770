"""What a list shows of a case that does not open: its reference and its days, and that it does not."""

from reconvene.worklist.rows import Row

DOES_NOT_OPEN = "This case does not open. Tell whoever looks after this service."


def family_of(row: Row) -> str:
    """Return what the family of a row is called, or that nobody can tell."""
    return row.family if row.opens else DOES_NOT_OPEN
