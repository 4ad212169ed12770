"""The command `reconvene`, as somebody at a terminal meets it."""

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from reconvene.cli import main
from reconvene.library import letters
from reconvene.library.procedure_files import procedure

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
STORIES = Path(__file__).parents[2] / "src/reconvene/library/stories"
EASTER = str(STORIES / "sp-cpc" / "easter.yaml")

Capture = pytest.CaptureFixture[str]


def test_whoever_reads_only_the_beginning_gets_no_fault() -> None:
    begun = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import reconvene.cli; exit(reconvene.cli.main())",
            "draw",
            "sp-cpc/1",
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert begun.stdout is not None
    begun.stdout.close()
    _, said = begun.communicate(timeout=60)

    assert (begun.returncode, said) == (2, b""), "it was not all read"


class TestDue:
    def test_it_says_why_that_day(self, capsys: Capture) -> None:
        assert main(["due", "--from", "2025-04-10", "--limit", "10 working days"]) == 0

        said = capsys.readouterr().out
        assert "Good Friday" in said
        assert "The last day is Monday 28 April 2025" in said

    def test_it_counts_by_the_calendar_as_it_was_known(self, capsys: Capture) -> None:
        words = ["due", "--from", "Mon 12 Sep 2022", "--limit", "10 working days", "--json"]

        main([*words, "--known-on", "2022-09-09"])
        before = json.loads(capsys.readouterr().out)
        main(words)
        after = json.loads(capsys.readouterr().out)

        assert (before["last_day"], after["last_day"]) == ("2022-09-26", "2022-09-27")
        assert len([day for day in after["days"] if day["number"]]) == 10

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["--from", "Mon 10 Apr 2025", "--limit", "1 week"], "is a Thu"),
            (["--from", "soon", "--limit", "1 week"], "is not a day"),
            (["--from", "2025-04-10", "--limit", "28 days"], "which kind of day"),
            (["--from", "2025-04-10", "--limit", "none stated"], "not stated"),
            (["--from", "2025-04-10", "--limit", f"{'1' * 5000} weeks"], "at most 6 digits"),
            (["--from", "2090-04-10", "--limit", "1 week"], "known only from"),
            (["--from", "2025-04-10", "--limit", "1 week", "--calendar", "mars"], "mars"),
        ],
    )
    def test_what_it_cannot_count_it_says_in_one_line(
        self, words: list[str], said: str, capsys: Capture
    ) -> None:
        assert main(["due", *words]) == 2
        assert said in capsys.readouterr().err


class TestCheck:
    def test_a_wrong_word_is_shown_where_it_stands(self, tmp_path: Path, capsys: Capture) -> None:
        sound = (EXAMPLES / "harbourshire-cpc.yaml").read_text(encoding="utf-8")
        wrong = tmp_path / "wrong.yaml"
        wrong.write_text(sound.replace("limit: 6 weeks", "limit: 6 weaks"), encoding="utf-8")

        assert main(["check", str(wrong)]) == 1

        said = capsys.readouterr().out
        assert "wrong.yaml:" in said
        assert "6 weaks" in said

    def test_a_calendar_that_is_not_there_is_named(self, tmp_path: Path, capsys: Capture) -> None:
        slip = tmp_path / "slip.yaml"
        whole = (EXAMPLES / "harbourshire-cpc.yaml").read_text("utf-8")
        slip.write_text(whole.replace("calendar: england", "calendar: englnd"), "utf-8")

        assert main(["check", str(slip)]) == 1
        said = capsys.readouterr().out
        assert "slip.yaml:10:11: there is no calendar 'englnd', did you mean 'england'?" in said

    def test_a_file_that_is_not_there_is_named(self, capsys: Capture) -> None:
        assert main(["check", "nowhere.yaml"]) == 2
        assert "nowhere.yaml could not be read" in capsys.readouterr().err

    def test_bytes_that_are_no_text_are_named(self, tmp_path: Path, capsys: Capture) -> None:
        odd = tmp_path / "odd.yaml"
        odd.write_bytes(b"\xff\xfe\x00")

        assert main(["check", str(odd)]) == 2
        assert "not UTF-8" in capsys.readouterr().err


class TestStory:
    def test_it_tells_a_story_and_how_things_then_stand(self, capsys: Capture) -> None:
        assert main(["story", EASTER, "--on", "Fri 9 May 2025"]) == 0

        said = capsys.readouterr().out
        assert "Ask for stage 2 (point A): until the end of Fri 6 Jun 2025." in said
        assert "The conference's decision stands." in said

    def test_its_json_says_the_same(self, capsys: Capture) -> None:
        main(["story", EASTER, "--on", "2025-05-09", "--json"])

        told = json.loads(capsys.readouterr().out)
        right = next(right for right in told["rights"] if right["right"] == "ask-for-stage-2")
        duty = next(duty for duty in told["duties"] if duty["duty"] == "acknowledge")
        assert told["holds"] is True
        assert right["last_on"] == "2025-06-06"
        assert (duty["last_on"], duty["status"], duty["clause"]) == ("2025-04-25", "met", "SP 3.5")
        assert {"act": "stage.requested", "about": "stage-2"} in told["open"]

    def test_what_does_not_hold_is_named_with_its_line(
        self, tmp_path: Path, capsys: Capture
    ) -> None:
        text = Path(EASTER).read_text(encoding="utf-8")
        wrong = tmp_path / "wrong.yaml"
        wrong.write_text(text.replace("acknowledge: Fri 25 Apr", "acknowledge: Thu 24 Apr"))

        assert main(["story", str(wrong)]) == 1
        said = capsys.readouterr().out
        assert "acknowledge: expected owed by Thu 24 Apr 2025" in said
        assert said.endswith("1 thing does not hold.\n")

    def test_things_that_do_not_hold_are_counted(self, tmp_path: Path, capsys: Capture) -> None:
        text = Path(EASTER).read_text(encoding="utf-8")
        wrong = tmp_path / "wrong.yaml"
        wrong.write_text(
            text.replace("acknowledge: Fri 25 Apr", "acknowledge: Thu 24 Apr")
            + "  - {on: Fri 1 Aug 2025, then: {points: {Z: stage-1}}}\n"
        )

        assert main(["story", str(wrong)]) == 1
        assert capsys.readouterr().out.endswith("2 things do not hold.\n")

    def test_a_day_beyond_the_calendar_is_named(self, tmp_path: Path, capsys: Capture) -> None:
        text = Path(EASTER).read_text(encoding="utf-8")
        far = tmp_path / "far.yaml"
        far.write_text(text.replace("held_on: Thu 10 Apr 2025", "held_on: Tue 2 Jan 1990"))

        assert main(["story", str(far)]) == 2
        assert "No working-day answer" in capsys.readouterr().err

    def test_a_story_with_faults_is_not_told_and_every_fault_has_its_line(
        self, tmp_path: Path, capsys: Capture
    ) -> None:
        faulty = tmp_path / "faulty.yaml"
        faulty.write_text(
            "story: Faulty\nprocedure: sp-cpc/1\nhapenings: []\nhappenings:\n"
            "  - on: Mon 22 Apr 2025\n    notice.given: x\n    letter.sent: y\n"
            "  - letter.sent: z\n    then: {owd: {}, can: [{a.b: c}]}\n",
            encoding="utf-8",
        )

        assert main(["story", str(faulty)]) == 2

        said = capsys.readouterr().err
        for words in (
            "unknown key 'hapenings', did you mean 'happenings'?",
            "is a Tue",
            "one thing happens at a time",
            "'on' is missing",
            "unknown key 'owd'",
            "there is no act 'a.b'",
        ):
            assert words in said

    def test_a_procedure_that_is_not_there_is_named(self, tmp_path: Path, capsys: Capture) -> None:
        lost = tmp_path / "lost.yaml"
        lost.write_text("story: Lost\nprocedure: nowhere/9\nhappenings: []\n", encoding="utf-8")

        assert main(["story", str(lost)]) == 2
        assert "nowhere/9" in capsys.readouterr().err

    def test_a_name_that_no_file_can_have_is_named(self, tmp_path: Path, capsys: Capture) -> None:
        odd = tmp_path / "odd.yaml"
        odd.write_text('story: Odd\nprocedure: "a\\0b.yaml"\nhappenings: []\n', encoding="utf-8")

        assert main(["story", str(odd)]) == 2
        assert "could not be read" in capsys.readouterr().err

    def test_a_story_in_which_nothing_happens_holds(self, tmp_path: Path, capsys: Capture) -> None:
        still = tmp_path / "still.yaml"
        still.write_text("story: Still\nprocedure: sp-cpc/1\nhappenings: []\n", encoding="utf-8")

        assert main(["story", str(still), "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["steps"] == []


class TestDrawAndDiff:
    def test_it_draws_a_shipped_procedure(self, tmp_path: Path, capsys: Capture) -> None:
        out = tmp_path / "sp.svg"

        assert main(["draw", "sp-cpc/1", "--out", str(out)]) == 0
        assert ET.parse(out).getroot().tag.endswith("svg")  # noqa: S314 - our own drawing
        assert "Drawn" in capsys.readouterr().out

    def test_a_place_it_cannot_write_to_is_named(self, tmp_path: Path, capsys: Capture) -> None:
        out = tmp_path / "nowhere" / "sp.svg"

        assert main(["draw", "sp-cpc/1", "--out", str(out)]) == 2
        assert "could not be written: No such file" in capsys.readouterr().err

    def test_it_says_a_procedure_in_sentences(self, capsys: Capture) -> None:
        assert main(["draw", "ox-cpc/1", "--words"]) == 0
        assert "panel" in capsys.readouterr().out

    def test_it_says_what_changed(self, tmp_path: Path, capsys: Capture) -> None:
        sound = (EXAMPLES / "harbourshire-cpc.yaml").read_text(encoding="utf-8")
        newer = tmp_path / "newer.yaml"
        newer.write_text(sound.replace("limit: 6 weeks", "limit: 5 weeks"), encoding="utf-8")
        old = str(EXAMPLES / "harbourshire-cpc.yaml")

        assert main(["diff", old, old]) == 0
        assert "Nothing has changed" in capsys.readouterr().out
        assert main(["diff", old, str(newer)]) == 0
        assert "5 weeks" in capsys.readouterr().out

    def test_a_faulty_definition_is_not_drawn(self, tmp_path: Path, capsys: Capture) -> None:
        faulty = tmp_path / "faulty.yaml"
        faulty.write_text("format: 1\n", encoding="utf-8")

        assert main(["draw", str(faulty)]) == 2
        assert "the procedure has problems" in capsys.readouterr().err


class TestLetters:
    def test_they_are_all_written_in_every_form(self, capsys: Capture, tmp_path: Path) -> None:
        assert main(["letters", "ox-cpc/1", "--out", str(tmp_path / "new" / "specimens")]) == 0

        said = capsys.readouterr().out
        written = {file.name for file in (tmp_path / "new" / "specimens").iterdir()}
        letters = [letter.id for letter in procedure("ox-cpc/1").letters]
        assert written == {
            f"{letter}-{reader}{form}"
            for letter in letters
            for reader in ("adult", "child")
            for form in (".pdf", "-large-print.pdf", ".docx", ".txt")
        }
        assert all(f"{letter} " in said for letter in letters)
        assert f"Written: {2 * len(letters)} letters" in said
        text = (tmp_path / "new" / "specimens" / "process-response-child.txt").read_text("utf-8")
        assert text.startswith("Your complaint about the conference on")

    def test_they_can_be_in_words_of_ones_own(self, capsys: Capture, tmp_path: Path) -> None:
        shipped = Path(letters.__file__).with_name("en.yaml").read_text("utf-8")
        own = tmp_path / "own.yaml"
        own.write_text(shipped.replace("Yours sincerely", "With kind regards"), "utf-8")
        words = ["letters", "sp-cpc/1", "--wording", str(own), "--out", str(tmp_path)]

        assert main(words) == 0
        assert (tmp_path / "delay-adult.txt").read_text("utf-8").count("With kind regards") == 1
        own.write_text(shipped.replace("the end of {last_on}.", "then."), "utf-8")
        capsys.readouterr()
        assert main(words) == 2
        assert "own.yaml:" in capsys.readouterr().err

    def test_where_they_cannot_be_written_it_says_so(self, capsys: Capture, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("", "utf-8")

        assert main(["letters", "sp-cpc/1", "--out", str(tmp_path / "file")]) == 2
        assert "could not be written" in capsys.readouterr().err
