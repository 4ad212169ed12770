"""The reference page of the language: its examples work, and its tables are those of the code."""

import re
from collections.abc import Iterable
from typing import Any

import pytest

from reconvene.core.procedure.conditions import CONDITIONS
from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.duties import CIRCULATIONS
from reconvene.core.procedure.happenings import HAPPENINGS
from reconvene.core.procedure.letters import CONTENTS
from reconvene.core.procedure.panels import BAR_KINDS
from reconvene.core.procedure.parts import Part, Rule
from reconvene.core.procedure.reading import read
from reconvene.core.procedure.shape import shape_problems
from reconvene.library.procedure_files import check_text
from reconvene.library.yaml_text import read_yaml
from tests.support.tree import ROOT

PAGE = (ROOT / "docs/reference/procedure-language.md").read_text(encoding="utf-8")
(EXAMPLE,) = re.findall(r"<!-- example -->\n```yaml\n(.*?)```", PAGE, re.DOTALL)
RECIPES = re.findall(r"\*\*(.+?)\*\*\n.*?<!-- recipe -->\n```yaml\n(.*?)```", PAGE, re.DOTALL)


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def code(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


TABLES = {
    "happenings": table(
        ("Kind", "What happened", "About one of"),
        (
            (f"`{kind}`", one.says.rstrip("."), f"`{one.about}`" if one.about else "")
            for kind, one in HAPPENINGS.items()
        ),
    ),
    "conditions": table(
        ("Kind", "Asks whether", "Words"),
        (
            (f"`{kind}`", one.says, code(one.words) or (f"ids of `{one.about}`" if one.about else
             "`initial`, `review` ..."))
            for kind, one in CONDITIONS.items()
        ),
    ),
    "contents": table(
        ("Content", "Says"), ((f"`{name}`", says) for name, says in CONTENTS.items())
    ),
    "bars": table(
        ("Bar", "Somebody who"), ((f"`{kind}`", says) for kind, says in BAR_KINDS.items())
    ),
    "circulations": table(
        ("Group", "Who that is"), ((f"`{name}`", says) for name, says in CIRCULATIONS.items())
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_the_page_is_that_of_the_code(name: str) -> None:
    assert f"<!-- table: {name} -->\n\n{TABLES[name]}\n" in PAGE


def parts_of(kind: type[Part]) -> set[type[Part]]:
    below = {sub for part in kind.__subclasses__() for sub in parts_of(part)}
    return below | set(kind.__subclasses__())


MODELS = {part.__name__: part for part in parts_of(Part)}
LISTED = re.findall(r"<!-- keys: (\w+) -->\n\n((?:\|.*\n)+)", PAGE)

# Parts whose keys the page gives in words: rule keys alone, or id, label and source.
IN_WORDS = {
    "Rule",
    "ConditionalRule",
    "Ref",
    "Condition",
    "AnchorDate",
    "Trait",
    "Document",
    "Task",
    "Body",
    "Paper",
}

# How the page says what holds where a key that has no default of its own is left out.
LEFT_OUT = {"no", "none", "nobody", "anybody", "any", "nothing", "always", "never"} | {
    "first sender",
    "what raised it",
}


def test_every_part_of_a_definition_has_its_keys_on_the_page() -> None:
    assert {name for name, _ in LISTED} | IN_WORDS == set(MODELS)


@pytest.mark.parametrize(("name", "rows"), LISTED, ids=[name for name, _ in LISTED])
def test_a_table_of_keys_is_that_of_the_code(name: str, rows: str) -> None:
    model = MODELS[name]
    written = dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", rows, re.MULTILINE))
    if "| rule keys |" in rows:
        assert issubclass(model, Rule)
        written |= {key: said_of(Rule, key) for key in Rule.model_fields}

    assert set(written) == set(model.model_fields)
    for key, said in written.items():
        assert said == said_of(model, key) or said in LEFT_OUT >= {said_of(model, key)}, key


def said_of(model: type[Part], key: str) -> str:
    """Return what the page should say of a key: yes, or its default, or no."""
    field = model.model_fields[key]
    if field.is_required():
        return "yes"
    if isinstance(field.default, bool):
        return f"`{str(field.default).lower()}`"
    return f"`{field.default}`" if isinstance(field.default, str | int) else "no"


def test_the_rule_keys_are_those_of_every_rule() -> None:
    (rows,) = re.findall(r"Wherever this page says \*rule keys\*.*?\n\n((?:\|.*\n)+)", PAGE)

    written = dict(re.findall(r"^\| `(\w+)` \| (\w+) \|", rows, re.MULTILINE))
    assert written == {
        key: "yes" if field.is_required() else "no" for key, field in Rule.model_fields.items()
    }


def test_the_example_has_nothing_wrong_with_it() -> None:
    assert [problem.shown() for problem in check_text("example", EXAMPLE)] == []


def merged(plain: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """Return a definition with more rules; one of the same id takes the other's place."""
    for section, rules in more.items():
        if isinstance(rules, list):
            kept = {rule["id"]: rule for rule in plain.get(section, [])}
            plain[section] = list((kept | {rule["id"]: rule for rule in rules}).values())
        else:
            plain[section] = rules
    return plain


@pytest.mark.parametrize(("name", "text"), RECIPES, ids=[name for name, _ in RECIPES])
def test_a_recipe_works_in_the_example(name: str, text: str) -> None:
    page = read_yaml(name, text)

    definition, problems = read(merged(read_yaml("example", EXAMPLE).plain, page.plain))

    assert page.problems == []
    assert [str(problem) for problem in problems] == []
    assert isinstance(definition, Definition)


def test_the_page_has_its_recipes() -> None:
    assert len(RECIPES) == PAGE.count("<!-- recipe -->") >= 12


EXCERPTS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("text", EXCERPTS, ids=[text.split("\n")[0] for text in EXCERPTS])
def test_every_excerpt_has_the_shape_of_its_section(text: str) -> None:
    page = read_yaml("excerpt", text)
    plain = {**read_yaml("example", EXAMPLE).plain, **page.plain}

    assert page.problems == []
    assert [str(problem) for problem in shape_problems(plain)] == []
