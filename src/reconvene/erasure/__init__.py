"""What becomes of records that are kept long enough: held, or erased with leave of two people."""
