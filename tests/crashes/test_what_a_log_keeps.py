"""What PostgreSQL keeps on its disk of an erased case, in its log too, is opened by nobody."""

import json

import pytest

from tests.support.folder import temporary_folder
from tests.support.processes import own, said_by
from tests.support.thief_of_logs import CASES, GONE


@pytest.mark.assures("PR-1")
def test_an_erased_case_is_opened_from_no_log_once_keys_are_changed() -> None:
    folder = temporary_folder() / "thief-of-logs"
    folder.mkdir()

    found = json.loads(said_by("tests.support.thief_of_logs", folder, environment=own(folder)))

    erased, changed = found["erased"], found["keys changed"]
    assert erased["keys of it in the log"] == changed["keys of it in the log"] > 0
    assert erased["in clear"] == changed["in clear"] == []
    assert erased["opened"] == list(range(CASES)), "so keys have to change, and the log was read"
    assert found["certified"]
    assert GONE not in changed["opened"]
