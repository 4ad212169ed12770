"""What a running copy is made of: few packages, each with a reason, the same each time."""

import ast
import hashlib
import re
import subprocess
import sys
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from tests.house.test_locks import pins
from tests.support.sizes import IS_FULL
from tests.support.tree import ROOT, SOURCE
from tools.packages_page import wants

pytestmark = pytest.mark.assures("SU-1")


def test_few_packages_are_asked_for_and_each_has_a_reason() -> None:
    lines = (ROOT / "requirements.in").read_text(encoding="utf-8").splitlines()
    asked = [line for line in lines if line and not line.startswith("#")]

    assert len(asked) == len(wants()) <= 25


def test_everything_that_the_code_imports_is_asked_for() -> None:
    imported = {
        name.partition(".")[0]
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in (
            [one.name for one in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom) and not node.level
            else []
        )
    }
    others = imported - set(sys.stdlib_module_names) - {"reconvene"}
    brought = {"markupsafe": "jinja2"}  # its own type for what is escaped already
    distributions = packages_distributions()
    unasked = {
        module
        for module in others
        if not (
            {canonicalize_name(name) for name in distributions.get(module, [module])}
            | {brought.get(module, "")}
        )
        & set(wants())
    }

    assert unasked == set()


def test_what_is_installed_is_what_is_locked() -> None:
    held = {
        name: pin
        for name, found in pins("requirements.lock").items()
        for pin in found
        if pin.marker is None or pin.marker.evaluate()
    }
    other = [str(pin) for name, pin in held.items() if version(name) not in pin.specifier]

    assert len(held) > 10
    assert other == []


def test_no_script_of_a_page_s_package_runs_as_it_is_installed() -> None:
    assert "npm ci " in (ROOT / "frontend/build.sh").read_text("utf-8")
    assert "--ignore-scripts" in (ROOT / "frontend/build.sh").read_text("utf-8")
    assert re.search("^ignore-scripts=true$", (ROOT / ".npmrc").read_text("utf-8"), re.MULTILINE)


@pytest.mark.skipif(not IS_FULL, reason="two whole installs, in the run in full")
def test_two_installs_are_the_same_to_the_byte(tmp_path: Path) -> None:
    first, second = (installed(tmp_path / name) for name in ("first", "second"))

    assert len(first) > 1000
    assert first == second


def installed(folder: Path) -> dict[str, str]:
    """
    Return the digest of every file that the lock brings, by its place.

    Without the installer's own lists, which hold the path of the environment in its programs.
    """
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    words = [
        "install",
        "--quiet",
        "--require-hashes",
        "--only-binary",
        ":all:",
        "--no-compile",
        "--no-deps",
    ]
    lock = ROOT / "requirements.lock"
    subprocess.run(
        [folder / "bin/python", "-m", "pip", *words, "--requirement", str(lock)], check=True
    )
    root = next(folder.glob("lib/python*/site-packages"))
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file() and path.suffix != ".pyc" and path.name != "RECORD"
        if not path.relative_to(root).parts[0].startswith("pip")
    }
