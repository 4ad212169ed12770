"""The ledger room, as Django knows it."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The record of every case. Rows are added and read; the database refuses anything else."""

    name = "reconvene.ledger"
    label = "ledger"
