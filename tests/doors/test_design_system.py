"""
The design system's own examples, drawn through our environment.

govuk-frontend comes with options and the HTML they must give, for every component. The Jinja macros
are another project's: an upgrade of either is proved here or refused.
"""

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.template import engines
from jinja2 import UndefinedError

from reconvene.web.environment import Components

UPSTREAM = Path(__file__).parents[2] / "node_modules" / "govuk-frontend" / "dist" / "govuk"
EXAMPLES = sorted(UPSTREAM.glob("components/*/fixtures.json"))

# A row that is None is a slip of the pen, at which our environment stops and Nunjucks does not.
REFUSED = {("summary-list", "with falsy values")}


class Flattened(HTMLParser):
    """HTML as a list of tags and words: order of attributes and white space no longer matter."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[object] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append((tag, sorted((key, " ".join((to or "").split())) for key, to in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.parts += data.split()


@pytest.fixture(scope="module")
def components() -> Components:
    backend: Any = engines["jinja2"]
    return Components(backend.env)


def test_every_component_has_examples() -> None:
    assert len(EXAMPLES) >= 37, f"only {len(EXAMPLES)} under {UPSTREAM}; run frontend/build.sh"


@pytest.mark.parametrize("examples", EXAMPLES, ids=lambda path: path.parent.name)
def test_components_are_drawn_as_upstream_says(examples: Path, components: Components) -> None:
    component = examples.parent.name

    for example in json.loads(examples.read_text(encoding="utf-8"))["fixtures"]:
        if (component, example["name"]) in REFUSED:
            with pytest.raises(UndefinedError):
                components.govuk(component, example["options"])
            continue

        drawn = components.govuk(component, example["options"])

        assert Flattened(drawn).parts == Flattened(example["html"]).parts, example["name"]
