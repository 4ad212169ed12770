"""The command `reconvene`: procedures, stories and days, without a server or a database."""

from reconvene.cli.main import main

__all__ = ["main"]
