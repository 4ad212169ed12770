"""The Jinja2 environment: strict where a slip of the pen would otherwise print nothing."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.template import engines
from jinja2 import UndefinedError

from reconvene import web
from reconvene.web.components.shown import LastDay, Standing

PAGES = Path(str(web.__file__)).parent / "jinja2"
SHOWN = re.compile(
    r"""\{\{ (it\.|row\.|one\.|held\.|letter\.)?reference \}\}|"text": [^,}]*reference\b"""
)
UNSEEN = re.compile(r"block title|visually-hidden")
"""A page's title, and what is only read aloud, break nowhere."""


def render(template: str, **shown: object) -> str:
    """Render a template's words as a page would."""
    return engines["jinja2"].from_string(template).render(shown)


def test_a_name_nobody_gave_is_a_fault() -> None:
    with pytest.raises(UndefinedError):
        render("{{ nobody }}")


def test_an_attribute_that_is_not_there_is_a_fault() -> None:
    with pytest.raises(UndefinedError):
        render("{{ it.when }}", it=LastDay(None, Standing.NONE_STATED))


def test_an_option_a_component_was_not_given_is_empty() -> None:
    assert render("{{ options.hint }}", options={}) == ""


def test_what_people_write_is_escaped() -> None:
    assert render("{{ words }}", words="<b>") == "&lt;b&gt;"


def test_days_and_counts_have_filters() -> None:
    said = render(
        "{{ on | day }}, {{ on | short_day }}, {{ on | weekday }}, {{ 2 | plural('duty', 'duties') }}",
        on=date(2025, 8, 19),
    )

    assert said == "Tuesday 19 August 2025, Tue 19 Aug 2025, Tue, 2 duties"


def test_neighbours_are_gathered_in_the_order_they_came() -> None:
    said = render(
        "{% for real, run in items | runs('real') %}{{ real }}:{{ run | join('+') }} {% endfor %}",
        items=[1, 2, 3j, 4],
    )

    assert said == "1:1 2:2 0.0:3j 4:4 "


@pytest.mark.urls("reconvene.web.components.routes")
def test_routes_and_static_files_are_found_by_name() -> None:
    said = render("{{ url('gallery') }} {{ url('accent', colour='134e4a') }} {{ static('a.css') }}")

    assert said == "/gallery /look/134e4a.css /static/a.css"


class TestWhatIsReadOutAsOne:
    def test_is_kept_on_one_line_and_escaped(self) -> None:
        said = render("{{ words | unbroken }}", words="SP-<b>")

        assert said == '<span class="rc-unbroken">SP-&lt;b&gt;</span>'

    def test_leaves_what_stands_beside_it_escaped(self) -> None:
        macros = '{% from "browse/retention/parts.html" import way_back %}'

        for words in ("kept", "kept ~ ' ' ~ (called | unbroken)"):
            said = render(f"{macros}{{{{ way_back({words}, '/') }}}}", kept="<b>", called="SP")
            assert "<b>" not in said, words
            assert "&lt;b&gt;" in said, words

    def test_is_every_reference_that_a_page_shows(self) -> None:
        broken = [
            f"{page.name}: {line.strip()}"
            for page in PAGES.rglob("*.html")
            for line in page.read_text().splitlines()
            if SHOWN.search(line) and not UNSEEN.search(line)
        ]

        assert broken == []
