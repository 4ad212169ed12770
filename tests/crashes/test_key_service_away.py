"""A key service that goes away: nothing is said to be saved, no words are lost, and it comes back."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from typing import NamedTuple

import pytest

from tests.crashes.test_nothing_to_write_on import hold_erasing, hold_migrating
from tests.support.folder import temporary_folder
from tests.support.last_buttons import BEGUN, Begun, Trouble, an_act, hold
from tests.support.offices import Office, office
from tests.support.served import Visitor
from tests.support.sizes import IS_FULL
from tests.support.tokens import Lent, lent


class Lending(NamedTuple):
    """An office whose keys are in a token that another process lends."""

    office: Office
    service: Lent


@pytest.fixture(scope="module")
def with_a_key_service() -> Iterator[Lending]:
    folder = temporary_folder() / "key-service"
    with (
        lent(folder / "token") as service,
        office(folder / "var", **service.environment) as here,
    ):
        yield Lending(here, service)


def _entered(here: Office) -> Visitor:
    """Return Ben, signed in."""
    visitor = Visitor(here.server.port)
    here.enter(visitor, "ben")
    return visitor


@contextmanager
def service_away(lending: Lending) -> Iterator[None]:
    lending.service.stop()
    yield
    lending.service.start()


@pytest.mark.assures("CS-4")
@pytest.mark.parametrize("begun", BEGUN if IS_FULL else (an_act,))
def test_a_key_service_that_is_away(begun: Begun, with_a_key_service: Lending) -> None:
    hold(with_a_key_service.office, lambda _: service_away(with_a_key_service), begun)


@pytest.mark.assures("CS-4")
@pytest.mark.skipif(not IS_FULL, reason="It takes a minute: in full only.")
@pytest.mark.parametrize("order", [hold_erasing, hold_migrating])
def test_a_command_while_the_key_service_is_away(
    order: Callable[[Office, Trouble], None], with_a_key_service: Lending
) -> None:
    def key_service(_here: Office) -> AbstractContextManager[None]:
        return service_away(with_a_key_service)

    order(with_a_key_service.office, key_service)


@pytest.mark.assures("CS-4")
def test_what_a_family_says_is_kept_while_the_key_service_is_away(
    with_a_key_service: Lending,
) -> None:
    here = with_a_key_service.office
    visitor, step = _entered(here), "/take-down/new/who"
    with closing(visitor.line):
        asked = visitor.visit(step)
        typed = [*asked.hidden, ("name", "Ewa Zielińska"), ("capacity", "parent")]
        with service_away(with_a_key_service):
            answers = [visitor.send(step, typed) for _ in range(2)]
        taken = visitor.send(step, answers[-1].hidden)
        shown = visitor.visit(taken.to)

    for answer in answers:
        assert answer.status == 500
        assert "Not saved. Your words are still here" in answer.said
        assert "Ewa Zielińska" in answer.said
    assert taken.status == 302, taken.title
    assert shown.status == 200


@pytest.mark.assures("OUT-4")
def test_nothing_is_shown_and_nothing_given_away_while_the_key_service_is_away(
    with_a_key_service: Lending,
) -> None:
    here, service = with_a_key_service
    visitor, case = _entered(here), f"/case/{here.reference}"
    with closing(visitor.line):
        before = visitor.visit(case)
        with service_away(with_a_key_service):
            away = visitor.visit(case)
            said = here.copy.manage("rotate_keys", "--wait", "0")
        after = visitor.visit(case)

    assert (before.status, away.status, after.status) == (200, 500, 200)
    assert "Something went wrong on our side" in away.said
    for never in ("Traceback", "PKCS", "token", ".py", service.environment["RECONVENE_KEY_MODULE"]):
        assert never not in away.said
    assert said.returncode != 0
    assert "does not answer" in said.stderr or "does not show one token" in said.stderr
    assert "Traceback" not in said.stderr
