"""What becomes of files in time: verified, erased with their case, and counted for a day or two."""

from collections.abc import Iterable
from contextlib import closing
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from reconvene.backup.changing_keys import give_up_keys
from reconvene.core.record.papers import PaperAdded
from reconvene.desk import bringing
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.bringing import bring
from reconvene.desk.erasing import carry_out, certificate_of
from reconvene.desk.files_verified import files_amiss
from reconvene.jobs.forgetting import forget
from reconvene.papers import claiming, keeping, verifying
from reconvene.papers.models import BroughtOnDay, Chunk, Paper
from reconvene.papers.state import State
from reconvene.papers.untrusted.kinds import Kind
from reconvene.papers.untrusted.proving import Proven
from reconvene.papers.untrusted.scanning import Clear
from reconvene.papers.verifying import Fault, Problem, verify
from reconvene.scope.within import the_house, within
from reconvene.sealing.destroying import load_keys
from reconvene.sealing.keyring import Keyring
from reconvene.sealing.models import StoredKey
from reconvene.sealing.provider import EpochUnknown
from reconvene.sealing.rotation import rotate
from tests.support.days import day
from tests.support.desk import Desk
from tests.support.erasing import (
    LONG_AFTER,
    WEEK,
    Eraser,
    closed,
    damage,
    desk,
    eraser,
    give_up,
    keep_nine_years,
    keys_of_our_own,
)
from tests.support.papers import spooled
from tests.support.sp_life import RECEIVED_ON, noon
from tests.support.stored_bytes import stored_bytes

__all__ = ["desk", "eraser", "keys_of_our_own"]

NOW = noon(day(RECEIVED_ON))
LONG = bytes(range(256)) * 2500
HOUSE = the_house("partnership")


def brought(desk: Desk, case_id: str, content: bytes = LONG) -> str:
    """Return the id of a paper that Ben brought in, and that an entry names."""
    with closing(spooled(content)) as file:
        paper = bring(desk.people["ben"], case_id, file, now=NOW).paper
    keeping.on_record(case_id, paper)
    return paper


def recorded(desk: Desk, case_id: str, content: bytes = LONG) -> str:
    """Return the id of a paper that Ben brought in and put on the record, as a page has him do it."""
    ben = desk.people["ben"]
    with closing(spooled(content)) as file:
        kept = bring(ben, case_id, file, now=NOW)
    data = PaperAdded(
        paper=kept.paper, called="Letter", file=kept.file, size=kept.size, sha256=kept.sha256
    )
    answer = record(
        ben,
        case_id,
        bringing.KIND,
        data,
        happened_on=day(RECEIVED_ON),
        key=kept.paper,
        now=NOW,
        unfit=bringing.takes_its_file(data),
    )
    assert isinstance(answer, Receipt), answer
    return kept.paper


def seen_clear(view: bytes = b"what is to be seen") -> None:
    """Settle the file that waits, as a worker does that found nothing."""
    with within(HOUSE, durable=True):
        seen_clear_here(view)


def seen_clear_here(view: bytes = b"what is to be seen") -> None:
    """Settle it in the transaction that is open."""
    held = claiming.claim(NOW)
    assert held is not None
    proof = Proven(Kind.PDF, "application/pdf", 2)
    words = claiming.opened(held).words
    claiming.settle(held, words, claiming.clear(Clear("ClamAV", ""), proof, view))


def wrong() -> list[Fault]:
    with connection.cursor() as cursor:
        return [one.fault for one in verify(cursor)]


def missed() -> list[Fault]:
    """Return what is wrong, held against the record too."""
    with connection.cursor() as cursor:
        return [one.fault for one in files_amiss(cursor)]


def words_by(keys: Iterable[Any], row: Paper) -> keeping.Words:
    """Return what a paper is called, as keys of a copy open it."""
    ring = Keyring(row.case_id)
    for key in keys:
        ring.hold(*key)
    return keeping.words_of(ring, row)


class TestVerifying:
    def test_finds_nothing_where_all_is_as_it_was_kept(self, desk: Desk) -> None:
        case_id = desk.open().case_id
        brought(desk, case_id)
        seen_clear()
        brought(desk, case_id, b"")

        assert wrong() == []
        call_command("verify")

    @pytest.mark.assures("IN-5")
    def test_names_each_paper_that_is_not(self, desk: Desk) -> None:
        case_id = desk.open().case_id
        paper = brought(desk, case_id)
        seen_clear()
        pieces = Chunk.objects.filter(paper=paper)
        whole = list(pieces)

        def put_back() -> None:
            Chunk.objects.all().delete()
            Chunk.objects.bulk_create(whole)

        pieces.filter(which="original", number=1).delete()
        assert wrong() == [Fault.BYTES]
        put_back()
        pieces.filter(which="view").update(sealed=whole[0].sealed)
        assert wrong() == [Fault.VIEW]
        put_back()
        Chunk(
            case_id=case_id, paper=paper, which="original", number=3, sealed=whole[0].sealed
        ).save(force_insert=True)
        assert wrong() == [Fault.BYTES]
        put_back()
        Paper.objects.filter(id=paper).update(state=State.UNREADABLE)
        assert wrong() == [Fault.STATE]
        Paper.objects.filter(id=paper).update(sealed=whole[0].sealed)
        assert wrong() == [Fault.WORDS]
        Paper.objects.all().delete()
        with connection.cursor() as cursor:
            assert verify(cursor) == (Problem(case_id, paper, Fault.STRAY),)
        with pytest.raises(CommandError, match=f"case {case_id}, paper {paper}: {Fault.STRAY}"):
            call_command("verify")

    @pytest.mark.assures("IN-5")
    def test_names_a_file_of_the_record_that_is_gone(self, desk: Desk) -> None:
        case_id = desk.open().case_id
        paper = recorded(desk, case_id)
        call_command("verify")

        Paper.objects.all().delete()
        Chunk.objects.all().delete()
        with pytest.raises(CommandError, match=f"case {case_id}, paper {paper}: {Fault.MISSING}"):
            call_command("verify")

    @pytest.mark.assures("IN-5")
    def test_names_a_file_that_is_another_than_the_record_says(self, desk: Desk) -> None:
        case_id = desk.open().case_id
        paper, other = recorded(desk, case_id), brought(desk, case_id, LONG[1:] + b"?")
        assert missed() == []
        row = Paper.objects.get(id=paper)

        Paper.objects.filter(id=paper).update(is_on_record=False)
        assert missed() == [Fault.RECORD]
        Paper.objects.filter(id=paper).update(is_on_record=True)
        Paper.objects.filter(id=paper).update(size=0)
        assert missed() == [Fault.BYTES, Fault.RECORD]
        Paper.objects.filter(id=paper).update(size=row.size)
        with connection.cursor() as cursor:
            keys = load_keys(cursor, case_id)
            of_other = keeping.words_of(keys, Paper.objects.get(id=other))
            key = keeping.story_key(cursor, case_id)
            forged = keeping.seal_words(key, case_id, paper, of_other)
        Paper.objects.filter(id=paper).update(sealed=forged)
        assert Fault.RECORD in missed()

    def test_misses_no_file_of_a_case_that_was_erased(self, desk: Desk, eraser: Eraser) -> None:
        case = closed(desk, besides=())
        recorded(desk, case.case_id)
        eraser.erased(case.reference)

        assert missed() == []

    def test_finds_nothing_wrong_with_a_file_that_goes_meanwhile(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        case_id, ben, own = desk.open().case_id, desk.people["ben"], keeping.words_of
        with closing(spooled(LONG)) as file:
            paper = bring(ben, case_id, file, now=NOW).paper

        def meanwhile(keys: Keyring, row: Paper) -> keeping.Words:
            bringing.take_away(ben, case_id, paper, now=NOW)
            return own(keys, row)

        monkeypatch.setattr(verifying, "words_of", meanwhile)
        assert wrong() == []

    def test_finds_nothing_wrong_with_a_file_that_is_settled_meanwhile(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        brought(desk, desk.open().case_id)
        own, harmful = keeping.words_of, list[bool]()

        def meanwhile(keys: Keyring, row: Paper) -> keeping.Words:
            words = own(keys, row)
            if not harmful:
                harmful.append(True)
                with within(HOUSE, durable=True):
                    held = claiming.claim(NOW)
                    assert held is not None
                    claiming.settle(held, words, claiming.HARMFUL)
            return words

        monkeypatch.setattr(verifying, "words_of", meanwhile)
        assert wrong() == []

    def test_passes_over_what_opens_no_more_since_its_key_was_given_up(self, desk: Desk) -> None:
        case_id = desk.open().case_id
        brought(desk, case_id)
        give_up(case_id)

        assert wrong() == []

    @pytest.mark.assures("IN-5")
    def test_passes_over_nothing_else_by_a_key_that_was_given_up(self, desk: Desk) -> None:
        lost, case_id = desk.open(name="Iris Kaur").case_id, desk.open().case_id
        of_lost, paper = brought(desk, lost), brought(desk, case_id)
        key = bytes(Paper.objects.get(id=of_lost).sealed)[1:17]
        pieces = Chunk.objects.filter(paper=of_lost, number=1)
        give_up(lost)
        assert wrong() == []

        whole = bytes(Paper.objects.get(id=paper).sealed)
        Paper.objects.filter(id=paper).update(sealed=b"\1" + key + bytes(40))
        assert wrong() == [Fault.WORDS]
        Paper.objects.filter(id=paper).update(sealed=whole)
        pieces.update(sealed=b"\1" + key + bytes(40))
        assert wrong() == [Fault.WORDS]

    def test_is_told_by_a_change_of_keys_what_a_key_had_sealed(
        self, desk: Desk, tmp_path: Path
    ) -> None:
        case_id = desk.open().case_id
        brought(desk, case_id)
        key = StoredKey.objects.get(case_id=case_id, compartment="story")
        damage(case_id)
        names = [bytes(key.id).hex()]
        give_up_keys(names, "lost", noted_in=tmp_path / "n", now=NOW, forget=lambda _: None)

        assert wrong() == []


class TestErasing:
    @pytest.mark.assures("PR-1")
    def test_takes_the_files_of_a_case_with_it_and_no_other(
        self, desk: Desk, eraser: Eraser
    ) -> None:
        gone, stays = closed(desk, name="Petra Hollow"), closed(desk)
        brought(desk, gone.case_id)
        seen_clear()
        kept = brought(desk, stays.case_id)
        sealed = [bytes(one.sealed) for one in Chunk.objects.filter(case_id=gone.case_id)]
        sealed += [bytes(one.sealed) for one in Paper.objects.filter(case_id=gone.case_id)]
        assert len(sealed) == 3 + 1 + 1

        eraser.erased(gone.reference)

        assert not Paper.objects.filter(case_id=gone.case_id).exists()
        assert {one.paper for one in Chunk.objects.all()} == {kept}
        assert not any(one in stored_bytes() for one in sealed)
        assert wrong() == []
        _, _, text = certificate_of(desk.people["ben"], gone.reference, LONG_AFTER.date())
        assert "any files in it were deleted" in text

    @pytest.mark.assures("PR-1")
    def test_leaves_nothing_that_a_copy_of_before_opens_once_keys_were_changed(
        self, desk: Desk, eraser: Eraser
    ) -> None:
        case = closed(desk)
        row = keeping.load(case.case_id, brought(desk, case.case_id))
        of_before = StoredKey.objects.filter(case_id=case.case_id).values_list(
            "id", "compartment", "part", "epoch", "wrapped"
        )
        brought_back = list(of_before)
        eraser.erased(case.reference)
        assert words_by(brought_back, row).file == "letter.pdf"  # so keys have to change

        rotate(settle=lambda: None)

        with pytest.raises(EpochUnknown):
            words_by(brought_back, row)

    @pytest.mark.assures("PR-1")
    def test_leaves_them_where_a_case_is_read_again_after_all(
        self, desk: Desk, eraser: Eraser, tmp_path: Path
    ) -> None:
        case = closed(desk)
        paper = brought(desk, case.case_id)
        eraser.approved(case.reference)
        assert eraser.carry_out(LONG_AFTER).sealed_off == 1
        assert Paper.objects.filter(id=paper).exists()
        keep_nine_years(tmp_path)
        assert carry_out(eraser.path, LONG_AFTER + WEEK, tmp_path).destroyed == 0

        kept = keeping.kept_of(case.case_id)[paper]
        assert kept.sha256 == sha256(LONG).hexdigest()
        assert wrong() == []


class TestForgetting:
    def test_takes_files_that_no_entry_names_and_days_that_count_no_more(self, desk: Desk) -> None:
        case_id = desk.open().case_id
        named = brought(desk, case_id)
        with closing(spooled(LONG)) as file:
            bring(desk.people["ben"], case_id, file, now=NOW)

        early = forget(NOW + timedelta(days=1))
        late = forget(NOW + timedelta(days=2))

        sorts = ("files that no entry names", "sizes of what was brought in")
        assert [early[sort] for sort in sorts] == [0, 0]
        assert [late[sort] for sort in sorts] == [1, 1]
        assert [one.id for one in Paper.objects.all()] == [named]
        assert not BroughtOnDay.objects.exists()
