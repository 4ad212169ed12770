"""Where there is too little memory a fault is still answered, with what somebody wrote."""

import pytest
from django.test import Client, RequestFactory

from reconvene.web.components import spare_room
from reconvene.web.request_log import RequestLog
from tests.support.desk import Desk


def test_room_is_put_by_used_and_put_by_again() -> None:
    assert [len(one) for one in spare_room._put_by] == [spare_room.ROOM]
    with spare_room.spare_room():
        assert spare_room._put_by == []
    assert [len(one) for one in spare_room._put_by] == [spare_room.ROOM]


def test_as_long_as_there_is_none_it_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as now:
        now.setattr(spare_room, "ROOM", 1 << 62)
        with spare_room.spare_room():
            pass
        assert spare_room._put_by == []
    with spare_room.spare_room():
        pass
    assert [len(one) for one in spare_room._put_by] == [spare_room.ROOM]


def test_what_nobody_else_could_answer_is_answered(rf: RequestFactory) -> None:
    def none_left(_request: object) -> None:
        raise MemoryError

    request = rf.post("/emergency", {"reason": "She rang twice."})
    answer = RequestLog(none_left)(request)  # type: ignore[arg-type]

    assert answer.status_code == 500
    assert "Not saved. Your words are still here" in answer.content.decode()
    assert "She rang twice." in answer.content.decode()


@pytest.mark.django_db
def test_a_page_that_finds_none_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.raise_request_exception = False
    client.force_login(Desk.at().people["ben"])

    def none_left(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("reconvene.web.browse.my_work.frame_of", none_left)
    answer = client.get("/")

    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.content.decode()
