"""
Take controls out, one at a time, in a copy of the source, and demand that tests notice.

`python -m assurance.sabotage` takes out all of them, with names only those. The tests are first
run in a copy where nothing was changed, and have to pass there: red shows nothing where it was red
before. Returns 1 where a control could be missing without the tests of its checks noticing.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from assurance.marks import ROOT
from assurance.running import Ended, outcomes
from assurance.saboteur import Saboteur, read_saboteurs

BUILT = (
    "src/reconvene/web/static_built",
    "src/reconvene/post/typeset/type_built",
    "tests/support/provider/node_modules",
    "node_modules",
    ".venv",
)
"""What git does not keep and some tests need; linked into the copy."""


class RedBefore(RuntimeError):
    """Tests fail without anything having been taken out."""

    def __init__(self, *, tests: Sequence[str]) -> None:
        super().__init__(
            f"Cannot tell what notices: {', '.join(tests)} did not pass where nothing was taken "
            "out. Put that right first."
        )


@contextmanager
def copied(tree: Path = ROOT) -> Iterator[Path]:
    """Give a copy of everything kept in a tree, as it stands now, and remove it in the end."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=tree,
        check=True,
        capture_output=True,
        text=True,
    )
    with tempfile.TemporaryDirectory(prefix="saboteur-") as folder:
        copy = Path(folder) / "tree"
        for name in filter(None, listed.stdout.split("\0")):
            if (tree / name).is_file():
                (copy / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(tree / name, copy / name)
        for name in BUILT:
            if (tree / name).exists():
                (copy / name).symlink_to((tree / name).resolve())
        yield copy


def demand_green(saboteurs: Sequence[Saboteur], tree: Path) -> None:
    """Raise RedBefore where a test that is to notice does not pass in a copy as it stands."""
    for database in sorted({one.database for one in saboteurs}):
        tests = sorted({t for one in saboteurs if one.database == database for t in one.tests})
        ended = _run(tests, tree, database)
        red = [test for test, one in ended.items() if one["outcome"] != "passed"]
        if red:
            raise RedBefore(tests=red)


def noticed(one: Saboteur) -> tuple[str, ...]:
    """
    Return the checks of a saboteur whose tests fail once the control is out, in its own order.

    Only a test that ran and then failed counts: one that could not begin noticed nothing.
    """
    with copied() as tree:
        for change in one.changes:
            change.apply(tree)
        ended = _run(one.tests, tree, one.database)
    red = {
        check for test in ended.values() if test["outcome"] == "failed" for check in test["assures"]
    }
    return tuple(check for check in one.assures if check in red)


def _run(tests: Sequence[str], tree: Path, database: str) -> dict[str, Ended]:
    words = ["--quiet", "-p", "no:cacheprovider", "--tb=no", *tests]
    return outcomes(words, database=database, is_full=False, tree=tree)


def main() -> int:
    """Take the controls named, or all, out; say what noticed; return 1 where nothing did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="of a file in saboteurs")
    names = parser.parse_args().names or list(read_saboteurs())
    chosen = {name: read_saboteurs()[name] for name in names}
    with copied() as tree:
        demand_green(list(chosen.values()), tree)
    unnoticed = 0
    for name, one in chosen.items():
        by = noticed(one)
        missing = [check for check in one.assures if check not in by]
        unnoticed += bool(missing)
        print(f"{name}: {'NOT NOTICED by ' + ', '.join(missing) if missing else 'noticed'}")
    return 1 if unnoticed else 0


if __name__ == "__main__":
    sys.exit(main())
