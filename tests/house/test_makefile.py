"""The commands that people type."""

import re

from tests.support.tree import ROOT

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^([a-z][a-z-]*):(?! export)(.*)", MAKEFILE, re.MULTILINE)


def test_every_command_has_a_line_of_help() -> None:
    assert [name for name, rest in COMMANDS if not re.search(r"## [A-Z]", rest)] == []


def test_every_command_runs_even_where_a_file_has_its_name() -> None:
    phony = re.search(r"^\.PHONY: (.*)", MAKEFILE, re.MULTILINE)

    assert phony is not None
    assert phony[1].split() == [name for name, _ in COMMANDS]


def test_every_tool_named_is_there() -> None:
    scripts = re.findall(r"tools/[a-z]+\.sh", MAKEFILE)
    modules = [f"tools/{name}.py" for name in re.findall(r"-m tools\.([a-z_]+)", MAKEFILE)]

    assert scripts
    assert modules
    assert [name for name in scripts + modules if not (ROOT / name).is_file()] == []


def test_the_build_server_runs_the_tests_as_a_person_does() -> None:
    assert "exec make test\n" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
