"""Refusals, warnings and needs in words: none without a sentence, each with its facts."""

import re
from pathlib import Path

import pytest

from reconvene.core.conduct.answer import Fact, Ground, Refused, Warned
from reconvene.core.conduct.context import Context
from reconvene.core.record.event import KINDS
from reconvene.library.words.answers import Said, need_words, refusal_words, warning_words
from reconvene.library.words.plain import listed, lowered, quoted, said_hour
from reconvene.library.words.sentences import (
    WordsMissing,
    placeholders,
    read_names,
    read_words,
    sentence,
)
from tests.support.tellings import told

CORE = Path(__file__).parents[2] / "src" / "reconvene" / "core"
CONDUCT = "\n".join(path.read_text(encoding="utf-8") for path in (CORE / "conduct").glob("*.py"))
LETTERS = "\n".join(path.read_text(encoding="utf-8") for path in (CORE / "letters").glob("*.py"))
PANELS = (CORE / "casefile" / "panels.py").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def ctx() -> Context:
    """Give a case at its end, so that everything a fact can name is there."""
    return told("sp-cpc/easter").context()


class TestVocabulary:
    def test_every_ground_has_words_and_no_other_code_does(self) -> None:
        assert set(read_words("refusals")) == {ground.value for ground in Ground}

    def test_every_ground_has_a_line_to_gather_acts_under(self) -> None:
        assert set(read_names("ground")) == {ground.value for ground in Ground}

    @pytest.mark.parametrize("ground", Ground)
    def test_every_ground_can_be_said_without_a_fact(self, ctx: Context, ground: Ground) -> None:
        nothing: dict[str, Fact] = {"roles": (), "people": (), "points": (), "detail": ""}
        said = refusal_words(ctx, Refused(ground, "SP 3.5", nothing))

        assert said.reason == read_words("refusals")[ground.value].says[-1]

    def test_every_warning_has_words(self) -> None:
        codes = set(re.findall(r"Warned\(\s*\"([a-z-]+)\"", CONDUCT)) | {"all-council"}

        assert '("all-council",)' in PANELS
        assert set(read_words("warnings")) == codes

    def test_every_need_of_a_letter_has_words(self) -> None:
        codes = set(re.findall(r"Missing\(content, f?\"([a-z-]+)", LETTERS))

        assert len(codes) > 15
        assert set(read_words("needs")) == codes | {"wording"}  # which `post` finds out

    def test_every_kind_of_entry_has_a_name(self) -> None:
        assert set(read_names("kind")) == set(KINDS)

    @pytest.mark.parametrize("file", ["refusals", "warnings", "needs"])
    def test_the_fullest_sentence_comes_first(self, file: str) -> None:
        for code, wording in read_words(file).items():
            for earlier, later in zip(wording.says, wording.says[1:], strict=False):
                assert placeholders(earlier), code
                assert not placeholders(earlier) < placeholders(later), code


def _facts_used() -> list[tuple[Ground, tuple[str, ...]]]:
    """Every `refuse(Ground.X, ..., fact=...)` of the core, with the names of its facts."""
    found = []
    for call in re.finditer(r"refuse\(\s*Ground\.([A-Z_]+)", CONDUCT):
        depth, end = 1, call.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(CONDUCT[end], 0)
            end += 1
        inside = re.sub(r"\([^()]*\)", "", CONDUCT[call.end() : end - 1])
        inside = re.sub(r"\([^()]*\)", "", inside)
        found.append((Ground[call.group(1)], tuple(re.findall(r"(\w+)=", inside))))
    return found


USED = _facts_used()
SAMPLE: dict[str, Fact] = {
    "people": ("lena",),
    "person": "lena",
    "point": "A",
    "points": ("A",),
    "status": "settled",
    "stage": "stage-1",
    "missing": ("chair", "members:1", "agencies:1"),
    "roles": ("line-manager",),
    "seat": "member",
    "bar": "line-management",
    "needs": ("answer:A",),
    "lacks": "senior",
    "kind": "meeting.held",
    "because": "already-done",
    "tag": "appeal",
    "entry": 3,
    "reasons": "Too long ago.",
}


@pytest.mark.parametrize(("ground", "names"), USED, ids=str)
def test_every_refusal_of_the_core_can_be_said_in_words(
    ctx: Context, ground: Ground, names: tuple[str, ...]
) -> None:
    facts: dict[str, Fact] = {
        name: "2025-04-10" if name.endswith("_on") else SAMPLE.get(name, "ground") for name in names
    }
    said = refusal_words(ctx, Refused(ground, "SP 3.5", facts))

    assert said.reason[-1] in ".?”"
    assert "{" not in said.reason
    assert said.clause == "SP 3.5"


def test_the_core_refuses_in_many_places() -> None:
    assert len(USED) > 80


class TestSentences:
    def test_names_people_points_days_and_papers_as_people_do(self, ctx: Context) -> None:
        late = Refused(Ground.RIGHT_OPEN, "SP 3.9", {"last_on": "2025-06-06"})
        paper = Refused(Ground.PAPER_MISSING, "SP 4.4", {"paper": "conference-minutes"})
        away = Refused(Ground.NOT_PRESENT, "SP 3.7", {"roles": ("line-manager", "complainant")})

        assert "until the end of Friday 6 June 2025" in refusal_words(ctx, late).reason
        assert "Minutes of the conference" in refusal_words(ctx, paper).reason
        assert refusal_words(ctx, away).reason.endswith(
            "the chair's line manager and the person who complained."
        )

    def test_says_what_a_quorum_lacks(self, ctx: Context) -> None:
        lacking = Refused(Ground.NOT_QUORATE, "SP 5.7", {"missing": ("chair", "members:2")})

        assert "Still missing: the chair and 2 more members." in refusal_words(ctx, lacking).reason

    def test_leaves_out_a_fact_that_is_none(self, ctx: Context) -> None:
        refused = Refused(Ground.NOT_CALLED_FOR, "law", {"meeting": None})

        assert refusal_words(ctx, refused) == Said("Nothing calls for this at present.")

    def test_says_what_a_correction_would_break(self, ctx: Context) -> None:
        facts: dict[str, Fact] = {"entry": 6, "kind": "meeting.held", "because": "needs-reason"}
        said = refusal_words(ctx, Refused(Ground.CONTRADICTS, "SP 3.7", facts)).reason

        assert "entry 6, “A meeting was held”. Give the reason." in said

    def test_says_what_a_letter_needs(self, ctx: Context) -> None:
        assert need_words(ctx, "answer:A") == "an answer to “Kit should not be on a plan”"
        assert need_words(ctx, "meeting-held:stage-1-appointment").startswith("a record that the")
        assert "something is late" in need_words(ctx, "words:delay")
        assert "something to say of “that each point" in need_words(ctx, "nothing:goes-on")

    def test_counts_how_late_a_complaint_is(self, ctx: Context) -> None:
        facts: dict[str, Fact] = {"last_on": "2025-04-28", "working_days_late": 3}
        said = warning_words(ctx, Warned("complaint-late", "SP 3.2", facts))

        assert said.reason.startswith("This complaint came 3 working days after the last day, Mon")

    def test_fails_rather_than_leave_a_gap(self) -> None:
        with pytest.raises(WordsMissing, match="'complaint-late' could not be put into words"):
            sentence("warnings", "complaint-late", {})
        with pytest.raises(WordsMissing):
            sentence("refusals", "no-such-code", {})


class TestPlain:
    def test_lists(self) -> None:
        assert [listed(w) for w in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
            "", "a", "a and b", "a, b and c",
        ]  # fmt: skip

    def test_shortens_long_words_at_a_space(self) -> None:
        short = quoted("The report " + "was very late " * 9)

        assert short.endswith(" …”")
        assert len(short) < 80

    def test_says_hours(self) -> None:
        assert [said_hour(at) for at in ("00:00", "09:05", "12:00", "14:30")] == [
            "12am", "9:05am", "12pm", "2:30pm",
        ]  # fmt: skip

    def test_leaves_what_is_no_hour_as_it_was_written(self) -> None:
        assert said_hour("after school") == "after school"

    def test_keeps_capitals_of_names(self) -> None:
        assert (lowered("Chair"), lowered("NHS trust")) == ("chair", "NHS trust")
