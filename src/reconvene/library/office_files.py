"""
In: the text of a file in which an authority says who it is and who works there.
Out: that as plain values, or every problem with the line it stands on.
"""

from collections.abc import Iterable
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from reconvene.core.procedure.definition import Definition
from reconvene.core.procedure.problem import Problem
from reconvene.core.record.payload import plain_name
from reconvene.library.unfit import problems_in
from reconvene.library.yaml_text import YamlText, read_yaml

_SIGN_IN_NAME = r"^[a-z][a-z0-9.-]*$"


class OfficeFileFaulty(ValueError):
    """The file cannot be used, and nothing of it was."""

    def __init__(self, *, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        found = "\n".join(problem.shown() for problem in problems)
        super().__init__(
            f"Nothing was put on record. Found\n{found}\n"
            "Correct the file; docs/how-to/put-an-authority-on-record.md shows a whole one."
        )


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Ombudsman(_Part):
    """Where letters send a family that has been through everything here."""

    name: str = Field(min_length=1, max_length=120)
    website: str = Field(default="", max_length=120)
    phone: str = Field(default="", max_length=40)


class Member(_Part):
    """Somebody who works there: what they sign in with, what they are called, what they hold."""

    sign_in: str = Field(pattern=_SIGN_IN_NAME, max_length=60)
    name: str = Field(min_length=1, max_length=120)
    roles: tuple[str, ...] = ()


def _squeezed(name: str) -> str:
    return " ".join(name.split())


class InPool(_Part):
    """Somebody who can be asked to sit on panels: by what they sign in with, or by name alone."""

    sign_in: str = Field(default="", max_length=60)
    name: Annotated[str, AfterValidator(_squeezed)] = Field(default="", max_length=120)
    agency: str
    senior: bool = True

    @model_validator(mode="after")
    def _by_one_name(self) -> Self:
        if bool(self.sign_in) == bool(self.name):
            raise ValueError("give either what they sign in with or what they are called")
        return self


def _asked_once(pool: tuple[InPool, ...]) -> tuple[InPool, ...]:
    names = [(one.sign_in, plain_name(one.name), one.name and one.agency) for one in pool]
    twice = sorted({name[0] or name[1] for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"name each person once; here more than once: {', '.join(twice)}")
    return pool


def _each_once(people: tuple[Member, ...]) -> tuple[Member, ...]:
    names = [one.sign_in for one in people]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"name each person once; here more than once: {', '.join(twice)}")
    return people


class OfficeFile(_Part):
    """An authority with what its letters repeat, and its people. Fields are those of `Authority`."""

    slug: str = Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=40)
    name: str = Field(min_length=1, max_length=120)
    procedure: str
    calendar: str = "england"
    reference_prefix: str = Field(pattern=r"^[A-Z]{2,8}$")
    accent: str = Field(default="", pattern=r"^(#[0-9a-f]{6})?$")
    address: str = Field(min_length=1)
    phone: str = Field(min_length=1, max_length=40)
    email: str = Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=254)
    hours: str = Field(default="", max_length=120)
    advocacy: str = Field(min_length=1)
    ombudsman: Ombudsman
    people: Annotated[tuple[Member, ...], AfterValidator(_each_once)] = Field(min_length=1)
    pool: Annotated[tuple[InPool, ...], AfterValidator(_asked_once)] = ()


def read_office(
    name: str,
    text: str,
    *,
    procedures: Iterable[Definition],
    house_roles: frozenset[str],
    calendars: frozenset[str],
) -> OfficeFile:
    """
    Return what a file says of an authority.

    Args:
        name: The file, as problems should name it.
        text: Its contents, in YAML 1.2.
        procedures: Every definition there is, of any version.
        house_roles: The roles that are of no procedure.
        calendars: The names of the calendars there are.

    Raises:
        OfficeFileFaulty: It cannot be used; every problem with its line.
    """
    page = read_yaml(name, text)
    if page.problems:
        raise OfficeFileFaulty(problems=tuple(page.problems))
    try:
        office = OfficeFile.model_validate(_with_tuples(page))
    except ValidationError as fault:
        raise OfficeFileFaulty(problems=problems_in(page, fault)) from fault
    unknown = tuple(_unknown(office, tuple(procedures), house_roles, calendars))
    if unknown:
        raise OfficeFileFaulty(problems=tuple(map(page.placed, unknown)))
    return office


def _with_tuples(page: YamlText) -> object:
    """Return the values with their lists as tuples, which cannot be changed."""
    plain = page.plain
    if not isinstance(plain, dict):
        return plain
    if isinstance(plain.get("pool"), list):
        plain = {**plain, "pool": tuple(plain["pool"])}
    if not isinstance(plain.get("people"), list):
        return plain
    people = tuple(
        {**one, "roles": tuple(one["roles"])}
        if isinstance(one, dict) and isinstance(one.get("roles"), list)
        else one
        for one in plain["people"]
    )
    return {**plain, "people": people}


def _unknown(
    office: OfficeFile,
    procedures: tuple[Definition, ...],
    house_roles: frozenset[str],
    calendars: frozenset[str],
) -> Iterable[Problem]:
    """Yield a problem for everything named that there is not."""
    if office.calendar not in calendars:
        yield _none("calendar", office.calendar, calendars, ("calendar",))
    versions = [one for one in procedures if one.id == office.procedure]
    if not versions:
        yield _none("procedure", office.procedure, {one.id for one in procedures}, ("procedure",))
        return
    roles = house_roles | {
        role.id for one in versions for role in one.roles if role.held != "outside"
    }
    for at, member in enumerate(office.people):
        for number, role in enumerate(member.roles):
            if role not in roles:
                yield _none("role", role, roles, ("people", at, "roles", number))
    yield from _unknown_in_pool(office, versions)


def _unknown_in_pool(office: OfficeFile, versions: Iterable[Definition]) -> Iterable[Problem]:
    """Yield a problem for each agency the procedure does not name, and each name nobody has."""
    agencies = {agency.id for one in versions for agency in one.agencies}
    people = {member.sign_in for member in office.people}
    for at, one in enumerate(office.pool):
        if one.agency not in agencies:
            yield _none("agency", one.agency, agencies, ("pool", at, "agency"))
        if one.sign_in and one.sign_in not in people:
            yield _none("person", one.sign_in, people, ("pool", at, "sign_in"))


def _none(what: str, name: str, known: Iterable[str], path: tuple[str | int, ...]) -> Problem:
    there_are = ", ".join(sorted(known))
    return Problem(
        code=f"unknown-{what}",
        message=f"there is no {what} '{name}': there are {there_are}",
        path=path,
    )
