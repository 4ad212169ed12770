"""A letter that goes in further languages: chosen on its page, proven in each, and kept in each."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from reconvene.core.conduct.answer import Ground, Refused
from reconvene.desk import proving
from reconvene.desk.answers import Receipt
from reconvene.post.typeset.word import words_in
from reconvene.post.wording.reading import shipped_wording, translations_of
from tests.support.desk import Desk
from tests.support.printed import Printed
from tests.support.sp_life import STEPS, Step
from tests.support.wording import silenced

pytestmark = pytest.mark.django_db
SHIPPED = Path(proving.__file__).parent.parent / "library" / "letters"
AT = next(number for number, step in enumerate(STEPS) if step.kind == "letter.sent")
ENTRY = AT + 2


class Case:
    """A complaint about to be acknowledged, where letters can go in Polish and Arabic."""

    def __init__(self, client: Client, folder: Path) -> None:
        self.client, self.desk = client, Desk.at()
        self.person = self.desk.people["amina"]
        for language in ("pl", "ar"):
            words = (SHIPPED / f"{language}.yaml").read_text("utf-8")
            (folder / f"{self.person.authority_id}.{language}.yaml").write_text(words, "utf-8")
        self.taken = self.desk.open()
        self.desk.live(self.taken.case_id, AT)
        self.client.force_login(self.person)

    def send(self, *also_in: str, **more: object) -> Receipt | Refused:
        step = STEPS[AT]
        details = {**step.details, "also_in": also_in, **more}
        answer = self.desk.act(self.taken.case_id, Step(step.by, step.on, step.kind, details))
        assert isinstance(answer, Receipt | Refused)
        return answer

    def get(self, path: str = f"letter/{ENTRY}") -> tuple[int, str]:
        answer = self.client.get(f"/case/{self.taken.reference}/{path}")
        return answer.status_code, " ".join(answer.content.decode(errors="replace").split())

    def file(self, form: str) -> bytes:
        answer = self.client.get(f"/case/{self.taken.reference}/letter/{ENTRY}/{form}")
        assert answer.status_code == 200
        return bytes(answer.content)


@pytest.fixture
def case(client: Client, settings: Settings, tmp_path: Path) -> Case:
    settings.LETTERS = tmp_path
    return Case(client, tmp_path)


def test_its_form_offers_those_that_the_authority_has(case: Case, settings: Settings) -> None:
    _, page = case.get("do/letter.sent/acknowledgement")
    assert "Does it go in another language too?" in page
    assert "Polish" in page
    assert "Arabic" in page

    settings.LETTERS = None
    _, page = case.get("do/letter.sent/acknowledgement")
    assert "another language" not in page


def test_each_is_kept_read_on_its_page_and_had_as_files(case: Case) -> None:
    assert isinstance(case.send("ar", "pl", added={"advocate": "Ring us."}), Receipt)

    _, first = case.get()
    assert "It is in 3 languages" in first
    assert "<strong>English</strong>" in first
    assert f"letter/{ENTRY}?language=pl" in first
    _, polish = case.get(f"letter/{ENTRY}?language=pl")
    assert '<article class="rc-letter" lang="pl" dir="ltr"' in polish
    assert "24 kwietnia 2025" in polish
    assert "Ring us." in polish
    assert f"letter/{ENTRY}/pdf-pl" in polish
    _, arabic = case.get(f"letter/{ENTRY}?language=ar")
    assert '<article class="rc-letter" lang="ar" dir="rtl"' in arabic
    assert "\u2068Ring us.\u2069" in arabic
    assert "<title>Acknowledgement" in arabic

    assert Printed(case.file("pdf-ar")).language == "ar"
    assert Printed(case.file("large-print-pl")).language == "pl"
    assert Printed(case.file("pdf")).language == "en-GB"
    assert any("24 kwietnia 2025" in line for line in words_in(case.file("word-pl")))
    _, entry = case.get(f"entry/{ENTRY}")
    assert "Also in" in entry
    assert "Arabic, Polish" in entry or "Arabic and Polish" in entry


def test_it_is_not_there_in_a_language_that_it_did_not_go_in(case: Case) -> None:
    case.send("pl")

    assert case.get(f"letter/{ENTRY}?language=ar")[0] == 404
    assert case.get(f"letter/{ENTRY}/pdf-ar")[0] == 404
    assert case.get(f"letter/{ENTRY}/odt-pl")[0] == 404
    assert case.get(f"letter/{ENTRY}/-pl")[0] == 404


def test_a_language_that_nobody_words_it_in_is_refused(case: Case) -> None:
    answer = case.send("pl", "cy")

    assert isinstance(answer, Refused)
    assert (answer.ground, answer.facts["detail"]) == (Ground.UNKNOWN, "cy")


def test_it_is_refused_in_all_where_the_words_of_one_leave_something_out(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking = silenced(shipped_wording("pl"), "decision-stands", "stands")
    monkeypatch.setattr(proving, "translations_of", lambda *_, **__: {"pl": lacking})

    answer = case.send("pl")
    assert isinstance(answer, Refused)
    assert answer.ground is Ground.LETTER_INCOMPLETE
    assert isinstance(case.send(), Receipt)


def test_only_an_authoritys_own_files_count(tmp_path: Path) -> None:
    words = (SHIPPED / "pl.yaml").read_text("utf-8")
    for name in ("here.pl.yaml", "here.yaml", "elsewhere.pl.yaml"):
        (tmp_path / name).write_text(words, "utf-8")
    arabic = (SHIPPED / "ar.yaml").read_text("utf-8")
    (tmp_path / "heresy.ar.yaml").write_text(arabic, "utf-8")

    assert list(translations_of("here", folder=tmp_path)) == ["pl"]
    assert translations_of("nowhere", folder=tmp_path) == {}
    assert translations_of("here") == {}
