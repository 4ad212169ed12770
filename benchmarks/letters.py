"""
Write a thousand outcome letters in one go, each from its own case: decided, proven to carry all it
must, put on the record, set in type, and laid into the outbox.

Beside it, in the same run and in turn: the typesetter alone on the same letters, and WeasyPrint on
the same words, with nothing to decide, prove or keep. It is proven that each letter is there, names
its own family and no other.
"""

import json
import subprocess
from base64 import b64decode
from html import escape
from io import BytesIO
from statistics import median
from time import perf_counter
from typing import Any, cast

import psutil

from benchmarks.stage import ROOT, on_each_database, set_up, table

LETTERS, ROUNDS = 1_000, 10
A_ROUND = LETTERS // ROUNDS
OF_THE_PEER = 10
PEERS = ROOT / ".venv" / "peers" / "bin" / "python"


def main() -> None:
    """Measure on each database."""
    on_each_database("benchmarks.letters", measure)


def measure(database: str) -> None:
    """Make the cases, write their letters in turn with both peers, prove them and print a table."""
    set_up()
    from benchmarks.outcome_letters import Office

    office = Office()
    cases = [office.case(number) for number in range(LETTERS + A_ROUND)]
    for case in cases[:A_ROUND]:
        office.write(case)  # warms everything up, and is not counted
    took: dict[str, list[float]] = {"ours": [], "alone": [], "peer": []}
    sizes = []
    proven = []
    for number in range(1, ROUNDS + 1):
        batch = cases[number * A_ROUND : (number + 1) * A_ROUND]
        began = perf_counter()
        written = [office.write(case) for case in batch]
        took["ours"].append((perf_counter() - began) / A_ROUND)
        sizes.append(psutil.Process().memory_info().rss / 1024**2)
        given = [office.given(one) for one in written]
        began = perf_counter()
        for one in given:
            office.set_alone(one)
        took["alone"].append((perf_counter() - began) / A_ROUND)
        took["peer"] += _by_weasyprint([_html(one.letter) for one in written[:OF_THE_PEER]])
        proven += written[:OF_THE_PEER]
    office.prove(proven, len(cases))
    ours, alone, peer = (median(took[name]) for name in ("ours", "alone", "peer"))
    rows = [
        ("WeasyPrint, the bare letter, PDF/UA-1", f"{1 / peer:,.1f}", "1.0", f"{peer / alone:.1f}"),
        ("typst alone, PDF/UA-1 and PDF/A-2a", f"{1 / alone:,.1f}", f"{peer / alone:.1f}", "1.0"),
        ("Reconvene, queued", f"{1 / ours:,.1f}", f"{peer / ours:.1f}", f"{ours / alone:.1f}"),
    ]
    head = ("letters/s", "x WeasyPrint", "of typst's time")
    table(f"{LETTERS:,} outcome letters on {database}", ("", *head), rows)
    grown = sizes[-1] - sizes[0]
    print(f"  Memory: {sizes[0]:,.0f} MiB after the first {A_ROUND}, {grown:+.1f} MiB by the last.")


def _by_weasyprint(html: list[str]) -> list[float]:
    """Return the seconds that each letter took."""
    if not PEERS.exists():
        raise SystemExit("WeasyPrint is not here to be measured beside: run `make bench`.")
    script = ROOT / "benchmarks" / "peers" / "weasyprint_letter.py"
    done = subprocess.run(
        [str(PEERS), str(script)],
        input=json.dumps({"html": html, "times": len(html)}),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    answer = json.loads(done.stdout)
    from pdfminer.high_level import extract_text

    words = extract_text(BytesIO(b64decode(answer["pdf"])))
    assert "Zielińska-" in words
    assert "stands" in words
    return cast("list[float]", answer["took"])


def _html(letter: Any) -> str:
    """Return a letter's words as a page, its parts marked as what they are."""
    lines = [letter.addressee, letter.about, letter.greeting, letter.opening]
    parts = [_paragraph(line) for line in lines]
    for section in letter.sections:
        parts.append(f"<h2>{escape(section.heading)}</h2>")
        for block in section.blocks:
            each = [_paragraph(line) for line in block.lines]
            items = "".join(f"<li>{one}</li>" for one in each)
            parts.append(f"<ul>{items}</ul>" if block.kind == "list" else "".join(each))
    parts += [_paragraph(line) for line in (letter.farewell, letter.signed, letter.signed_as)]
    title = escape(letter.title)
    head = f"<title>{title}</title><style>body {{ font: 11pt sans-serif }}</style>"
    body = f"<h1>{title}</h1>{''.join(parts)}"
    return f'<!doctype html><html lang="en-GB"><head>{head}</head><body>{body}</body></html>'


def _paragraph(line: str) -> str:
    return f"<p>{escape(line)}</p>"


if __name__ == "__main__":
    main()
