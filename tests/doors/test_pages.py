"""The frame around every page, and what a page answers with."""

from dataclasses import replace

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import NoReverseMatch

from reconvene.web.components import gallery_matter as matter
from reconvene.web.components.addresses import address
from reconvene.web.components.fields import TextField
from reconvene.web.components.forms import Form
from reconvene.web.components.frame import AuthorityFace, Frame, Place, SignedIn, staff_places
from reconvene.web.components.pages import page

pytestmark = pytest.mark.urls("reconvene.web.components.routes")

BARE = Frame(AuthorityFace("Exampleshire"))


class Ask(Form):
    name = TextField("Name", missing="Enter a name")


def answer(frame: Frame, here: str = "", form: Form | None = None) -> HttpResponse:
    """Return the bare skeleton, filled by nothing."""
    return page(RequestFactory().get("/"), "layout/page.html", frame, here=here, form=form)


class TestPage:
    def test_is_titled_and_headed_by_its_problems(self) -> None:
        response = answer(BARE, form=Ask({}))

        assert response.status_code == 422
        assert b"<title>Error: " in response.content
        assert b'href="#id_name"' in response.content

    def test_without_problems_is_simply_there(self) -> None:
        response = answer(BARE, form=Ask({"name": "Ada"}))

        assert response.status_code == 200
        assert b"Error:" not in response.content
        assert b"There is a problem" not in response.content

    def test_has_nothing_that_a_strict_content_policy_forbids(self) -> None:
        content = answer(matter.FRAME).content

        assert content.count(b"<script") == 1
        assert b'<script type="module" src="/static/reconvene.js"></script>' in content
        assert b"style=" not in content
        assert b"onclick" not in content

    def test_speaks_the_frame_s_language_in_its_direction(self) -> None:
        content = answer(replace(BARE, lang="ur", direction="rtl")).content

        assert b'<html lang="ur" dir="rtl"' in content


class TestFrame:
    def test_names_the_authority_and_the_person(self) -> None:
        face = AuthorityFace("Exampleshire", phone="01632 960 100", office_hours="9 to 5")
        content = answer(Frame(face, SignedIn("Ada Quill", "chair"))).content.decode()

        assert "Ada Quill, chair" in content
        assert "Exampleshire, telephone 01632 960 100 (9 to 5)." in " ".join(content.split())

    def test_marks_the_place_one_is_in(self) -> None:
        frame = replace(BARE, places=(Place("My work", "/mine"), Place("Cases", "/cases")))
        content = answer(frame, here="Cases").content.decode()

        assert content.count('aria-current="true"') == 1
        assert "<strong" in content.split("/cases")[1].split("</a>")[0]

    def test_leaves_out_what_it_was_not_given(self) -> None:
        content = answer(BARE).content

        for absent in (b"Sign out", b"service-navigation", b"rc-banner", b"crest", b"/look/"):
            assert absent not in content

    def test_puts_on_an_authority_s_crest_and_accent(self) -> None:
        face = AuthorityFace("Exampleshire", crest="exampleshire.svg", accent="5b2a6e")
        content = answer(Frame(face)).content.decode()

        assert 'src="/static/exampleshire.svg"' in content
        assert 'href="/look/5b2a6e.css"' in content

    def test_lets_a_person_leave_by_a_form_of_their_own(self) -> None:
        content = answer(replace(BARE, person=SignedIn("Ada", "chair"), sign_out="/out")).content

        assert b'<form method="post" action="/out">' in content
        assert b"csrfmiddlewaretoken" in content

    def test_keeps_the_family_s_pages_apart_in_look(self) -> None:
        assert b"rc-family" in answer(replace(BARE, is_for_family=True)).content

    def test_shows_the_sign_that_data_is_made_up(self) -> None:
        assert b"Made up" in answer(replace(BARE, banner="Made up")).content

    def test_ends_with_the_footnotes(self) -> None:
        content = answer(replace(BARE, footnotes=(Place("Privacy", "/privacy"),))).content

        assert b'href="/privacy"' in content


def test_staff_places_fail_where_a_page_is_not_there() -> None:
    address.cache_clear()
    with pytest.raises(NoReverseMatch):
        staff_places()
