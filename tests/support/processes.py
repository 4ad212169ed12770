"""Processes of a test's own: on its database, with its keys, running the very tree under test."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection

from tests.support.own_keys import environment_of_keys
from tests.support.tree import ROOT

IMPORTS = f"{ROOT / 'src'}{os.pathsep}{ROOT}"
"""Said outright: another copy of the package may be installed."""


def address(name: str = "") -> str:
    """Return the address of the database this test runs on, for a process that says its name."""
    database = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{database}"
    server = urlsplit(os.environ["RECONVENE_DATABASE_URL"])
    query = "&".join(filter(None, (server.query, f"application_name={name}")))
    return server._replace(path=f"/{database}", query=query).geturl()


def own(folder: Path, **more: str) -> dict[str, str]:
    """Return what a demo is started with that keeps everything in a folder, on no test's database."""
    return environment(
        folder / "var",
        RECONVENE_KEY_FILE=str(folder / "keys.json"),
        RECONVENE_DATABASE_URL="",
        **more,
    )


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Return what a demo in a folder is started with, on this test's database and keys."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": IMPORTS,
        "DJANGO_SETTINGS_MODULE": "reconvene.config.settings",
        "RECONVENE_DEMO": "1",
        "RECONVENE_VAR": str(folder),
        **environment_of_keys(),
        "RECONVENE_DATABASE_URL": address(),
        "RECONVENE_ASSURANCE": os.environ.get("RECONVENE_ASSURANCE", ""),
        **more,
    }


def said_by(module: str, *words: object, environment: dict[str, str]) -> str:
    """Return what a module prints that is run as a process; its faults are said where it fails."""
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, words)],
        cwd=ROOT,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
