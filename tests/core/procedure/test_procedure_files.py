"""The shipped procedures, and what becomes of files that are wrong."""

from pathlib import Path

import pytest

from reconvene.core.procedure.definition import Definition
from reconvene.library.procedure_files import (
    ProcedureFileFaulty,
    ProcedureUnknown,
    ProcedureVersionsOverlap,
    check_text,
    fingerprint,
    load_procedures,
    procedure,
    read_procedures,
    shipped_files,
)
from tests.core.procedure.sound import SOUND


@pytest.mark.parametrize("name", shipped_files())
def test_a_shipped_procedure_has_nothing_wrong_with_it(name: str) -> None:
    problems = check_text(name, shipped_files()[name])

    assert [str(problem) for problem in problems if problem.is_error] == []


@pytest.mark.parametrize("name", shipped_files())
def test_a_shipped_procedure_lies_where_its_name_says(name: str) -> None:
    definition = load_procedures()[reference_of(name)]

    _, folder, file = name.split("/")
    assert folder == definition.id
    assert file == f"v{definition.version}.yaml"


def reference_of(name: str) -> str:
    _, folder, file = name.split("/")
    return f"{folder}/{file.removesuffix('.yaml').removeprefix('v')}"


def test_a_procedure_is_found_by_its_reference() -> None:
    reference = next(iter(load_procedures()))

    assert procedure(reference).reference == reference


def test_an_unknown_reference_lists_the_known_ones() -> None:
    with pytest.raises(ProcedureUnknown, match=r"there are only .*sp-cpc/1") as fault:
        procedure("sp-cpc/99")

    assert fault.value.reference == "sp-cpc/99"


def test_procedures_are_read_once() -> None:
    assert load_procedures() is load_procedures()


def kept(folder: Path, name: str, text: str) -> None:
    """Put a definition where an authority would keep it."""
    home = folder / "exampleshire" / "exampleshire-cpc"
    home.mkdir(parents=True, exist_ok=True)
    (home / name).write_text(text, encoding="utf-8")


def test_an_authority_can_keep_procedures_of_its_own(tmp_path: Path) -> None:
    kept(tmp_path, "v1.yaml", SOUND)
    (tmp_path / "published.yaml").write_text("{}\n", encoding="utf-8")

    assert list(read_procedures(tmp_path)) == ["exampleshire-cpc/1"]


def test_a_faulty_file_is_refused_with_everything_wrong(tmp_path: Path) -> None:
    kept(tmp_path, "v1.yaml", SOUND.replace("limit: 1 month", "limit: 1 moon"))

    with pytest.raises(ProcedureFileFaulty, match="'1 moon' is not a limit") as fault:
        read_procedures(tmp_path)

    assert [problem.line for problem in fault.value.problems] == [214]


def test_versions_that_hold_at_the_same_time_are_refused(tmp_path: Path) -> None:
    kept(tmp_path, "v1.yaml", SOUND)
    kept(tmp_path, "v2.yaml", SOUND.replace("version: 1", "version: 2"))

    with pytest.raises(
        ProcedureVersionsOverlap, match=r"exampleshire-cpc/1 and exampleshire-cpc/2"
    ):
        read_procedures(tmp_path)


def test_versions_that_follow_each_other_are_taken(tmp_path: Path) -> None:
    ended = "effective_from: 2025-01-01\neffective_to: 2025-03-31"
    second = SOUND.replace("version: 1", "version: 2").replace(
        "2025-01-01\ncited", "2025-04-01\ncited"
    )
    kept(tmp_path, "v1.yaml", SOUND.replace("effective_from: 2025-01-01", ended))
    kept(tmp_path, "v2.yaml", second)

    found = read_procedures(tmp_path)

    assert all(isinstance(one, Definition) for one in found.values())
    assert list(found) == ["exampleshire-cpc/1", "exampleshire-cpc/2"]


def test_a_fingerprint_changes_with_a_single_letter() -> None:
    assert fingerprint("a: b\n") != fingerprint("a: c\n")
