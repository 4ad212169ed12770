"""What a copy is asked before it serves: each careless thing is refused, in words, by a real start."""

import json
import os
import shutil
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from reconvene.config.starting.days import short_calendars
from reconvene.config.starting.manner import is_weak
from reconvene.library import calendar_files, letters
from reconvene.library.calendar_files import read_calendar_history
from tests.support.copies import SERVE, Copy, refusals

_INIT = "DATABASES['default']['OPTIONS']['init_command'] = 'PRAGMA {}'"

SHIPPED = Path(calendar_files.__file__).parent / "calendars" / "england"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    made = Copy.real(tmp_path_factory.mktemp("starting"))
    made.must("migrate", "--verbosity", "0")
    return made


def test_a_real_copy_in_order_serves(copy: Copy) -> None:
    said = copy.started()

    assert (said.returncode, said.stdout, refusals(said)) == (0, "serving\n", []), said.stderr


@pytest.mark.assures("AUTH-1")
def test_a_real_copy_that_lets_apps_in_for_good_says_so_as_it_starts(copy: Copy) -> None:
    said = copy.started(RECONVENE_APPS_FOR_GOOD="1")

    assert (said.returncode, said.stdout) == (0, "serving\n")
    assert "RECONVENE_APPS_FOR_GOOD is set" in said.stderr
    assert "RECONVENE_APPS_FOR_GOOD" not in copy.started().stderr


@pytest.mark.assures("AU-1")
def test_a_real_copy_without_a_witness_has_to_say_that_it_means_to(copy: Copy) -> None:
    forgotten = copy.started(RECONVENE_WITNESS="")
    decided = copy.started(RECONVENE_WITNESS="none")

    assert refusals(forgotten) == ["no-witness"]
    assert "or to none to do without" in forgotten.stderr
    assert decided.stdout == "serving\n"
    assert "RECONVENE_WITNESS is none" in decided.stderr


@pytest.mark.assures("OUT-4", "LOG-3")
def test_every_careless_setting_is_refused_at_once_and_in_words(copy: Copy) -> None:
    said = copy.started(
        RECONVENE_SECRET_KEY="password123",
        RECONVENE_HOSTS="*",
        RECONVENE_BEHIND_PROXY="0",
        RECONVENE_KEY_FILE="",
    )

    assert said.returncode != 0
    assert said.stdout == ""
    assert refusals(said) == ["secret", "hosts", "plain-http", "keys"]
    for words in (
        "short or easily guessed",
        "any host name",
        "RECONVENE_ENDS_TLS=1",
        "RECONVENE_KEY_FILE is not set",
    ):
        assert words in said.stderr


def test_pages_that_could_not_be_drawn_are_not_served(copy: Copy, tmp_path: Path) -> None:
    bare, older = copy.twin(tmp_path / "bare"), copy.twin(tmp_path / "older")
    shutil.rmtree(bare.folder / "static")
    (older.folder / "static" / "reconvene.css").write_text("body {}", "utf-8")
    unserved, unlisted = copy.twin(tmp_path / "unserved"), copy.twin(tmp_path / "unlisted")
    for served in (unserved.folder / "static").glob("reconvene.*.css"):
        served.unlink()
    (unlisted.folder / "static" / "staticfiles.json").write_text("{", "utf-8")

    for lacking in (bare, older, unserved, unlisted):
        assert refusals(lacking.started()) == ["not-collected"], lacking.folder.name
    bare.must("collectstatic", "--no-input")
    assert bare.started().stdout == "serving\n"
    said = older.started(**older.own_settings("unbuilt", "STATICFILES_DIRS = []"))
    assert refusals(said) == ["not-built"]
    assert "Run `make install`" in said.stderr


@pytest.mark.assures("OUT-4")
def test_debugging_is_refused_even_in_a_demo(copy: Copy, tmp_path: Path) -> None:
    real = copy.started(**copy.own_settings("debugged", "DEBUG = True"))
    demo = Copy.demo(tmp_path)
    tried = demo.started(**demo.own_settings("debugged", "DEBUG = True"))

    assert [refusals(said) for said in (real, tried)] == [["debug"], ["debug"]]
    assert "DEBUG is on" in tried.stderr


@pytest.mark.assures("CS-3")
def test_sqlite_that_may_forget_an_answer_is_refused(copy: Copy) -> None:
    said = copy.started(**copy.own_settings("hasty", _INIT.format("synchronous=NORMAL")))

    assert refusals(said) == ["synchronous"]
    assert "can be gone" in said.stderr


@pytest.mark.assures("CS-3")
def test_sqlite_with_another_journal_is_refused(copy: Copy) -> None:
    text = _INIT.format("journal_mode=DELETE; PRAGMA synchronous=FULL")
    said = copy.started(**copy.own_settings("journalled", text))
    copy.started()  # puts the file back as it was

    assert refusals(said) == ["journal"]


def test_made_up_people_in_a_real_copy_are_refused(copy: Copy, tmp_path: Path) -> None:
    mixed = copy.twin(tmp_path / "mixed")
    mixed.must(
        "shell",
        "-c",
        "from reconvene.people.models import Authority as A; A.objects.create(slug='x', name='x', "
        "procedure='sp-cpc', reference_prefix='X', is_demo=True)",
    )
    said = mixed.started()

    assert refusals(said) == ["demo-data"]
    assert "made-up authorities (1)" in said.stderr


@pytest.mark.assures("TM-3")
def test_a_calendar_that_cannot_be_read_is_refused_and_never_empty(
    copy: Copy, tmp_path: Path
) -> None:
    own = copy.twin(tmp_path / "own")
    shutil.copytree(SHIPPED, tmp_path / "calendars" / "england")
    (tmp_path / "calendars" / "england" / "2026-11.yaml").write_text("<html>", encoding="utf-8")
    own.must(
        "shell",
        "-c",
        "from reconvene.people.models import Authority as A; A.objects.create(slug='x', name='x', "
        "procedure='sp-cpc', reference_prefix='X')",
    )
    said = own.started(RECONVENE_CALENDARS=str(tmp_path / "calendars"))

    assert refusals(said) == ["calendar"]
    assert "england/2026-11.yaml:1" in said.stderr
    assert own.started().stdout == "serving\n"


def test_words_that_leave_something_out_of_letters_are_refused(copy: Copy, tmp_path: Path) -> None:
    shipped = (Path(letters.__file__).parent / "en.yaml").read_text("utf-8")
    copy.must(
        "shell",
        "-c",
        "from reconvene.people.models import Authority as A; A.objects.get_or_create(slug='worded', "
        "defaults={'name': 'w', 'procedure': 'sp-cpc', 'reference_prefix': 'WO'})",
    )
    own = tmp_path / "worded.yaml"
    own.write_text(shipped.replace("the end of {last_on}.", "then."), "utf-8")
    faulty = copy.started(RECONVENE_LETTERS=str(tmp_path))
    nowhere = copy.started(RECONVENE_LETTERS=str(tmp_path / "nowhere"))
    own.write_text(shipped, "utf-8")
    (tmp_path / "wordde.yaml").write_text(shipped, "utf-8")
    (tmp_path / "folder.yaml").mkdir()
    of_nobody = copy.started(RECONVENE_LETTERS=str(tmp_path))
    (tmp_path / "wordde.yaml").unlink()
    (tmp_path / "folder.yaml").rmdir()
    polish = tmp_path / "worded.pl.yaml"
    polish.write_text((Path(letters.__file__).parent / "pl.yaml").read_text("utf-8"), "utf-8")
    polish.rename(arabic := tmp_path / "worded.ar.yaml")
    misnamed = copy.started(RECONVENE_LETTERS=str(tmp_path))
    arabic.rename(polish)

    assert refusals(misnamed) == ["letters"]
    assert "named for 'ar', and its words are 'pl'" in misnamed.stderr
    assert refusals(of_nobody) == ["letters", "letters"]
    assert "wordde.yaml' has words for letters of nobody here" in of_nobody.stderr
    assert refusals(faulty) == refusals(nowhere) == ["letters"]
    assert "nothing states 'last-day' with 2025-06-06" in faulty.stderr
    assert "which is no folder" in nowhere.stderr
    assert copy.started(RECONVENE_LETTERS=str(tmp_path)).stdout == "serving\n"


def test_keys_of_a_demo_are_refused(copy: Copy, tmp_path: Path) -> None:
    demo = Copy.demo(tmp_path / "demo")
    assert demo.started().stdout == "serving\n"
    said = copy.started(RECONVENE_KEY_FILE=str(tmp_path / "demo.demo-keys.json"))

    assert refusals(said) == ["keys"]
    assert "marked DEMO" in said.stderr


@pytest.mark.assures("CR-6")
def test_a_key_file_that_others_can_read_is_refused(copy: Copy) -> None:
    keys = Path(copy.environment["RECONVENE_KEY_FILE"])
    keys.chmod(0o644)
    said = copy.started()
    keys.chmod(0o600)

    assert refusals(said) == ["keys"]
    assert "can be read by others" in said.stderr
    assert copy.started().stdout == "serving\n"


@pytest.mark.assures("CR-6")
def test_no_key_is_in_what_is_said_of_a_faulty_key_file(copy: Copy, tmp_path: Path) -> None:
    good = Path(copy.environment["RECONVENE_KEY_FILE"])
    held = json.loads(good.read_text("utf-8"))
    faulty = tmp_path / "keys.json"
    faulty.touch(0o600)
    faulty.write_text(json.dumps(held | {"more": 1}), encoding="utf-8")
    said = copy.started(RECONVENE_KEY_FILE=str(faulty))

    assert refusals(said) == ["keys"]
    secrets = [held["index"], *held["epochs"].values(), copy.environment["RECONVENE_SECRET_KEY"]]
    assert [secret for secret in secrets if secret in said.stderr + said.stdout] == []


def test_a_database_that_does_not_answer_is_said_in_words(copy: Copy) -> None:
    said = copy.started(RECONVENE_DATABASE_URL="postgresql://web@127.0.0.1:1/reconvene")

    assert refusals(said) == ["database"]
    assert "The database does not answer" in said.stderr
    assert "said: OperationalError" in said.stderr


COMMAND = "import django; django.setup()"
"""What every command begins with."""


@pytest.mark.assures("CR-6")
@pytest.mark.parametrize("begun", [SERVE, COMMAND], ids=["a server", "a command"])
def test_a_crash_leaves_no_memory_behind(copy: Copy, begun: str) -> None:
    crash = f"{begun}; import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"

    def dumped(code: str) -> tuple[int, bool]:
        child = subprocess.Popen(
            ["/bin/sh", "-c", f'ulimit -c unlimited; exec "{sys.executable}" -c "$0"', code],
            cwd=copy.folder,
            env=copy.surroundings,
            stdout=subprocess.DEVNULL,
        )
        _, status = os.waitpid(child.pid, 0)
        child.returncode = -os.WTERMSIG(status)
        return os.WTERMSIG(status), os.WCOREDUMP(status)

    assert dumped(crash) == (signal.SIGSEGV, False)
    assert list(copy.folder.glob("core*")) == []


ASKED = "print(resource.getrlimit(resource.RLIMIT_CORE)[0], ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
"""How large a core may be, and whether the process may be dumped at all (PR_GET_DUMPABLE)."""


@pytest.mark.assures("CR-6")
@pytest.mark.parametrize("begun", [SERVE, COMMAND], ids=["a server", "a command"])
def test_a_process_with_keys_is_marked_as_one_that_is_never_dumped(copy: Copy, begun: str) -> None:
    said = copy.run("-c", f"{begun}; import ctypes, resource; {ASKED}").stdout

    assert said.splitlines()[-1] == "0 0"


@pytest.mark.parametrize(
    ("secret", "weak"),
    [
        ("a1-Zk" * 10, False),
        ("a1-Zk" * 9, True),
        ("abcab" * 20, True),
        ("django-insecure-" + "a1-Zk" * 10, True),
    ],
)
def test_a_secret_is_long_and_of_many_characters(secret: str, weak: bool) -> None:
    assert is_weak(secret) is weak


@pytest.mark.assures("TM-3")
def test_a_calendar_that_ends_within_a_year_is_told_of() -> None:
    england = read_calendar_history("england")

    assert short_calendars([england], date(2030, 12, 30)) == []
    assert short_calendars([england], date(2030, 12, 31)) == ["england"]


@pytest.mark.assures("LOG-3")
def test_that_a_start_was_refused_wakes_whoever_is_on_call(copy: Copy, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    copy.started(RECONVENE_HOSTS="*", RECONVENE_ALARM=f"tee -a {inbox}")

    (line,) = inbox.read_text("utf-8").splitlines()
    assert json.loads(line)["event"] == "start.refused"


def test_a_command_on_an_empty_database_says_what_to_run_first(tmp_path: Path) -> None:
    demo = Copy.demo(tmp_path / "empty")
    said = demo.manage("demo")

    assert said.returncode == 1
    assert "Run `manage.py migrate`, as its owner, and then this again." in said.stderr
