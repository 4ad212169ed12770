"""The published vectors: what a second implementation is held against, and ours too."""

import json
import re
import shutil
import subprocess
import sys
from base64 import b64decode, b64encode
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from reconvene.ledger.chain import SALT_LENGTH
from reconvene.sealing.framing import framed
from reconvene.witness import verifier
from tests.support import vectors
from tests.support.consistency import is_consistent
from tests.support.tree import ROOT

PUBLISHED = ROOT / "docs" / "reference" / "test-vectors"
LOG = PUBLISHED / "log"


def read(name: str) -> Any:
    return json.loads((PUBLISHED / name).read_text("utf-8"))


def test_our_chain_is_the_published_one() -> None:
    assert read("chain.json") == list(vectors.entries("exampleshire1", 7))


def test_the_published_salts_are_as_long_as_ours() -> None:
    salts = {len(bytes.fromhex(entry["salt"])) for entry in read("chain.json")}

    assert salts == {SALT_LENGTH} == {32}


def test_the_verifiers_chain_is_the_published_one() -> None:
    before = b""
    for entry in read("chain.json"):
        committed = verifier.digest(
            b"part/1", bytes.fromhex(entry["salt"]), entry["payload"].encode()
        )
        header = verifier.header_digest(entry)
        before = verifier.link(before, header, committed)
        told = committed.hex(), header.hex(), before.hex()
        assert told == (entry["commitment"], entry["header"], entry["link"])


@pytest.mark.parametrize("length", [0, 1, 255, 256, 257, 70_000])
def test_a_field_of_any_length_stands_after_its_length_in_four_bytes(length: int) -> None:
    field = b"x" * length

    assert framed(field, b"end") == length.to_bytes(4, "big") + field + b"\0\0\0\x03end"


def test_a_header_stays_what_its_digest_was_made_of() -> None:
    (header,) = vectors.headers("exampleshire1", 1)

    with pytest.raises(AttributeError):
        header.number = 2  # type: ignore[misc]


def test_our_trees_are_the_published_ones() -> None:
    assert read("tree.json") == vectors.trees()


def test_the_verifiers_trees_are_the_published_ones() -> None:
    published = read("tree.json")
    tree = verifier.Tree()
    roots = [tree.root().hex()]
    for leaf in published["leaves"]:
        tree.add(bytes.fromhex(leaf))
        roots.append(tree.root().hex())

    assert roots == published["roots"]
    for place, path in enumerate(published["paths"]):
        node = sha256(b"\0" + bytes.fromhex(published["leaves"][place])).digest()
        beside = [bytes.fromhex(each) for each in path]
        assert verifier.root_above(node, place, len(roots) - 1, beside) == tree.root()


def test_the_published_log_and_record_are_sound(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = (LOG / "key.txt").read_text("ascii").strip()
    newest = str(max(LOG.glob("*.checkpoint")))

    assert not verifier.main(["check", str(LOG), "--kept", str(tmp_path / "kept"), "--key", key])
    assert not verifier.main(
        ["verify", str(PUBLISHED / "record.jsonl"), "--checkpoint", newest, "--key", key]
    )
    assert [line.split(".")[0] for line in capsys.readouterr().out.splitlines()] == ["Sound"] * 2


def test_the_published_log_is_shown_to_have_only_grown() -> None:
    checkpoints = verifier.read_log(LOG).checkpoints
    proofs = [path.read_text("ascii").splitlines() for path in sorted(LOG.glob("*.consistency"))]

    assert proofs[0] == ["old 0"]
    for (earlier, later), (old, *proof) in zip(pairwise(checkpoints), proofs[1:], strict=True):
        beside = [b64decode(line) for line in proof]
        assert old == f"old {earlier.size}"
        assert is_consistent(earlier.size, later.size, earlier.root, later.root, beside)
        assert not is_consistent(earlier.size, later.size, bytes(32), later.root, beside)


def with_other_heads(folder: Path, name: str) -> Path:
    """Return the published log again, in which one checkpoint names cases that were not so."""
    shutil.copytree(LOG, folder)
    path, other = folder / f"{name}.checkpoint", b64encode(bytes(32)).decode()
    text = re.sub(r"(?m)^(cases \d+) \S+$", rf"\1 {other}", path.read_text("utf-8"))
    path.write_text(text, "utf-8")
    return folder


def test_the_newest_heads_are_held_whoever_looks(tmp_path: Path) -> None:
    with pytest.raises(verifier.Refused, match="not made of these cases"):
        verifier.read_log(with_other_heads(tmp_path / "log", "00000003"))


def test_every_heads_since_the_checkpoint_kept_are_held(tmp_path: Path) -> None:
    first = verifier.read_log(LOG).checkpoints[0].text
    with pytest.raises(verifier.Refused, match=r"00000002\.checkpoint was not made of these cases"):
        verifier.read_log(with_other_heads(tmp_path / "log", "00000002"), kept=first)


def test_a_long_log_costs_its_cases_once_and_not_at_every_checkpoint(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    worked_out: list[int] = []
    heads = verifier.Log.heads

    def counted(log: verifier.Log) -> bytes:
        worked_out.append(len(log.cases))
        return heads(log)

    monkeypatch.setattr(verifier.Log, "heads", counted)
    newest = verifier.read_log(LOG).checkpoints[-1]

    assert worked_out == [newest.cases]


@pytest.mark.parametrize("place", range(1, 16))
def test_a_published_record_without_any_of_its_lines_is_refused(
    place: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (PUBLISHED / "record.jsonl").read_text("utf-8").splitlines(keepends=True)
    assert len(lines) == 16
    changed = tmp_path / "record.jsonl"
    changed.write_text("".join([*lines[:place], *lines[place + 1 :]]), "utf-8")
    newest = str(max(LOG.glob("*.checkpoint")))

    assert verifier.main(["verify", str(changed), "--checkpoint", newest]) == 1
    assert capsys.readouterr().err.startswith("Refused: ")


def test_a_published_log_is_refused_by_whoever_kept_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "kept"
    first = min(LOG.glob("*.checkpoint"))
    kept.write_text(first.read_text("utf-8").replace("\n5\n", "\n4\n"), "utf-8")

    assert verifier.main(["check", str(LOG), "--kept", str(kept)]) == 1
    assert "rewritten or cut" in capsys.readouterr().err
    shutil.copy(first, kept)
    assert verifier.main(["check", str(LOG), "--kept", str(kept)]) == 0


def test_what_is_no_checkpoint_is_said_to_be_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "kept").write_text("nothing")

    assert verifier.main(["check", str(LOG), "--kept", str(tmp_path / "kept")]) == 1
    assert "kept is no checkpoint" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text", ["", "{}\n", "[1]\n", "nothing\n", '{"holds":"all"}\n{"case":"one"}\n']
)
def test_what_is_no_record_is_refused(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "record").write_text(text)

    assert verifier.main(["verify", str(tmp_path / "record")]) == 1
    assert capsys.readouterr().err.startswith("Refused: ")


def test_the_verifier_runs_where_nothing_is_installed(tmp_path: Path) -> None:
    alone = shutil.copy(verifier.__file__, tmp_path)
    said = subprocess.run(
        [sys.executable, "-I", "-S", alone, "verify", str(PUBLISHED / "record.jsonl")],
        check=True,
        capture_output=True,
        text=True,
    )

    assert said.stdout == "Sound. Entries: 12. Cases: 3.\n"


def test_the_verifier_is_one_file_that_needs_nothing() -> None:
    text = Path(verifier.__file__).read_text("utf-8")
    imported = {line.split()[1].split(".")[0] for line in text.splitlines() if _imports(line)}

    assert len(text.splitlines()) <= 300
    assert imported <= sys.stdlib_module_names


def _imports(line: str) -> bool:
    return line.startswith(("import ", "from "))
