"""Rows for screens, derived from the ledger and always able to be made again."""
