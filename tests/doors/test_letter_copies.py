"""The words of a letter that went stay as they went, whatever is worded, moved or put right later."""

from datetime import date

import pytest
from django.test import Client
from msgspec import structs

from reconvene.core.casefile.corrections import effective
from reconvene.core.record.exchange import LetterSent
from reconvene.desk import deciding, proving
from reconvene.desk.answers import Receipt
from reconvene.desk.look import load
from reconvene.post.wording.reading import shipped_wording
from reconvene.post.wording.shape import Said, Spoken, Wording
from reconvene.web.browse.putting_right import parts
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.sp_life import STEPS, Step
from tests.support.wording import silenced

pytestmark = pytest.mark.django_db
AT = next(number for number, step in enumerate(STEPS) if step.kind == "letter.sent")
ENTRY = AT + 2
OUR_GREETING = "Dear Ewa Zielińska"


class Case:
    """A complaint, up to its acknowledgement or just after it, as the complaints officer meets it."""

    def __init__(self, client: Client) -> None:
        self.client, self.desk = client, Desk.at()
        self.taken = self.desk.open()
        self.desk.live(self.taken.case_id, AT)
        self.client.force_login(self.desk.people["ben"])

    def send(self, key: str = "letter") -> Receipt:
        answer = self.desk.act(self.taken.case_id, STEPS[AT], key=key)
        assert isinstance(answer, Receipt), answer
        return answer

    def page(self, path: str = f"letter/{ENTRY}") -> str:
        answer = self.client.get(f"/case/{self.taken.reference}/{path}")
        assert answer.status_code == 200
        return " ".join(answer.content.decode().split())

    def has_file(self) -> bool:
        path = f"/case/{self.taken.reference}/letter/{ENTRY}/pdf"
        return self.client.get(path).status_code == 200 and path in self.page()

    @property
    def letter(self) -> LetterSent:
        look = load(self.desk.people["ben"], self.taken.case_id, day("Fri 9 May 2025"))
        data = next(one.data for one in effective(look.events) if one.number == ENTRY)
        assert isinstance(data, LetterSent)
        return data


@pytest.fixture
def case(client: Client) -> Case:
    return Case(client)


def worded(monkeypatch: pytest.MonkeyPatch, wording: Wording) -> None:
    monkeypatch.setattr(proving, "wording_of", lambda *_, **__: wording)


def greeting(said: Said) -> Wording:
    wording = shipped_wording()
    return wording.model_copy(update={"frame": wording.frame.model_copy(update={"greeting": said})})


HELLO = greeting(Spoken(adult="Hello {name}", child="Hello {name}"))


def test_other_words_and_another_address_are_for_later_letters(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.send()
    at = case.desk.people["ben"].authority
    at.address, before = "2 New Road", at.address
    at.save()
    worded(monkeypatch, HELLO)

    page = case.page()
    assert OUR_GREETING in page
    assert "Hello Ewa" not in page
    assert "word for word" in page
    assert "2 New Road" not in page
    assert case.letter.copy is not None
    assert case.letter.copy.head.address == before
    assert "Hello Ewa" in case.page("do/letter.sent/acknowledgement")


def test_words_that_lack_something_now_take_no_letter_away(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.send()
    worded(monkeypatch, silenced(shipped_wording(), "decision-stands", "stands"))

    assert case.has_file()


def test_the_same_sent_again_after_other_words_came_is_the_same_letter(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipt = case.send()
    copy = case.letter.copy
    worded(monkeypatch, HELLO)

    assert case.send() == receipt
    assert case.letter.copy == copy


def test_putting_its_entry_right_leaves_the_words_that_went(case: Case) -> None:
    case.send()
    copy = case.letter.copy
    right = {"entry": ENTRY, "reason": "Typed wrongly.", "happened_on": date(2025, 4, 23)}
    answer = case.desk.act(
        case.taken.case_id, Step("ben", "Fri 25 Apr 2025", "entry.corrected", right)
    )

    assert isinstance(answer, Receipt), answer
    assert case.letter.copy == copy
    page = case.page()
    assert "put right on the record" in page
    assert "24 April 2025" in page


def test_none_of_its_words_is_there_to_be_put_right(case: Case) -> None:
    case.send()
    data = case.letter

    assert data.copy
    assert parts(data) == parts(structs.replace(data, copy=None))


def test_the_page_of_its_entry_leads_to_it_and_does_not_repeat_it(case: Case) -> None:
    case.send()
    page = case.page(f"entry/{ENTRY}")

    assert f"/letter/{ENTRY}" in page
    assert OUR_GREETING not in page


class TestBeforeWordsWereKept:
    @pytest.fixture(autouse=True)
    def _sent(self, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
        with monkeypatch.context() as then:
            then.setattr(deciding, "put_in_words", lambda _, answer: answer)
            case.send()
        assert case.letter.copy is None

    def test_a_letter_is_written_out_again_and_says_so(
        self, case: Case, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        worded(monkeypatch, HELLO)

        page = case.page()
        assert "Hello Ewa" in page
        assert "before its words were kept" in page
        assert "word for word" not in page
        assert case.has_file()

    def test_where_its_words_now_lack_something_it_is_no_file(
        self, case: Case, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        worded(monkeypatch, silenced(shipped_wording(), "decision-stands", "stands"))

        assert not case.has_file()
        assert f"/letter/{ENTRY}/pdf" not in case.page()
